import Diagnostics
import Tables
import TestSupport
import Testing

struct CSVStructureFaultTests {
  @Test func `a missing file has an id of its own and names the file`() throws {
    #expect {
      try CSVReader.read(path: "no/such/file.csv")
    } throws: { error in
      let diagnostics = (error as? Faults)?.diagnostics
      return diagnostics?.map(\.id) == ["input-not-found"]
        && diagnostics?.first?.message == "there is no file 'no/such/file.csv'"
    }
  }

  @Test func `a missing file with a near neighbour is suggested`() throws {
    let path = Fixtures.path("sumary.csv")
    #expect {
      try CSVReader.read(path: path)
    } throws: { error in
      (error as? Faults)?.diagnostics.first?.help?.hasSuffix("Fixtures/summary.csv'?") == true
    }
  }

  @Test func `a folder cannot be read`() throws {
    #expect {
      try CSVReader.read(path: Fixtures.path(""))
    } throws: { error in
      (error as? Faults)?.diagnostics.map(\.id) == ["input-unreadable"]
    }
  }

  @Test func `a column without a name is an error at its place`() {
    let marks = Marks("a,1️⃣,c\n1,2,3\n")
    let found = faults(in: marks.bytes)
    #expect(ids(found) == ["unnamed-column"])
    #expect(found.first?.place == marks.place(file: file))
    #expect(found.first?.message == "column 2 has no name")
  }

  @Test func `R's row names get a hint of their own`() {
    let found = faults(in: Array("\"\",\"age\"\n\"1\",50\n".utf8))
    #expect(found.first?.help?.contains("row.names = FALSE") == true)
  }

  @Test func `a repeated column name points at the first`() {
    let marks = Marks("1️⃣age,b,2️⃣age\n1,2,3\n")
    let found = faults(in: marks.bytes)
    #expect(ids(found) == ["repeated-column"])
    #expect(found.first?.place == marks.place("2️⃣", file: file, length: 3))
    #expect(found.first?.notes.map(\.place) == [marks.place("1️⃣", file: file, length: 3)])
  }

  @Test func `names that are the same but for their Unicode form are repeated`() {
    #expect(ids(faults(in: Array("\u{E9},e\u{301}\n1,2\n".utf8))) == ["repeated-column"])
  }

  @Test func `a row that is too wide points at its first field too many`() {
    let marks = Marks("a,b\n1,2\n3,4,1️⃣five,6\n")
    let found = faults(in: marks.bytes)
    #expect(ids(found) == ["ragged-row"])
    #expect(found.first?.message == "this row has 4 fields where the header has 2")
    #expect(found.first?.place == marks.place(file: file, length: 4))
  }

  @Test func `a row that is too narrow points at its last field`() {
    let marks = Marks("a,b,c\n1,\"x\ny\"\n3,1️⃣four\n1,2,3\n")
    let found = faults(in: marks.bytes)
    #expect(ids(found) == ["ragged-row", "ragged-row"])
    #expect(found.first?.place == Place(file: file, line: 2, column: 3, length: 2))
    #expect(found.last?.place == marks.place(file: file, length: 4))
  }

  @Test func `columns and lengths count Unicode scalars, not bytes`() {
    let marks = Marks("größe,b\né,ü,1️⃣日本é\n")
    #expect(faults(in: marks.bytes).map(\.place) == [marks.place(file: file, length: 3)])
  }

  @Test func `of many ragged rows five are shown and the rest counted`() {
    let found = faults(in: Array(("a,b\n" + String(repeating: "1\n", count: 12)).utf8))
    #expect(found.count == 5)
    #expect(found.last?.notes.map(\.message) == ["7 more rows do not match the header"])
  }

  @Test func `a quote that is never closed points at its opening`() {
    let marks = Marks("a,b\n1,2\n3,1️⃣\"four\n5,6\n")
    let found = faults(in: marks.bytes)
    #expect(ids(found) == ["unclosed-quote"])
    #expect(found.first?.place == marks.place(file: file))
  }

  @Test func `text after a closing quote is an error at that text`() {
    let marks = Marks("a,b\n\"1\",\"x\"1️⃣yz\n")
    let found = faults(in: marks.bytes)
    #expect(ids(found) == ["text-after-quote"])
    #expect(found.first?.place == marks.place(file: file, length: 2))
  }

  @Test func `bytes that are not UTF-8 have a line and a column`() {
    let found = faults(in: Array("a,b\n1,d\u{E9}j".utf8) + [0xE9, 0x0A])
    #expect(ids(found) == ["invalid-utf8"])
    #expect(found.first?.place == Place(file: file, line: 2, column: 6))
    #expect(found.first?.message == "the byte 0xE9 is not UTF-8 text")
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F],
      [0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func `overlong, surrogate, too large and cut sequences are not UTF-8`(bytes: [UInt8]) {
    #expect(ids(faults(in: Array("a\n".utf8) + bytes)) == ["invalid-utf8"])
  }

  @Test func `other encodings and archives are recognised`() {
    #expect(faults(in: [0xFF, 0xFE, 0x61, 0x00]).first?.help?.contains("UTF-16") == true)
    #expect(ids(faults(in: [0x1F, 0x8B, 0x08, 0x00])) == ["bad-gzip"])
    let workbook: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0xFF]
    #expect(faults(in: workbook).first?.help?.contains("workbook") == true)
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}", "   \r\n"])
  func `a text with nothing in it is empty`(text: String) {
    #expect(ids(faults(in: Array(text.utf8))) == ["empty-data"])
  }

  @Test(arguments: ["a,b", "a,b\n", "a,b\r\n\r\n"])
  func `a header alone has no rows`(text: String) {
    #expect(ids(faults(in: Array(text.utf8))) == ["no-rows"])
  }
}
