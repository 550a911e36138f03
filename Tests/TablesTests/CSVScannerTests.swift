import Diagnostics
import Tables
import Testing

struct CSVScannerTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end with LF, CR LF or CR, and the last need not`(end: String) throws {
    for text in ["a,b\(end)1,x\(end)2,y\(end)", "a,b\(end)1,x\(end)2,y"] {
      let table = try read(text, CSVOptions(columns: ["b": ColumnDeclaration(type: .text)])).table
      #expect(table.columnNames == ["a", "b"])
      #expect(table["a"]?.cells == ["1", "2"])
      #expect(table["b"]?.cells == ["x", "y"])
    }
  }

  @Test func `a quoted field keeps delimiters, line ends, spaces and doubled quotes`() throws {
    let text = "id,note\n1,\"a,b\"\n2,\"c\r\nd\"\n3,\" e \"\n4,\"say \"\"f\"\"\"\n5,\"\"\"\"\n"
    let note = try column("note", of: text)
    #expect(note?.cells == ["a,b", "c\r\nd", " e ", "say \"f\"", "\""])
  }

  @Test func `spaces around a field are not part of it`() throws {
    let table = try read("  a , b\n 1 ,  x y  \n2 , \"q, r\" \n").table
    #expect(table.columnNames == ["a", "b"])
    #expect(table["a"]?.cells == ["1", "2"])
    #expect(table["b"]?.cells == ["x y", "q, r"])
  }

  @Test func `a quote inside an unquoted field is a character like any other`() throws {
    #expect(
      try column("a", of: "a,b\n5\" pipe,1\n6\" pipe,2\n")?.cells == ["5\" pipe", "6\" pipe"])
  }

  @Test func `a byte order mark is skipped and is no column`() throws {
    let table = try read("\u{FEFF}a,b\n1,2\n").table
    #expect(table.columnNames == ["a", "b"])
    #expect(table["a"]?.place?.column == 1)
    #expect(table["b"]?.place?.column == 3)
  }

  @Test func `blank lines are no rows`() throws {
    #expect(try column("a", of: "\n\na,b\n1,2\n\n   \n3,4\n\n")?.cells == ["1", "3"])
    #expect(try column("a", of: "a\n1\n\n3\n")?.cells == ["1", "3"])
  }

  @Test(arguments: [
    (",", CSVOptions.Delimiter.comma), (";", .semicolon), ("\t", .tab), ("|", .bar),
  ])
  func `a declared delimiter is used`(mark: String, delimiter: CSVOptions.Delimiter) throws {
    let table = try read("a\(mark)b\n1\(mark)2\n", CSVOptions(delimiter: delimiter)).table
    #expect(table.columnNames == ["a", "b"])
    #expect(table["b"]?.cells == ["2"])
  }

  @Test func `the delimiter is the one that the header has most of, outside quotes`() throws {
    #expect(try read("a;b;c\n1;2;3\n").table.columnNames == ["a", "b", "c"])
    #expect(try read("a\tb\n1\t2\n").table.columnNames == ["a", "b"])
    #expect(try read("\"a,b,c\";d\n1;2\n").table.columnNames == ["a,b,c", "d"])
    #expect(try read("a,b;c\n1,2\n").table.columnNames == ["a", "b;c"])
    #expect(try read("a\n1\n").table.columnNames == ["a"])
  }

  @Test func `a last field may be empty`() throws {
    #expect(try column("b", of: "a,b\n1,\n2,5")?.cells == [nil, "5"])
    #expect(try column("b", of: "a,b\n1,5\n2,")?.cells == ["5", nil])
  }

  @Test func `tabs separate empty fields`() throws {
    let table = try read("a\tb\tc\n1\t\t3\n\t2\t\n").table
    #expect(table.columns.map(\.cells) == [["1", nil], [nil, "2"], ["3", nil]])
  }
}
