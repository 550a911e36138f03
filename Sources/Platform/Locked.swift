private import Foundation

/// A value that several threads take turns with.
///
/// `Mutex` of the standard library does the same, but the thread sanitizer does not see its locks on Linux, and
/// takes what they guard for races.
package final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  /// Guards a value.
  package init(_ value: sending Value) { self.value = value }

  /// Gives the value to a closure while no other thread has it.
  package func withLock<Answer, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> sending Answer
  ) throws(Failure) -> sending Answer {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
