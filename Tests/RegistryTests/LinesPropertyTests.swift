import Registry
import Tables
import TestSupport
import Testing

/// What must hold of lines whatever the histories.
struct LinesPropertyTests {
  private static let histories = Result {
    try LineHistory.parse(Fixtures.text("lines-random.txt"))
      + LineHistory.parse(Fixtures.text("lines-by-hand.txt"))
  }

  private func section(_ rules: LineRuleSet) -> LinesSection {
    var section = LinesSection()
    section.rules = rules
    return section
  }

  private func table(_ name: String, _ lines: LinesOfTherapy) throws -> EventTable {
    try #require(lines.tables.first { $0.name == name })
  }

  private func days(_ table: EventTable, _ column: String) -> [Int32?] {
    (0..<table.rowCount).map { span(table, column, $0)?.lowerBound }
  }

  private func span(_ table: EventTable, _ column: String, _ row: Int) -> ClosedRange<Int32>? {
    if let partial = table.partialDates[column] {
      return partial.isMissing(row) ? nil : partial.earliest[row]...partial.latest[row]
    }
    guard let dates = table.columns[column], !dates.missing[row],
      case .date(let days) = dates.values
    else { return nil }
    return days[row]...days[row]
  }

  @Test(arguments: LineRuleSet.allCases)
  func `shifting every date shifts the lines`(rules: LineRuleSet) throws {
    let histories = try Self.histories.get()
    let before = try LineRegistry(histories).lines(section(rules))
    let after = try LineRegistry(histories.map { $0.shifted(by: 1234) }).lines(section(rules))
    for name in ["regimen", "line"] {
      let (left, right) = (try table(name, before), try table(name, after))
      #expect(left.offsets == right.offsets)
      for column in ["start", "stop"] {
        #expect(days(left, column).map { $0.map { $0 + 1234 } } == days(right, column))
      }
      for column in ["number", "name", "drugs", "reason", "sequence", "line", "stop_reason"] {
        guard let one = left.columns[column], let other = right.columns[column] else { continue }
        #expect((0..<one.count).allSatisfy { one.text($0) == other.text($0) }, "\(column)")
      }
    }
  }

  @Test(arguments: LineRuleSet.allCases)
  func `the order of rows in the file does not matter`(rules: LineRuleSet) throws {
    let histories = try Self.histories.get()
    let before = try LineRegistry(histories).texts(section(rules))
    var generator = SeededGenerator(seed: 7)
    let shuffled = try LineRegistry(histories) { $0.shuffled(using: &generator) }
    #expect(try shuffled.texts(section(rules)) == before)
    #expect(try LineRegistry(histories) { $0.reversed() }.texts(section(rules)) == before)
  }

  @Test(arguments: LineRuleSet.allCases)
  func `dexamethasone changes no line`(rules: LineRuleSet) throws {
    let histories = try Self.histories.get()
    let more = histories.map { history in
      var history = history
      for start in [-50, 0, 40, 333] {
        history.treatments.append(
          LineHistory.Treatment(
            drugs: ["dexamethasone"], start: start...start, stop: start + 25...start + 25,
            intent: "treatment", reason: "toxicity"))
      }
      return history
    }
    let (before, after) = (
      try LineRegistry(histories).lines(section(rules)),
      try LineRegistry(more).lines(section(rules))
    )
    for name in ["regimen", "line"] {
      let (left, right) = (try table(name, before), try table(name, after))
      #expect(left.offsets == right.offsets)
      for column in ["start", "stop"] { #expect(days(left, column) == days(right, column)) }
      for column in ["number", "reason", "line", "stop_reason", "transplants", "end_reason"] {
        guard let one = left.columns[column], let other = right.columns[column] else { continue }
        #expect((0..<one.count).allSatisfy { one.text($0) == other.text($0) }, "\(column)")
      }
    }
  }

  @Test func `rules for drugs alone read no intents and no progressions`() throws {
    let histories = try Self.histories.get()
    let bare = histories.map { history in
      var history = history
      history.progressions = []
      for index in history.treatments.indices { history.treatments[index].intent = nil }
      return history
    }
    let rules = section(.ohdsiMM2025)
    #expect(try LineRegistry(bare).texts(rules) == LineRegistry(histories).texts(rules))
  }

  @Test(arguments: LineRuleSet.allCases)
  func `lines and regimens follow each other and do not overlap`(rules: LineRuleSet) throws {
    let lines = try LineRegistry(try Self.histories.get()).lines(section(rules))
    let (line, regimen) = (try table("line", lines), try table("regimen", lines))
    for table in [line, regimen] {
      let (starts, numbers) = (days(table, "start"), table.columns["number"]?.numbers ?? [])
      for patient in 0..<table.patientCount {
        let rows = table.rows(of: patient)
        #expect(rows.map { numbers[$0] } == rows.indices.map { Double($0 - rows.lowerBound + 1) })
        for (row, next) in zip(rows, rows.dropFirst()) {
          let stop = try #require(span(table, "stop", row)?.upperBound)
          let start = try #require(starts[next])
          #expect(
            stop < start || table.partialDates["start"] != nil && stop <= start + 15,
            "\(table.name) \(patient) \(stop - 14610) \(start - 14610)")
        }
      }
    }
    let lineOf = regimen.columns["line"]?.numbers ?? []
    for patient in 0..<line.patientCount {
      let numbers = regimen.rows(of: patient).map { lineOf[$0] }
      #expect(numbers == numbers.sorted())
      #expect(numbers.allSatisfy { 1...Double(max(1, line.rows(of: patient).count)) ~= $0 })
    }
  }

  @Test(arguments: LineRuleSet.allCases)
  func `every row of the data is in the trace once`(rules: LineRuleSet) throws {
    let registry = try LineRegistry(try Self.histories.get())
    let trace = try table("line_rule", registry.lines(section(rules)))
    let sources = try #require(trace.columns["source"])
    let lines = try #require(trace.columns["source_row"]?.numbers)
    let rule = try #require(trace.columns["rule"])
    for name in ["treatment", "transplant", "progression"] {
      let known = try #require(registry.events[name])
      var seen = [Int](repeating: 0, count: known.rowCount)
      for row in 0..<trace.rowCount where sources.text(row) == name {
        let word = try #require(rule.text(row).flatMap { LineRule(rawValue: $0) })
        // A transplant is placed by a decision; a treatment is taken, and its regimen then placed.
        if word.isDecision != (name == "transplant") && word != .repeatedTransplant { continue }
        if word == .openDate { continue }
        seen[Int(lines[row]) - 2] += 1
      }
      #expect(seen.allSatisfy { $0 == 1 }, "\(name)")
    }
  }

  @Test func `lines do not depend on the number of threads`() throws {
    let registry = try LineRegistry(try Self.histories.get())
    let one = try LinesOfTherapy(
      LinesSection(), events: registry.events, followUp: registry.followUp, threads: 1)
    let many = try LinesOfTherapy(
      LinesSection(), events: registry.events, followUp: registry.followUp, threads: 5)
    for (left, right) in zip(one.tables, many.tables) {
      #expect(left.offsets == right.offsets)
      for (a, b) in zip(left.columns.columns, right.columns.columns) {
        #expect((0..<a.count).allSatisfy { a.text($0) == b.text($0) }, "\(left.name).\(a.name)")
      }
    }
  }
}

extension LineHistory {
  func shifted(by days: Int) -> LineHistory {
    func moved(_ range: ClosedRange<Int>) -> ClosedRange<Int> {
      range.lowerBound + days...range.upperBound + days
    }
    var history = self
    history.end += days
    history.progressions = progressions.map { $0 + days }
    for index in transplants.indices { history.transplants[index].day += days }
    for index in treatments.indices {
      history.treatments[index].start = moved(treatments[index].start)
      history.treatments[index].stop = treatments[index].stop.map(moved)
    }
    return history
  }
}
