internal import Dispatch

extension Parallel {
  /// An array of which several threads fill parts that do not depend on threads.
  ///
  /// - Parameters:
  ///   - count: how many elements there are.
  ///   - threads: the most threads to use; at least 1 is used.
  ///   - chunk: how many elements a part has; the last may have fewer.
  ///   - zero: what elements are before they are filled.
  ///   - fill: sets the elements of a range, of which the first is at 0 of the span.
  /// - Returns: the filled array.
  /// - Complexity: one call of `fill` for each part.
  public static func array<Element: BitwiseCopyable & Sendable>(
    _ count: Int, threads: Int, chunk: Int, zero: Element,
    _ fill: @Sendable (Range<Int>, inout MutableSpan<Element>) -> Void
  ) -> [Element] {
    precondition(count >= 0 && chunk > 0)
    let parts = stride(from: 0, to: count, by: chunk).map { $0..<min(count, $0 + chunk) }
    return array(parts, threads: threads, zero: zero) { fill(parts[$0], &$1) }
  }

  /// An array of which several threads fill parts of given, possibly different lengths.
  ///
  /// - Parameters:
  ///   - parts: ranges of indices, each beginning where the one before ends, the first at 0.
  ///   - threads: the most threads to use; at least 1 is used.
  ///   - zero: what elements are before they are filled.
  ///   - fill: sets the elements of the part of a number.
  /// - Returns: the filled array.
  /// - Complexity: one call of `fill` for each part.
  public static func array<Element: BitwiseCopyable & Sendable>(
    _ parts: [Range<Int>], threads: Int, zero: Element,
    _ fill: @Sendable (Int, inout MutableSpan<Element>) -> Void
  ) -> [Element] {
    var count = 0
    for part in parts {
      precondition(part.lowerBound == count)
      count = part.upperBound
    }
    return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      guard let start = buffer.baseAddress else { return }
      nonisolated(unsafe) let base = unsafe start
      _ = map(parts.count, threads: threads) { index -> Bool in
        let part = unsafe UnsafeMutableBufferPointer(
          start: base + parts[index].lowerBound, count: parts[index].count)
        unsafe part.initialize(repeating: zero)
        var span = unsafe MutableSpan(_unsafeElements: part)
        fill(index, &span)
        return true
      }
    }
  }
}
