import Registry
import Tables
import TestSupport
import Testing

/// Lines of more drugs than a word has bits, and of several parts of the patients at the same time.
struct LinesScaleTests {
  private static let manyDrugs = Result {
    try LineHistory.parse(Fixtures.text("lines-many-drugs.txt"))
  }

  private func section(_ rules: LineRuleSet) -> LinesSection {
    var section = LinesSection()
    section.rules = rules
    return section
  }

  @Test(arguments: LineRuleSet.allCases)
  func `lines of many drugs are those of the naive implementation`(rules: LineRuleSet) throws {
    let histories = try Self.manyDrugs.get()
    let drugs = histories.map { Set($0.treatments.flatMap(\.drugs)) }
    #expect(drugs.reduce(into: Set()) { $0.formUnion($1) }.count > 100)
    #expect(drugs.count { $0.count > 64 } > 5)
    let found = try LineRegistry(histories).texts(section(rules))
    for (history, lines) in zip(histories, found) {
      #expect(lines == history.expected[rules.rawValue], "\(history.name)")
    }
  }

  @Test func `of more than 64 drugs of a patient the first of the alphabet are told apart`() throws
  {
    let histories = try Self.manyDrugs.get()
    let registry = try LineRegistry(histories)
    let lines = try registry.lines(LinesSection())
    let trace = try #require(lines.tables.first { $0.name == "line_rule" })
    let treatments = try #require(registry.events["treatment"])
    let (rule, row) = (
      try #require(trace.columns["rule"]), try #require(trace.columns["source_row"])
    )
    let (drug, numbers) = (try #require(treatments.columns["drug"]), try #require(row.numbers))
    var rowOfFile = [Int](repeating: 0, count: treatments.rowCount)
    for (row, fileRow) in treatments.fileRows.enumerated() { rowOfFile[fileRow] = row }
    for (patient, history) in histories.enumerated() {
      let known = Set(history.treatments.flatMap(\.drugs)).sorted()
      let leftOut = trace.rows(of: patient).filter { rule.text($0) == "too-many-drugs" }
      let expected = history.treatments.flatMap(\.drugs).filter { known.dropFirst(64).contains($0) }
      let found = leftOut.compactMap { drug.text(rowOfFile[Int(numbers[$0]) - 2]) }
      #expect(found.sorted() == expected.sorted(), "\(history.name)")
    }
  }

  @Test(arguments: LineRuleSet.allCases)
  func `nothing depends on the number of threads`(rules: LineRuleSet) throws {
    let histories =
      try LineHistory.parse(Fixtures.text("lines-random.txt")) + Self.manyDrugs.get()
    let registry = try LineRegistry(histories)
    func derived(_ threads: Int) throws -> LinesOfTherapy {
      try LinesOfTherapy(
        section(rules), events: registry.events, followUp: registry.followUp, threads: threads)
    }
    let one = try derived(1)
    for threads in [2, 3, 8] {
      let other = try derived(threads)
      #expect(other.openPatients == one.openPatients)
      #expect(other.findings == one.findings)
      #expect(other.tables.map(\.name) == one.tables.map(\.name))
      for (left, right) in zip(one.tables, other.tables) {
        #expect(left.offsets == right.offsets)
        #expect(left.fileRows == right.fileRows)
        #expect(left.partialDates == right.partialDates)
        #expect(left.columns.columnNames == right.columns.columnNames)
        for (a, b) in zip(left.columns.columns, right.columns.columns) {
          #expect(a.missing == b.missing && a.type == b.type, "\(left.name).\(a.name)")
          let isSame = a.count == b.count && (0..<a.count).allSatisfy { a.text($0) == b.text($0) }
          #expect(isSame, "\(left.name).\(a.name), \(threads) threads")
        }
      }
    }
  }
}
