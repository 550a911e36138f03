/// Orders rows by numbers that are not negative.
enum RadixOrder {
  /// The row numbers in ascending order of their values; equal values stay in order of the rows.
  ///
  /// The bit patterns of non-negative doubles sort as the numbers do. Bytes that all values share
  /// are skipped.
  /// - Complexity: O(n) time, at most eight passes, and O(n) memory.
  static func ascending(_ values: [Double]) -> [Int] {
    let n = values.count
    var keys = [UInt64](repeating: 0, count: n)
    var (anyBits, allBits) = (UInt64.zero, UInt64.max)
    for i in 0..<n {
      keys[i] = (values[i] + 0).bitPattern
      anyBits |= keys[i]
      allBits &= keys[i]
    }
    var rows = Array(0..<n)
    var otherKeys = keys
    var otherRows = rows
    for shift in stride(from: UInt64.zero, to: 64, by: 8)
    where ((anyBits ^ allBits) >> shift) & 0xff != 0 {
      scatter(keys, rows, &otherKeys, &otherRows, shift: shift)
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
    return rows
  }

  private static func scatter(
    _ keys: [UInt64], _ rows: [Int], _ newKeys: inout [UInt64], _ newRows: inout [Int],
    shift: UInt64
  ) {
    var starts = [Int](repeating: 0, count: 257)
    for key in keys { starts[Int((key >> shift) & 0xff) + 1] += 1 }
    for digit in 0..<256 { starts[digit + 1] += starts[digit] }
    for i in 0..<keys.count {
      let digit = Int((keys[i] >> shift) & 0xff)
      newKeys[starts[digit]] = keys[i]
      newRows[starts[digit]] = rows[i]
      starts[digit] += 1
    }
  }
}
