/// Orders rows by numbers that are not negative.
enum RadixOrder {
  private static let digitBits: UInt64 = 11
  private static let digits = 1 << 11

  /// The row numbers in ascending order of their values, and the values in that order; equal values
  /// stay in order of the rows.
  ///
  /// The bit patterns of non-negative doubles sort as the numbers do. Digits that all values share
  /// are skipped.
  /// - Complexity: O(n) time, at most six passes, and O(n) memory.
  static func ascending(_ values: [Double]) -> (rows: [Int], values: [Double]) {
    let n = values.count
    var keys = [UInt64](repeating: 0, count: n)
    var (anyBits, allBits) = (UInt64.zero, UInt64.max)
    for i in 0..<n {
      keys[i] = (values[i] + 0).bitPattern
      anyBits |= keys[i]
      allBits &= keys[i]
    }
    var rows = Array(0..<n)
    var otherKeys = [UInt64](repeating: 0, count: n)
    var otherRows = [Int](repeating: 0, count: n)
    let mask = UInt64(digits - 1)
    for shift in stride(from: UInt64.zero, to: 64, by: Int(digitBits))
    where ((anyBits ^ allBits) >> shift) & mask != 0 {
      scatter(keys, rows, &otherKeys, &otherRows, shift: shift)
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
    return (rows, keys.map { Double(bitPattern: $0) })
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
