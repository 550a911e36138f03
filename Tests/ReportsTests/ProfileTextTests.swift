import Foundation
import Reports
import Tables
import Testing

struct ProfileTextTests {
  private func read(_ text: String) throws -> ReadTable {
    try CSVReader.read(bytes: Array(text.utf8), name: "data.csv")
  }

  private func text(_ source: String, width: Int = 80, showsUnicode: Bool = true) throws -> String {
    let read = try read(source)
    let profiles = read.profiles(of: read.table.columnNames, threads: 2)
    return ProfileText(read, profiles, width: width, showsUnicode: showsUnicode).text
  }

  private var sample: String {
    let rows = (0..<60).map { "\($0),\($0 % 3 == 0 ? "Yes" : "No"),\($0 * $0).5,\($0 % 2)" }
    return "id,answer,cost,event\n" + rows.joined(separator: "\n")
  }

  @Test func `a column shows its type and why, its figures and what is odd`() throws {
    let text = try text(sample)
    #expect(text.contains("id  integer: all 60 values are whole numbers"))
    #expect(text.contains("! no value occurs twice: perhaps an identifier"))
    #expect(text.contains("answer  category: 2 distinct texts"))
    #expect(text.contains("Yes  20   33.3 %  ███"))
    #expect(text.contains("event  integer"))
    #expect(text.contains("0  30   50.0 %  ███"))
  }

  @Test(arguments: [40, 60, 80, 120])
  func `no line is wider than the terminal`(width: Int) throws {
    let long = String(repeating: "very long level ", count: 20)
    let source = "\(long),b\n\(long),1\n\(long),2\nx,3\n"
    for source in [sample, source] {
      for line in try text(source, width: width).split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }

  @Test func `without Unicode everything that is drawn is ASCII`() throws {
    #expect(try text(sample, showsUnicode: false).allSatisfy(\.isASCII))
  }

  @Test func `names and levels of the data cannot command a terminal`() throws {
    let source = "a\u{1B}[2J,b\n\u{1B}]0;x\u{7},1\n\u{1B}]0;x\u{7},2\n\u{202E}abc,3\n"
    let text = try text(source)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{7}" })
  }

  @Test func `JSON holds the same figures`() throws {
    let read = try read(sample)
    let profiles = read.profiles(of: ["cost"], threads: 1)
    let data = Data(ProfileJSON(read, profiles).text.utf8)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let columns = try #require(object?["columns"] as? [[String: Any]])
    #expect(object?["rows"] as? Int == 60)
    #expect(columns.first?["maximum"] as? Double == 3_481.5)
    #expect((columns.first?["histogram"] as? [Int])?.reduce(0, +) == 60)
  }
}
