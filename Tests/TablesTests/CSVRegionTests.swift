import Diagnostics
import Tables
import TestSupport
import Testing

struct CSVRegionTests {
  private func options(_ size: Int, threads: Int = 2, allText: [String] = []) -> CSVOptions {
    var options = CSVOptions(delimiter: .comma)
    options.regionSize = size
    options.threads = threads
    for name in allText { options.columns[name] = ColumnDeclaration(type: .text) }
    return options
  }

  /// Everything that reading gives, to compare.
  private func outcome(_ bytes: [UInt8], _ options: CSVOptions) -> [String] {
    do throws(Faults) {
      let read = try CSVReader.read(bytes: bytes, name: file, options: options)
      return read.table.columns.map { "\($0.name) \($0.values) \($0.missing)" }
        + read.diagnostics.map { "\($0)" }
    } catch {
      return error.diagnostics.map { "\($0)" }
    }
  }

  @Test func `texts are as a slow reader sees them, wherever the regions end`() throws {
    var generator = SeededGenerator(seed: 17)
    let pieces = [
      "a", "b c", " ", ",", ",", "\n", "\r\n", "\r", "\"", "\"\"", "\"x,\ny\"", "é", "NA",
      "\"\"\"q\"",
    ]
    var tables = 0
    for _ in 0..<30_000 {
      var text = "p,q\n"
      for _ in 0..<Int.random(in: 1...24, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      }
      let plain = PlainCSV(text, delimiter: ",")
      let size = Int.random(in: 1...12, using: &generator)
      let read = try? read(text, options(size, allText: ["p", "q"]))
      let columns = read.map { $0.table.columns.map(\.cells) }
      if let cells = plain.cells {
        tables += 1
        #expect(columns == [cells.map { $0[0] }, cells.map { $0[1] }], "\(text.debugDescription)")
      } else {
        #expect(columns == nil, "\(text.debugDescription)")
      }
    }
    #expect(tables > 1_000)
  }

  @Test func `nothing depends on where regions end or on the number of threads`() {
    var generator = SeededGenerator(seed: 23)
    let values = [
      "1", "2", "3.5", "1e3", "007", "true", "false", "2010-01-31", "x", "y", "", "\"\"", "NA",
      "\"a\nb\"", "\"1\"", "\"a,b\"", "18446744073709551616", "-4", "0.1234567890123456789",
    ]
    for _ in 0..<2_000 {
      // Columns hold few kinds of values, so that some have a type and others lose it late.
      let pools = (0..<3).map { _ in
        (0..<3).map { _ in values.randomElement(using: &generator) ?? "" }
      }
      var text = "a,b,c\n"
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let fields = pools.map { pool in pool.randomElement(using: &generator) ?? "" }
        text += fields.joined(separator: ",") + (Bool.random(using: &generator) ? "\n" : "\r\n")
        if Int.random(in: 0..<400, using: &generator) == 0 { text += "1,2\n" }
      }
      let bytes = Array(text.utf8)
      let whole = outcome(bytes, options(1 << 20, threads: 1))
      for size in [1, 7, 64] {
        #expect(outcome(bytes, options(size, threads: 3)) == whole, "\(text.debugDescription)")
      }
    }
  }

  @Test func `a type that is lost behind the first records is lost for the whole column`() throws {
    func type(_ value: String, then late: String) throws -> ColumnType? {
      let rows = [String](repeating: "1,\(value)", count: 3_000) + ["1,\(late)"]
      let text = "a,b\n" + rows.joined(separator: "\n") + "\n"
      let column = try column("b", of: text, options(1_000))
      #expect(column?.cells.last == late)
      #expect(column?.cells.first == (column?.type == .number ? value + ".0" : value))
      return column?.type
    }
    #expect(try type("1", then: "2") == .integer)
    #expect(try type("1", then: "2.5") == .number)
    #expect(try type("1.5", then: "x") == .category)
    #expect(try type("2010-01-31", then: "31.1.2010") == .category)
    #expect(try type("true", then: "yes") == .category)
  }

  @Test func `values that begin to be there behind the first records are found`() throws {
    let rows = [String](repeating: "1,", count: 3_000) + ["1,4", "1,5"]
    let column = try column("b", of: "a,b\n" + rows.joined(separator: "\n"), options(1_000))
    #expect(column?.type == .integer)
    #expect(column?.missing.count == 3_000)
    #expect(column?.cells.suffix(2) == ["4", "5"])
  }

  @Test func `fifty levels are a category and fifty-one are text, in how many regions ever`() throws
  {
    for (count, type) in [(50, ColumnType.category), (51, .text)] {
      let rows = (0..<2_000).map { "1,level \($0 / 10 % count)" }
      let text = "a,b\n" + rows.joined(separator: "\n")
      #expect(try column("b", of: text, options(900))?.type == type)
    }
  }

  @Test func `a quoted field longer than several regions is one field`() throws {
    let long = String(repeating: "line\n", count: 500)
    let text = "a,b\n1,\"\(long)\"\n2,\"x\"\n"
    for size in [3, 64, 4_096] {
      let column = try column("b", of: text, options(size))
      #expect(column?.cells == [long, "x"])
    }
  }

  /// How long it takes to read a table of so many columns and rows.
  private func time(columns: Int, rows: Int) throws -> Duration {
    let header = (0..<columns).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<columns).map { "\($0 % 97).5" }.joined(separator: ",")
    let lines = [header] + [String](repeating: row, count: rows)
    let bytes = Array(lines.joined(separator: "\n").utf8)
    return try ContinuousClock().measure {
      let table = try CSVReader.read(bytes: bytes, name: file).table
      #expect(table.columns.count == columns && table.rowCount == rows)
      #expect(table["c\(columns - 1)"]?.place?.column == header.utf8.count - "\(columns - 1)".count)
    }
  }

  @Test func `ten thousand columns take time in proportion`() throws {
    let some = try time(columns: 1_000, rows: 20)
    #expect(try time(columns: 10_000, rows: 20) < some * 40)
  }

  @Test func `lines that end in different ways are read and reported`() throws {
    let read = try read("a,b\r\n1,2\n3,4\r\n5,6\n")
    #expect(read.table["a"]?.cells == ["1", "3", "5"])
    #expect(ids(read.diagnostics) == ["mixed-line-ends"])
    #expect(try ids(Self.uniform.diagnostics).isEmpty)
  }

  private static var uniform: ReadTable {
    get throws { try read("a,b\r\n1,\"x\ny\"\r\n") }
  }

  @Test func `a byte that is 0 is refused at its place`() {
    let found = faults(in: Array("a,b\n1,x\0y\n".utf8))
    #expect(ids(found) == ["zero-byte"])
    #expect(found.first?.place == Place(file: file, line: 2, column: 4))
    let wide = "a,b\n1,2\n".utf8.flatMap { byte in [byte, UInt8(0)] }
    #expect(faults(in: wide).first?.help?.contains("UTF-16") == true)
  }
  @Test func `tables written are read back, wherever the regions end`() throws {
    var generator = SeededGenerator(seed: 31)
    let pieces = ["a", "é", " ", ",", "\n", "\r", "\"", "NA", "0", "1", ".", "-", "=", "\t", "😀"]
    for _ in 0..<400 {
      let rows = Int.random(in: 1...30, using: &generator)
      let texts: [String?] = (0..<rows).map { _ in
        let count = Int.random(in: -1...6, using: &generator)
        if count < 0 { return nil }
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      }
      let numbers = (0..<rows).map { _ in
        let number = Double(bitPattern: generator.next())
        return number.isFinite ? number : 0.5
      }
      let wholes = (0..<rows).map { _ in Int(truncatingIfNeeded: generator.next()) }
      var writer = CSVWriter(header: ["t", "x", "k"])
      for row in 0..<rows {
        writer.append(text: texts[row])
        writer.append(number: numbers[row])
        writer.append(integer: wholes[row])
        writer.endRow()
      }
      var options = options(Int.random(in: 1...90, using: &generator), allText: ["t"])
      options.columns["x"] = ColumnDeclaration(type: .number)
      let table = try read(writer.text, options).table
      #expect(table["t"]?.cells == texts)
      guard case .number(let x)? = table["x"]?.values, case .integer(let k)? = table["k"]?.values
      else {
        Issue.record("types changed")
        continue
      }
      #expect(x.map(\.bitPattern) == numbers.map(\.bitPattern))
      #expect(k == wholes)
    }
  }
}
