import Tables
import TestSupport
import Testing

struct CSVWriterTests {
  @Test func `fields are quoted only where they must be`() {
    var writer = CSVWriter(header: ["a b", "c,d"])
    writer.append(text: "plain")
    writer.append(text: "say \"x\"")
    writer.endRow()
    writer.append(text: " edge")
    writer.append(text: "two\nlines")
    writer.endRow()
    #expect(
      writer.text == "a b,\"c,d\"\nplain,\"say \"\"x\"\"\"\n\" edge\",\"two\nlines\"\n")
  }

  @Test func `a missing value is empty, an empty text and the text NA are quoted`() {
    var writer = CSVWriter(header: ["a", "b", "c"])
    writer.append(text: nil)
    writer.append(text: "")
    writer.append(text: "NA")
    writer.endRow()
    #expect(writer.text == "a,b,c\n,\"\",\"NA\"\n")
  }

  @Test func `numbers are the shortest that read back`() {
    var writer = CSVWriter(header: ["a"])
    for number in [0.1, 1, -2.5, 1e21, 1e-7, 1.0 / 3, -0.0, .nan, .infinity] {
      writer.append(number: number)
      writer.endRow()
    }
    writer.append(number: nil)
    writer.endRow()
    #expect(writer.text == "a\n0.1\n1\n-2.5\n1e+21\n1e-07\n0.3333333333333333\n-0\nNA\nNA\nNA\n")
  }

  @Test func `flags, dates and whole numbers are written plainly`() {
    var writer = CSVWriter(header: ["a", "b", "c"])
    writer.append(flag: true)
    writer.append(date: CalendarDate(year: 2010, month: 1, day: 31))
    writer.append(integer: -7)
    writer.endRow()
    #expect(writer.text == "a,b,c\ntrue,2010-01-31,-7\n")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `random tables read back as they were written`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let table = RandomTable.make(&generator)
    var declared: [String: ColumnDeclaration] = [:]
    for column in table.columns {
      declared[column.name] = ColumnDeclaration(type: column.type, levels: column.levels)
    }
    let text = CSVWriter.text(of: table)
    let again = try read(text, CSVOptions(delimiter: .comma, columns: declared)).table
    #expect(again.columnNames == table.columnNames)
    for (before, after) in zip(table.columns, again.columns) {
      #expect(before.type == after.type)
      #expect(before.cells == after.cells)
    }
    #expect(CSVWriter.text(of: again) == text)
  }
}

extension Column {
  /// The levels of a category.
  var levels: [String]? {
    if case .category(let values) = values { values.levels } else { nil }
  }
}

/// Tables with any values that a column can hold.
enum RandomTable {
  static func make(_ generator: inout SeededGenerator) -> Table {
    let rows = Int.random(in: 1...40, using: &generator)
    let width = Int.random(in: 1...6, using: &generator)
    let columns = (0..<width).map { index in
      column("\(index)\(text(&generator))", rows: rows, &generator)
    }
    return Table(name: "random", columns: columns)
  }

  private static func column(
    _ name: String, rows: Int, _ generator: inout SeededGenerator
  ) -> Column {
    let missing = (0..<rows).map { _ in Int.random(in: 0..<5, using: &generator) == 0 }
    let numbers = (0..<rows).map { _ in generator.next() }
    let values: ColumnValues
    switch Int.random(in: 0...5, using: &generator) {
    case 0:
      values = .number(
        numbers.map {
          let number = Double(bitPattern: $0)
          return number.isFinite ? number : 0.5
        })
    case 1: values = .integer(numbers.map { Int(truncatingIfNeeded: $0) })
    case 2: values = .flag(numbers.map { $0 % 2 == 0 })
    case 3:
      values = .date(numbers.map { Int32($0 % 3_000_000) - 700_000 }.map { min($0, 2_900_000) })
    case 4:
      let levels = ["a", "b,c", "NA", " d ", "\"", "", "\u{E9}"]
      let codes = numbers.map { Int32($0 % 7) }
      values = .category(
        CategoryValues(
          levels: levels, codes: zip(codes, missing).map { code, gone in gone ? -1 : code }))
    default: values = .text((0..<rows).map { _ in text(&generator) })
    }
    return Column(name, values, missing: Missingness(missing))
  }

  static func text(_ generator: inout SeededGenerator) -> String {
    let pieces = [
      "a", " ", ",", "\"", "\n", "\r", "\r\n", "NA", "0", "\u{E9}", "日本", ";", "\t", "'",
    ]
    let count = Int.random(in: 0...6, using: &generator)
    return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }
}
