internal import Tables

/// A table of a description while it is made: counts stay numbers until small ones are held back.
struct DescriptionTable {
  /// What stands in a cell.
  enum Cell: Sendable, Equatable {
    /// A word.
    case text(String)
    /// How many patients, or rows of events; held back where it is small.
    case count(Int)
    /// A number that tells something of patients, with how many they are: held back where any of these
    /// counts is.
    case number(Double?, of: [Int])
    /// A number that tells nothing of single patients.
    case plain(Double?)
  }

  /// What stands for a number that is held back with a small count.
  static let held = "-"

  let name: String
  let columns: [String]
  private(set) var rows: [[Cell]] = []

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
  }

  mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count)
    rows.append(row)
  }

  /// The table as the results hold it, and how many cells were held back.
  ///
  /// A count above 0 and below `minimum` is written `<minimum`. What is left may still give it away
  /// where a row or column adds up: that is not looked for.
  func result(minimum: Int?) -> (table: Results.ResultTable, held: Int) {
    var held = 0
    func isSmall(_ count: Int) -> Bool { count > 0 && count < minimum ?? 0 }
    let texts = rows.map { row in
      row.map { cell -> String in
        switch cell {
        case .text(let text): return text
        case .plain(let value): return value.map(Self.text) ?? ""
        case .count(let count):
          guard isSmall(count), let minimum else { return String(count) }
          held += 1
          return "<\(minimum)"
        case .number(let value, let counts):
          guard counts.contains(where: isSmall) else { return value.map(Self.text) ?? "" }
          if value != nil { held += 1 }
          return value == nil ? "" : Self.held
        }
      }
    }
    return (Results.ResultTable(name: name, columns: columns, rows: texts), held)
  }

  /// The shortest text that reads back as the same number; empty where there is none.
  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
