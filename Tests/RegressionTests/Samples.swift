import Diagnostics
import Regression
import Tables
import TestSupport

/// A file of numbers and texts with a header.
struct SampleFile {
  let names: [String]
  let cells: [[Substring]]

  init(_ name: String) throws {
    let lines = try Fixtures.text(name).split(whereSeparator: \.isNewline)
    names = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  var count: Int { cells.count }

  func texts(_ name: String) throws -> [String] {
    let index = try names.firstIndex(of: name).orThrow()
    return cells.map { String($0[index]) }
  }

  func numbers(_ name: String) throws -> [Double] {
    try texts(name).map { try Double($0).orThrow() }
  }

  /// The file as a table, some columns of which are categories with given levels.
  func table(levels: [String: [String]] = [:]) throws -> Table {
    let columns = try names.map { name in
      if let levels = levels[name] { return try category(name, levels, try texts(name)) }
      return Column(name, .number(try numbers(name)))
    }
    return Table(name: "sample.csv", columns: columns)
  }
}

/// Nothing where something must be.
struct Absent: Error {}

extension Optional {
  func orThrow() throws -> Wrapped {
    guard let value = self else { throw Absent() }
    return value
  }
}

/// A category; an empty text is missing.
func category(_ name: String, _ levels: [String], _ values: [String]) throws -> Column {
  let codes = try values.map { value -> Int32 in
    value.isEmpty ? -1 : Int32(try levels.firstIndex(of: value).orThrow())
  }
  return Column(
    name, .category(CategoryValues(levels: levels, codes: codes)),
    missing: Missingness(codes.map { $0 < 0 }))
}

/// A column of numbers; `nil` is missing.
func number(_ name: String, _ values: [Double?]) -> Column {
  Column(name, .number(values.map { $0 ?? .nan }), missing: Missingness(values.map { $0 == nil }))
}

/// A table over columns.
func table(_ columns: Column...) -> Table { Table(name: "sample.csv", columns: columns) }

/// Terms without places.
func terms(_ texts: String...) throws -> [Term] { try texts.map { try Term($0) } }

/// Lalonde's data.
func lalonde() throws -> Table {
  try SampleFile("lalonde.csv").table(levels: ["race": ["black", "hispan", "white"]])
}

/// The Rotterdam tumour bank.
func rotterdam() throws -> Table {
  try SampleFile("rotterdam.csv").table(levels: ["size": ["<=20", "20-50", ">50"]])
}

/// The values of a numeric column.
func values(_ table: Table, _ name: String) throws -> [Double] {
  guard case .number(let values) = try table[name].orThrow().values else { throw Absent() }
  return values
}

/// The diagnostics of a step that must fail.
func faults<Value>(_ body: () throws(Faults) -> Value) -> [Diagnostic] {
  do throws(Faults) {
    _ = try body()
    return []
  } catch {
    return error.diagnostics
  }
}
