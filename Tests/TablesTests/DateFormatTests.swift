import Diagnostics
import Tables
import Testing

struct DateFormatTests {
  private func written(_ date: CalendarDate, _ format: DateFormat, padded: Bool = true) -> String {
    func two(_ number: Int) -> String { number < 10 && padded ? "0\(number)" : "\(number)" }
    return format.rawValue.replacing("yyyy", with: "\(date.year)")
      .replacing("mm", with: two(date.month)).replacing("dd", with: two(date.day))
  }

  @Test(arguments: DateFormat.allCases)
  func `every day is read back in a declared format`(format: DateFormat) throws {
    let days = Array(stride(from: -20_000, to: 40_000, by: 7))
    let rows = days.map { written(CalendarDate(daysSince1970: $0), format) }
    var options = CSVOptions()
    options.dateFormat = format
    let text = "d,x\n" + rows.map { "\($0),1\n" }.joined()
    guard case .date(let values)? = try read(text, options).table["d"]?.values else {
      Issue.record("no dates in \(format.rawValue)")
      return
    }
    #expect(values.map(Int.init) == days)
  }

  @Test func `days and months may have one digit, and all must be in the calendar`() throws {
    let declared = CSVOptions(columns: ["d": ColumnDeclaration(dateFormat: .dayMonthYearPoints)])
    #expect(
      try column("d", of: "d\n1.2.2010\n28.02.2011\n", declared)?.cells == [
        "2010-02-01", "2011-02-28",
      ])
    for text in [
      "29.2.2011", "1.13.2010", "1.2.10", "2010.2.1", "1/2/2010", "1.2.2010 ", "1..2010",
    ]
    where !text.hasSuffix(" ") {
      let found = faults(in: Array("a,d\n1,1.1.2010\n2,\(text)\n".utf8), declared)
      #expect(ids(found) == ["bad-date"], "\(text)")
      #expect(found.first?.place?.line == 3 && found.first?.place?.column == 3)
      #expect(found.first?.help?.contains("dd.mm.yyyy") == true)
    }
  }

  @Test func `a format of the table leaves ISO dates and other columns as they are`() throws {
    var options = CSVOptions()
    options.dateFormat = .monthDayYearSlashes
    let table = try read("a,b,c\n1/31/2010,2010-01-31,x\n12/1/2011,2011-12-01,x\n", options).table
    #expect(table.columns.map(\.type) == [.date, .date, .category])
    #expect(table["a"]?.cells == table["b"]?.cells)
  }

  @Test(arguments: [
    ("31.01.2010", "14.2.2011", "dateFormat: dd.mm.yyyy"),
    ("31/01/2010", "1/2/2011", "dateFormat: dd/mm/yyyy"),
    ("1/31/2010", "1/2/2011", "dateFormat: mm/dd/yyyy"),
    ("2010/01/31", "2011/02/01", "dateFormat: yyyy/mm/dd"),
    ("01/02/2010", "03/04/2011", "dd/mm/yyyy and mm/dd/yyyy"),
    ("31JAN2010", "1FEB2011", "2010-01-31"),
    ("31.1.10", "2.2.11", "2010-01-31"),
    ("2010-01-31 00:00:00", "2011-01-31 12:30", "2010-01-31"),
  ])
  func `dates in another format are never guessed, and a format is proposed`(
    first: String, second: String, help: String
  ) throws {
    let read = try read("a,d\n1,\(first)\n2,\(second)\n")
    #expect(read.table["d"]?.type == .text)
    #expect(ids(read.diagnostics) == ["looks-like-dates"])
    #expect(read.diagnostics.first?.help?.contains(help) == true)
  }

  @Test(arguments: [
    ("1,5;2,25", "looks-like-decimal-comma"), ("1,234;5,678,901", "looks-like-thousands"),
    ("1'234;5'678", "looks-like-thousands"), ("1.234.567;2.000", "looks-like-thousands"),
    ("12 000;3 500,5", "looks-like-thousands"),
  ])
  func `numbers in another notation stay text and are named`(values: String, id: String) throws {
    let rows = values.split(separator: ";").map { "\($0);1\n" }.joined()
    let read = try read("n;x\n" + rows)
    #expect(read.table["n"]?.type == .text)
    #expect(ids(read.diagnostics) == [id])
  }

  @Test func `words and codes are not taken for numbers or dates`() throws {
    let read = try read("a,b,c\nIgG kappa,C90.0,A-1-2\nIgA,C90.1,B-2-3\nmay 2,C91.0,C-3-4\n")
    #expect(read.diagnostics.isEmpty)
  }

  @Test func `a declared delimiter that the header does not have deserves a hint`() throws {
    let read = try read("a,b\n1,2\n", CSVOptions(delimiter: .semicolon))
    #expect(ids(read.diagnostics) == ["other-delimiter"])
  }
}
