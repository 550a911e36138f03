internal import Tables

/// What rows of a table of events are called, as codes.
struct EventLabels: Sendable {
  /// What a row without a label is called.
  static let missing = "(missing)"
  /// What all labels are called that are not shown by name.
  static let other = "other"

  let names: [String]
  private let codes: [Int]

  init(_ table: EventTable, _ column: String) {
    let coded = table.columns[column]?.coded ?? ([], [])
    names = coded.labels + [Self.missing]
    codes = coded.codes
  }

  /// The code of a row.
  subscript(row: Int) -> Int {
    guard codes.indices.contains(row), codes[row] >= 0 else { return names.count - 1 }
    return codes[row]
  }

  /// The labels that occur most, at most so many, those that occur as often in the order of their names.
  func most(_ counts: [Int], limit: Int) -> [Int] {
    let order = names.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], names[$0]) < (counts[$0], names[$1]) }
    return Array(order.prefix(limit))
  }
}
