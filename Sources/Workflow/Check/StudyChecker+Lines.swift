internal import Cohorts
internal import Diagnostics
internal import Registry
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Derives lines of therapy and joins their tables to those of the registry.
  mutating func addLines(_ lines: Located<LinesSection>, _ data: inout StudyData) {
    guard let events = data.events else { return }
    let followUp = data.followUp.map { LineFollowUp($0) }
    let place = lines.place
    let derived = attempt { () throws(Faults) in
      try LinesOfTherapy(lines.value, events: events, followUp: followUp, at: place)
    }
    guard let derived else { return }
    findings += derived.findings
    data.events =
      attempt { () throws(Faults) in try events.adding(derived, at: place) } ?? events
    guard let other = lines.value.compare else { return }
    data.lineComparison = attempt { () throws(Faults) in
      let second = try LinesOfTherapy(
        lines.value, rules: other, events: events, followUp: followUp, at: place)
      return try LineComparison(derived, second, at: place)
    }
  }
}

extension StudyChecker {
  /// What the files of definitions say of lines of therapy, where the study says nothing.
  mutating func definedLines() -> Located<LinesSection>? {
    guard let node = definitions.lines?.node else { return nil }
    var reader = NodeReader()
    let section = LinesSection.read(node, key: "lines", &reader)
    faults += reader.diagnostics
    return section.map { Located($0, at: node.place) }
  }
}

extension LineFollowUp {
  /// The columns that a registry names.
  init(_ section: FollowUpSection) {
    self.init(
      death: Day(table: section.death.table, column: section.death.column),
      end: Day(table: section.end.table, column: section.end.column))
  }
}
