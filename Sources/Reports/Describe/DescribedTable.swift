internal import Workflow

/// A table of a description with its columns by name.
struct DescribedTable {
  let name: String
  let columns: [String]
  let rows: [[String]]

  init(_ table: Results.ResultTable) {
    (name, columns, rows) = (table.name, table.columns, table.rows)
  }

  /// The texts of a column; empty where there is none of that name.
  func texts(_ column: String) -> [String] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.map { $0.indices.contains(index) ? $0[index] : "" }
  }

  /// The cell of a row; `nil` where there is no such column or nothing in it.
  func text(_ row: [String], _ column: String) -> String? {
    guard let index = columns.firstIndex(of: column), row.indices.contains(index),
      !row[index].isEmpty
    else { return nil }
    return row[index]
  }

  /// The number in a cell.
  func number(_ row: [String], _ column: String) -> Double? {
    text(row, column).flatMap(Double.init)
  }

  /// How large a count is drawn: half of what it is below, where it is held back.
  static func drawn(_ count: String) -> Double {
    if count.first == "<" { return (Double(count.dropFirst()) ?? 0) / 2 }
    return Double(count) ?? 0
  }

  /// A count as readers see it; one that is held back stays as it is.
  static func shown(_ count: String) -> String { Int(count).map { NumberText.count($0) } ?? count }
}

extension ReportContent {
  /// The table of that name among those of the results.
  func describedTable(_ name: String) -> DescribedTable? {
    results.tables.first { $0.name == name }.map(DescribedTable.init)
  }

  /// What a description is called for readers.
  func title(of description: DescriptionResult) -> String {
    description.title ?? Self.words(description.name)
  }

  /// A group as readers see it: arms by their labels, everyone as all.
  func groupLabel(_ group: String) -> String {
    if let arm = results.arms.first(where: { $0.arm == group }) { return arm.label }
    return group == "all" ? "All" : group
  }
}
