/// Rows whose value cannot be what it should be.
struct BadValues {
  /// The most that are reported one by one.
  static let mostReported = 5

  private(set) var rows: [Int] = []
  private(set) var count = 0

  mutating func add(row: Int) {
    count += 1
    if rows.count < Self.mostReported { rows.append(row) }
  }
}
