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
    return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = count
      guard let start = buffer.baseAddress else { return }
      nonisolated(unsafe) let base = unsafe start
      _ = reduce(count, threads: threads, chunk: chunk) { range -> Bool in
        let part = unsafe UnsafeMutableBufferPointer(
          start: base + range.lowerBound, count: range.count)
        unsafe part.initialize(repeating: zero)
        var span = unsafe MutableSpan(_unsafeElements: part)
        fill(range, &span)
        return true
      } combine: { _, _ in
      }
    }
  }
}
