/// Rows in ascending order of numbers.
public struct AscendingOrder: Sendable {
  /// The rows that have a number, in ascending order of it; rows of equal numbers as they come.
  public let rows: [Int32]

  /// Orders the rows of numbers; NaN is no number, and its rows are left out.
  ///
  /// The bits of doubles, those of negative ones inverted, sort as whole numbers do: they are
  /// distributed by 11 of them at a time, the lowest first. Digits that all numbers share are
  /// skipped.
  /// - Complexity: O(n) time, at most six passes, and O(n) memory.
  public init(_ numbers: [Double]) {
    precondition(numbers.count <= Int(Int32.max))
    var entries: [Entry] = []
    entries.reserveCapacity(numbers.count)
    for row in numbers.indices where !numbers[row].isNaN {
      entries.append(
        Entry(key: Self.key(numbers[row]), row: Int32(truncatingIfNeeded: row)))
    }
    Self.sort(&entries)
    rows = entries.map(\.row)
  }

  private struct Entry {
    var key: UInt64
    var row: Int32
  }

  private static let digitBits = 11
  private static let digits = 6
  private static let buckets = 1 << digitBits

  /// The bits of a number so that they ascend as the numbers do; both zeros are one number.
  @inline(__always)
  private static func key(_ number: Double) -> UInt64 {
    let bits = (number + 0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func sort(_ entries: inout [Entry]) {
    guard entries.count > 1 else { return }
    var starts = [Int](repeating: 0, count: digits * buckets)
    for entry in entries {
      for digit in 0..<digits { starts[digit * buckets + bucket(entry.key, digit)] += 1 }
    }
    var others = entries
    for digit in 0..<digits {
      let own = digit * buckets
      if starts[own + bucket(entries[0].key, digit)] == entries.count { continue }
      var start = 0
      for index in own..<own + buckets {
        (starts[index], start) = (start, start + starts[index])
      }
      scatter(entries, to: &others, digit, &starts)
      swap(&entries, &others)
    }
  }

  private static func scatter(
    _ entries: [Entry], to others: inout [Entry], _ digit: Int, _ starts: inout [Int]
  ) {
    let (source, own) = (entries.span, digit * buckets)
    var target = others.mutableSpan
    var places = starts.mutableSpan
    for i in source.indices {
      let entry = source[i]
      let index = own + bucket(entry.key, digit)
      target[places[index]] = entry
      places[index] += 1
    }
  }

  @inline(__always)
  private static func bucket(_ key: UInt64, _ digit: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(digit * digitBits)) & (buckets - 1)
  }
}
