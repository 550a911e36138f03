import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

/// Readings for each row of another table that compare texts, held against the same written so that no
/// row is left out beforehand.
struct JoinKeyTests {
  /// Patients with rows of two tables, whose words are levels or texts and partly missing.
  private static func registry(_ seed: UInt64, inner: ColumnType, outer: ColumnType) throws
    -> Registry
  {
    var generator = SeededGenerator(seed: seed)
    let words = ["bor", "len", "dex", "Bor", "a b", ""]
    func rows(_ count: ClosedRange<Int>, _ header: String) -> String {
      var text = header
      for patient in 0..<40 {
        for _ in 0..<Int.random(in: count, using: &generator) {
          let month = Int.random(in: 1...12, using: &generator)
          let day = Int.random(in: 0...3, using: &generator)
          let date = "2010-\(month < 10 ? "0" : "")\(month)" + (day == 0 ? "" : "-0\(day)")
          let word = words.randomElement(using: &generator) ?? ""
          text += "p\(patient),\(date),\(word),\(Int.random(in: 0...9, using: &generator))\n"
        }
      }
      return text
    }
    return try Registry(
      patients: "pid\n" + (0..<40).map { "p\($0)\n" }.joined(),
      [
        EventText(name: "dose", text: rows(0...6, "pid,date,word,value\n"), types: ["word": outer]),
        EventText(name: "lab", text: rows(0...9, "pid,date,word,value\n"), types: ["word": inner]),
      ])
  }

  @Test(
    arguments: [ColumnType.text, .category], [ColumnType.text, .category])
  func `comparing texts of two rows leaves nothing out`(
    inner: ColumnType, outer: ColumnType
  ) throws {
    for seed in 1...4 {
      let registry = try Self.registry(UInt64(seed), inner: inner, outer: outer)
      var keys = ["lab.word == dose.word", "dose.word == lab.word", "lab.word == 'len'"]
      // That a category has no such level is told before anything is read.
      if inner == .text { keys.append("lab.word == 'gone'") }
      for key in keys {
        for rest in ["lab.value > dose.value", "lab.date <= dose.date", "1 / lab.value > 0.2"] {
          for reading in [
            "count(dose where any(lab where KEY and \(rest)))",
            "count(dose where any(lab where \(rest) and KEY))",
            "count(dose where all(lab.value > 3 where KEY))",
            "sum(count(lab where KEY and \(rest)) + dose.value - dose.value)",
            "count(dose where dose.value < max(lab.value where KEY))",
            "count(dose where dose.value < first(lab.value where KEY and \(rest)))",
          ] {
            let plain = reading.replacing("KEY", with: key)
            let whole = reading.replacing("KEY", with: "(\(key) or lab.value < 0)")
            let (left, right) = (try registry.evaluate(plain), try registry.evaluate(whole))
            #expect(left.column.cells == right.column.cells, "\(plain)")
            #expect(left.undecided == right.undecided, "\(plain)")
            #expect(left.findings.map(\.id) == right.findings.map(\.id), "\(plain)")
          }
        }
      }
    }
  }

  @Test func `what fails before texts are compared is counted for every row`() throws {
    let registry = try Registry(
      patients: "pid\np1\n",
      [
        EventText(name: "dose", text: "pid,date,word\np1,2010-01-01,bor\n"),
        EventText(
          name: "lab", text: "pid,date,word,value\np1,2010-01-01,len,0\np1,2010-01-02,bor,1\n"),
      ])
    let before = try registry.evaluate(
      "any(dose where any(lab where 1 / lab.value > 0 and lab.word == dose.word))")
    #expect(before.findings.count == 1)
    let after = try registry.evaluate(
      "any(dose where any(lab where lab.word == dose.word and 1 / lab.value > 0))")
    #expect(after.findings.isEmpty)
    #expect(before.column.cells == ["true"] && after.column.cells == ["true"])
  }
}
