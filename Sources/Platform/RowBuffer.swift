/// The values of a column while several threads write different rows of it.
///
/// Threads write disjoint ranges of rows; every row must be written before the values are taken,
/// and nothing may be written afterwards. The values are taken without being copied.
@safe package final class RowBuffer<Value: Sendable>: @unchecked Sendable {
  /// The number of rows.
  package let count: Int
  // The storage of an array stays where it is while nobody else holds the array and nobody changes
  // it; nothing but `take` touches this one.
  private var storage: [Value]
  private let rows: UnsafeMutablePointer<Value>?

  private init(adopting values: consuming [Value]) {
    count = values.count
    storage = values
    unsafe rows = storage.withUnsafeMutableBufferPointer { $0.baseAddress }
  }

  /// Rows that all hold the same value at first.
  package convenience init(repeating value: Value, count: Int) {
    self.init(adopting: Array(repeating: value, count: count))
  }

  /// Gives some rows to a closure that writes them.
  @inline(__always)
  package func write<Answer, Failure: Error>(
    _ range: Range<Int>, _ body: (inout MutableSpan<Value>) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let start = unsafe rows.map { unsafe $0 + range.lowerBound }
    let buffer = unsafe UnsafeMutableBufferPointer(start: start, count: range.count)
    var span = unsafe buffer.mutableSpan
    return try body(&span)
  }

  /// The values; the buffer has none afterwards.
  package func take() -> [Value] {
    defer { storage = [] }
    return storage
  }
}

extension RowBuffer where Value: BitwiseCopyable {
  /// Rows whose values are arbitrary until they are written.
  package convenience init(unwritten count: Int) {
    self.init(
      adopting: unsafe Array(unsafeUninitializedCapacity: count) { _, filled in
        filled = count
      })
  }
}
