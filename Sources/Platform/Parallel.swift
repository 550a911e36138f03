internal import Dispatch
private import Foundation

/// Work on several threads whose result does not depend on how many there are.
public enum Parallel {
  /// How many processors this process may use.
  public static var processors: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// The values of a function at 0, 1, …, `count` − 1, in that order.
  ///
  /// Where several calls fail, the error is that of the lowest index, as in a loop; calls at higher indices
  /// may or may not have been made. The calling thread works too.
  ///
  /// - Complexity: `count` calls, on at most `threads` threads.
  ///
  /// - Parameters:
  ///   - count: how many values there are.
  ///   - threads: the most threads to use; at least 1 is used.
  ///   - body: the function; it is called from several threads at once.
  /// - Returns: the values in order of index.
  /// - Throws: what the function throws.
  public static func map<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let chunks = Chunks(count: count, size: max(1, count / 256))
    let parts = try run(chunks, threads: threads) { range throws(Failure) in
      var values: [Value] = []
      values.reserveCapacity(range.count)
      for index in range { values.append(try body(index)) }
      return values
    }
    return Array(parts.joined())
  }

  /// Combines parts of the range 0 ..< `count`, in order, from parts that do not depend on threads.
  ///
  /// The range is cut every `chunk` indices, so a sum of floating-point numbers has the same
  /// rounding for any number of threads.
  ///
  /// - Parameters:
  ///   - count: how many indices there are.
  ///   - threads: the most threads to use; at least 1 is used.
  ///   - chunk: how many indices a part has; the last may have fewer.
  ///   - part: the value of a part; it is called from several threads at once.
  ///   - combine: adds the value of the next part to what the parts before gave.
  /// - Returns: the combined value; `nil` where `count` is 0.
  /// - Throws: what `part` throws, for the lowest part that fails.
  public static func reduce<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int, chunk: Int,
    _ part: @Sendable (Range<Int>) throws(Failure) -> Value,
    combine: (inout Value, Value) -> Void
  ) throws(Failure) -> Value? {
    precondition(chunk > 0)
    let parts = try run(Chunks(count: count, size: chunk), threads: threads, part)
    guard var result = parts.first else { return nil }
    for value in parts.dropFirst() { combine(&result, value) }
    return result
  }

  private static func run<Value: Sendable, Failure: Error>(
    _ chunks: Chunks, threads: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let workers = min(max(1, threads), chunks.count)
    guard workers > 1 else {
      var values: [Value] = []
      values.reserveCapacity(chunks.count)
      for index in 0..<chunks.count { values.append(try body(chunks[index])) }
      return values
    }
    let harvest = Harvest<Value, Failure>(count: chunks.count)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while let index = harvest.next() {
        do throws(Failure) {
          harvest.keep(try body(chunks[index]), at: index)
        } catch {
          harvest.fail(error, at: index)
        }
      }
    }
    return try harvest.values()
  }
}

/// A range cut into pieces of equal size; the last may be smaller.
private struct Chunks: Sendable {
  let total: Int
  let size: Int

  init(count: Int, size: Int) {
    precondition(count >= 0)
    total = count
    self.size = size
  }

  var count: Int { total / size + (total % size == 0 ? 0 : 1) }

  subscript(index: Int) -> Range<Int> {
    index * size..<min(total, index * size + size)
  }
}

/// What the workers of one call have brought in.
///
/// Pieces are handed out in order, so when one fails all before it are done or in hand.
private final class Harvest<Value: Sendable, Failure: Error>: Sendable {
  private struct State {
    var next = 0
    var values: [Value?]
    var failure: (index: Int, error: Failure)?
  }

  private let count: Int
  private let state: Locked<State>

  init(count: Int) {
    self.count = count
    state = Locked(State(values: Array(repeating: nil, count: count)))
  }

  func next() -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func keep(_ value: Value, at index: Int) {
    state.withLock { $0.values[index] = value }
  }

  func fail(_ error: Failure, at index: Int) {
    state.withLock { state in
      if index < state.failure?.index ?? .max { state.failure = (index, error) }
    }
  }

  func values() throws(Failure) -> [Value] {
    let (values, failure) = state.withLock { ($0.values, $0.failure) }
    if let failure { throw failure.error }
    return values.compactMap(\.self)
  }
}
