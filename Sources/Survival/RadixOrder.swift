internal import Platform

/// Orders rows by numbers that are not negative.
enum RadixOrder {
  private static let digitBits: UInt64 = 11
  private static let digits = 1 << 11

  /// The row numbers in ascending order of their values, and the values in that order; equal values
  /// stay in order of the rows.
  ///
  /// The bit patterns of non-negative doubles sort as the numbers do. Digits that all values share
  /// are skipped. On several threads rows are first dealt to buckets of ascending values, each of
  /// which is then sorted; the order is the same.
  /// - Complexity: O(n) time, at most six passes, and O(n) memory.
  static func ascending(
    _ values: [Double], threads: Int = 1
  ) -> (rows: [Int], values: [Double]) {
    if threads > 1, values.count >= Buckets.manyRows {
      return Buckets(values).ascending(values, threads: threads)
    }
    var keys = values.map { ($0 + 0).bitPattern }
    var rows = Array(0..<values.count)
    sort(&keys, &rows)
    return (rows, keys.map { Double(bitPattern: $0) })
  }

  /// Sorts keys, and rows with them; equal keys stay in order.
  static func sort(_ keys: inout [UInt64], _ rows: inout [Int]) {
    let n = keys.count
    var (anyBits, allBits) = (UInt64.zero, UInt64.max)
    for key in keys {
      anyBits |= key
      allBits &= key
    }
    var otherKeys = [UInt64](repeating: 0, count: n)
    var otherRows = [Int](repeating: 0, count: n)
    let mask = UInt64(digits - 1)
    for shift in stride(from: UInt64.zero, to: 64, by: Int(digitBits))
    where ((anyBits ^ allBits) >> shift) & mask != 0 {
      scatter(keys, rows, &otherKeys, &otherRows, shift: shift)
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
  }

  private static func scatter(
    _ keys: [UInt64], _ rows: [Int], _ newKeys: inout [UInt64], _ newRows: inout [Int],
    shift: UInt64
  ) {
    let mask = UInt64(digits - 1)
    var starts = [Int](repeating: 0, count: digits + 1)
    for key in keys { starts[Int((key >> shift) & mask) + 1] += 1 }
    for digit in 0..<digits { starts[digit + 1] += starts[digit] }
    var newKeySpan = newKeys.mutableSpan
    var newRowSpan = newRows.mutableSpan
    let keySpan = keys.span
    let rowSpan = rows.span
    for i in 0..<keySpan.count {
      let key = keySpan[i]
      let digit = Int((key >> shift) & mask)
      let place = starts[digit]
      newKeySpan[place] = key
      newRowSpan[place] = rowSpan[i]
      starts[digit] = place + 1
    }
  }
}

/// Ranges of values that hold about as many rows each, found from a sample.
private struct Buckets: Sendable {
  static let manyRows = 1 << 16
  private static let count = 64
  private static let chunkRows = 1 << 15

  /// The lowest value of each bucket but the first, ascending.
  private let bounds: [Double]

  init(_ values: [Double]) {
    let size = Self.count * 32
    let sample = (0..<size).map { values[$0 * (values.count / size)] }.sorted()
    bounds = (1..<Self.count).map { sample[$0 * 32] }
  }

  /// The keys and rows of one bucket.
  private struct Content: Sendable {
    var keys: [UInt64] = []
    var rows: [Int] = []
  }

  func ascending(_ values: [Double], threads: Int) -> (rows: [Int], values: [Double]) {
    let chunks = stride(from: 0, to: values.count, by: Self.chunkRows).map {
      $0..<min(values.count, $0 + Self.chunkRows)
    }
    let dealt = Parallel.map(chunks.count, threads: threads) { deal(values, chunks[$0]) }
    let sorted = Parallel.map(Self.count, threads: threads) { bucket in
      var content = Content()
      for chunk in dealt {
        content.keys += chunk[bucket].keys
        content.rows += chunk[bucket].rows
      }
      RadixOrder.sort(&content.keys, &content.rows)
      return content
    }
    var rows: [Int] = []
    var parts: [Range<Int>] = []
    rows.reserveCapacity(values.count)
    for content in sorted {
      parts.append(rows.count..<rows.count + content.rows.count)
      rows += content.rows
    }
    let ordered = Parallel.array(parts, threads: threads) { bucket, part in
      for i in 0..<part.count { part[i] = Double(bitPattern: sorted[bucket].keys[i]) }
    }
    return (rows, ordered)
  }

  /// The rows of a chunk by bucket, in order.
  private func deal(_ values: [Double], _ chunk: Range<Int>) -> [Content] {
    var result = [Content](repeating: Content(), count: Self.count)
    for row in chunk {
      let value = values[row] + 0
      var (low, high) = (0, bounds.count)
      while low < high {
        let middle = (low + high) / 2
        if bounds[middle] <= value { low = middle + 1 } else { high = middle }
      }
      result[low].keys.append(value.bitPattern)
      result[low].rows.append(row)
    }
    return result
  }
}
