import Diagnostics
import Expressions
import Tables
import TestSupport

/// Where expressions stand in tests.
let origin = Place(file: "study.yaml", line: 7, column: 11)

/// A table from CSV text.
func table(_ text: String, _ options: CSVOptions = CSVOptions()) throws(Faults) -> Table {
  try CSVReader.read(bytes: Array(text.utf8), name: "data.csv", options: options).table
}

/// The values of an expression over a table, `nil` where missing.
func values(of text: String, on table: Table) throws(Faults) -> [String?] {
  try evaluate(text, on: table).column.cells
}

/// The value of an expression without columns.
func value(_ text: String) throws(Faults) -> String? {
  try values(of: text, on: oneRow)[0]
}

/// A table of one row with no column that is read.
let oneRow = Table(name: "one", columns: [Column("nothing", .number([0]))])

/// Evaluates an expression over a table.
func evaluate(_ text: String, on table: Table) throws(Faults) -> Evaluation {
  try Expression(text, at: origin).typed(against: Schema(table)).evaluate(on: table, name: "x")
}

/// The faults of an expression, of syntax or against a table.
func faults(_ text: String, on table: Table? = nil, expecting: ValueType? = nil) -> [Diagnostic] {
  do throws(Faults) {
    let expression = try Expression(text, at: origin)
    if let table { _ = try expression.typed(against: Schema(table), expecting: expecting) }
    return []
  } catch {
    return error.diagnostics
  }
}

/// The place of a mark in an expression that stands at ``origin``.
func place(_ marks: Marks, _ mark: Character = "1️⃣", length: Int) -> Place {
  let inner = marks.place(mark, file: origin.file, length: length)
  return Place(
    file: origin.file, line: origin.line + inner.line - 1,
    column: origin.column + inner.column - 1, length: length)
}

/// Whole numbers print without a point, so that tables of any type can be compared.
func shown(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : number.description
}

extension Column {
  /// Each value as text, `nil` where missing.
  var cells: [String?] {
    (0..<count).map { row in
      if missing[row] { return nil }
      switch values {
      case .number(let values): return shown(values[row])
      case .integer(let values): return values[row].description
      case .flag(let values): return values[row].description
      case .date(let values): return CalendarDate(daysSince1970: Int(values[row])).description
      case .text(let values): return values[row]
      case .category(let values): return values.levels[Int(values.codes[row])]
      }
    }
  }

  /// The levels of a category.
  var levels: [String]? { if case .category(let values) = values { values.levels } else { nil } }
}
