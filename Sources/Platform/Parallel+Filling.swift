internal import Dispatch

extension Parallel {
  /// Numbers of which several threads fill parts that do not depend on threads.
  ///
  /// - Parameters:
  ///   - count: how many elements there are.
  ///   - threads: the most threads to use; at least 1 is used.
  ///   - chunk: how many elements a part has; the last may have fewer.
  ///   - fill: sets the elements of a range, which are 0 before, and of which the first is at 0 of the span.
  /// - Returns: the filled array.
  /// - Complexity: one call of `fill` for each part.
  public static func array(
    _ count: Int, threads: Int, chunk: Int,
    _ fill: @Sendable (Range<Int>, inout MutableSpan<Double>) -> Void
  ) -> [Double] {
    precondition(count >= 0 && chunk > 0)
    let parts = stride(from: 0, to: count, by: chunk).map { $0..<min(count, $0 + chunk) }
    return array(parts, threads: threads) { fill(parts[$0], &$1) }
  }

  /// Numbers of which several threads fill parts of given, possibly different lengths.
  ///
  /// - Parameters:
  ///   - parts: ranges of indices, each beginning where the one before ends, the first at 0.
  ///   - threads: the most threads to use; at least 1 is used.
  ///   - fill: sets the elements of the part of a number, which are 0 before.
  /// - Returns: the filled array.
  /// - Complexity: one call of `fill` for each part.
  public static func array(
    _ parts: [Range<Int>], threads: Int,
    _ fill: @Sendable (Int, inout MutableSpan<Double>) -> Void
  ) -> [Double] {
    var count = 0
    for part in parts {
      precondition(part.lowerBound == count)
      count = part.upperBound
    }
    return unsafe [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      guard let start = buffer.baseAddress else { return }
      nonisolated(unsafe) let base = unsafe start
      _ = map(parts.count, threads: threads) { index -> Bool in
        let part = unsafe UnsafeMutableBufferPointer(
          start: base + parts[index].lowerBound, count: parts[index].count)
        unsafe part.initialize(repeating: 0)
        var span = unsafe MutableSpan(_unsafeElements: part)
        fill(index, &span)
        return true
      }
    }
  }
}
