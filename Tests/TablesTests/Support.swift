import Diagnostics
import Tables
import TestSupport

/// The name that texts read in tests have.
let file = "data.csv"

/// Reads a text as `data.csv`.
func read(_ text: String, _ options: CSVOptions = CSVOptions()) throws(Faults) -> ReadTable {
  try CSVReader.read(bytes: Array(text.utf8), name: file, options: options)
}

/// The column of that name in a text.
func column(
  _ name: String, of text: String, _ options: CSVOptions = CSVOptions()
) throws -> Column? {
  try read(text, options).table[name]
}

/// What reading a text is refused for; empty where it is not.
func faults(in bytes: [UInt8], _ options: CSVOptions = CSVOptions()) -> [Diagnostic] {
  do throws(Faults) {
    _ = try CSVReader.read(bytes: bytes, name: file, options: options)
    return []
  } catch {
    return error.diagnostics
  }
}

/// The ids of diagnostics in order.
func ids(_ diagnostics: [Diagnostic]) -> [String] { diagnostics.map(\.id) }

extension ColumnValues {
  /// Each value as text, to compare columns of any type.
  var texts: [String] {
    switch self {
    case .number(let values): values.map(\.description)
    case .integer(let values): values.map(\.description)
    case .flag(let values): values.map(\.description)
    case .date(let values): values.map { CalendarDate(daysSince1970: Int($0)).description }
    case .text(let values): values
    case .category(let values):
      values.codes.map { $0 < 0 ? "" : values.levels[Int($0)] }
    }
  }
}

extension Column {
  /// Each value as text, `nil` where missing.
  var cells: [String?] {
    zip(values.texts, 0..<count).map { text, row in missing[row] ? nil : text }
  }
}
