internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Registry
internal import Studies
internal import Tables
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
    describeLines(lines.value, data.events)
    guard let other = lines.value.compare else { return }
    data.lineComparison = attempt { () throws(Faults) in
      let second = try LinesOfTherapy(
        lines.value, rules: other, events: events, followUp: followUp, at: place)
      return try LineComparison(derived, second, at: place)
    }
  }
}

extension StudyChecker {
  /// What a regimen or line turns out to have been is known when it stops.
  private static let knownAtStop: [String: [String: String]] = [
    "regimen": ["stop_reason": "stop", "ongoing": "stop"],
    "line": [
      "drugs": "stop", "name": "stop", "sequence": "stop", "end_reason": "stop",
      "transplants": "stop",
    ],
  ]

  /// What the tables of lines tell of progression.
  ///
  /// A line or regimen that has begun is known by then, and when and why it ended is not. That they
  /// are made of treatments does not make treatments an outcome where lines are one.
  private mutating func describeLines(_ lines: LinesSection, _ events: EventStore?) {
    guard let events else { return }
    let progressions = lines.progressions.table?.value ?? "progression"
    let tables: Set<String> = events[progressions] == nil ? [] : [progressions]
    let later = ["stop", "stop_reason", "ongoing", "end_reason"]
    for name in ["regimen", "line", "line_rule"] {
      guard let table = events[name] else { continue }
      var described = EventTableSchema(table)
      if described["start"]?.type == .date, described["stop"]?.type == .date {
        described.interval = ("start", "stop")
      }
      described.knownAt = Self.knownAtStop[name] ?? [:]
      described.derivation = TableDerivation(
        tables: tables,
        columnReads: Dictionary(uniqueKeysWithValues: later.map { ($0, tables) }))
      described.derivation?.isDefined = false
      definitions.described.append(described)
    }
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
