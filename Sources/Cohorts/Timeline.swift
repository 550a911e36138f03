public import Diagnostics
internal import Expressions
public import Tables
internal import Vocabulary

/// When each patient of a registry enters a study and from when on is compared, and who is still
/// there then.
public struct Timeline: Sendable {
  /// A step that takes patients away before any rule for taking part.
  struct Step: Sendable {
    let name: String
    let rule: String?
    /// What becomes of each patient at this step, if not gone before.
    let fates: [AttritionStep.Fate]
  }

  /// The name of the column with the date of entry.
  public static let entryColumn = "entry"
  /// The name of the column with the date of time zero.
  public static let timeZeroColumn = "timeZero"
  /// The step that leaves out patients who never enter.
  public static let entryStep = "with an entry date"
  /// The step that leaves out patients without a time zero.
  public static let timeZeroStep = "with a time zero"
  /// The step that leaves out patients who are dead or not followed any more.
  public static let followUpStep = "alive and under follow-up at time zero"

  /// The patients with the columns ``entryColumn`` and ``timeZeroColumn``.
  public let table: Table
  /// What was noticed while dates were evaluated.
  public let findings: [Diagnostic]

  let entry: Column
  let steps: [Step]

  /// Finds the dates of every patient.
  ///
  /// A patient is excluded where there is no such event, and unknown where there is one whose day is
  /// not known. Somebody who dies, is lost or whose follow-up ends by time zero, that day included,
  /// is excluded; where only the month or the year of that is known and leaves both possible, or
  /// where neither a later death nor an end of follow-up is known, this is unknown.
  /// - Parameters:
  ///   - patients: the patients in the order of the events.
  ///   - events: their events.
  ///   - entry: the date of entry.
  ///   - timeZero: the date of time zero; that of entry where `nil`.
  ///   - followUp: where death and the end of follow-up are recorded.
  ///   - identifiers: what patients are called, for messages.
  /// - Throws: `Faults` where time zero comes before entry, or where dates cannot be evaluated.
  public init(
    of patients: Table, events: EventStore, entry: CohortRules.Day,
    timeZero: CohortRules.Day?, followUp: FollowUpSection, identifiers: Column?
  ) throws(Faults) {
    var (table, findings): (Table, [Diagnostic]) = (patients, [])
    var steps: [Step] = []
    func date(_ day: CohortRules.Day, _ name: String) throws(Faults) -> (
      Column, [AttritionStep.Fate]
    ) {
      let evaluation = try day.date.evaluate(on: table, events: events, name: name)
      findings += evaluation.noticed
      table = table.adding(evaluation.column)
      let undated = UndatedEvents([day.date], in: events)
      var fates = (0..<table.rowCount).map { row -> AttritionStep.Fate in
        if !evaluation.column.missing[row] { return .remaining }
        return undated.anyMissing(row) ? .unknown : .excluded
      }
      for row in evaluation.undecided { fates[row] = .unknown }
      return (evaluation.column, fates)
    }
    let (entered, fates) = try date(entry, Self.entryColumn)
    steps.append(Step(name: Self.entryStep, rule: entry.text, fates: fates))
    var zero = Column(Self.timeZeroColumn, entered.values, missing: entered.missing)
    if let timeZero {
      let fates: [AttritionStep.Fate]
      (zero, fates) = try date(timeZero, Self.timeZeroColumn)
      if zero.missing.count > entered.missing.count {
        steps.append(Step(name: Self.timeZeroStep, rule: timeZero.text, fates: fates))
      }
    } else {
      table = table.adding(zero)
    }
    try Self.check(entered, zero, identifiers, at: timeZero?.place)
    steps.append(
      Step(
        name: Self.followUpStep,
        rule: "not (\(followUp.death.text) <= timeZero or \(followUp.end.text) <= timeZero)",
        fates: Self.followed(zero, events, followUp)))
    self.table = table
    self.entry = entered
    self.steps = steps
    self.findings = findings
  }

  /// Nobody is compared from before they entered.
  private static func check(
    _ entry: Column, _ zero: Column, _ identifiers: Column?, at place: Place?
  ) throws(Faults) {
    guard case .date(let entries) = entry.values, case .date(let zeros) = zero.values else {
      return
    }
    let early = entries.indices.filter { row in
      !entry.missing[row] && !zero.missing[row] && zeros[row] < entries[row]
    }
    guard !early.isEmpty else { return }
    let names = CohortFault.names(of: early, identifiers)
    throw Faults([CohortFault.timeZeroBeforeEntry(patients: names).diagnostic(at: place)])
  }

  private static func followed(
    _ zero: Column, _ events: EventStore, _ followUp: FollowUpSection
  ) -> [AttritionStep.Fate] {
    guard case .date(let days) = zero.values else { return [] }
    let (deaths, ends) = (events[followUp.death.table], events[followUp.end.table])
    return days.indices.map { row in
      guard !zero.missing[row] else { return .unknown }
      let death = deaths?.first(followUp.death.column, patient: row)
      let end = ends?.last(followUp.end.column, patient: row)
      let isUndated = deaths?.hasUndatedEvent(followUp.death.column, patient: row) ?? false
      let byThen = death.map { $0.isBy(days[row]) } ?? false
      let isDead = byThen != true && isUndated ? nil : byThen
      let isLost = end.map { $0.isBy(days[row]) } ?? (death != nil && isDead == false ? false : nil)
      if isDead == true || isLost == true { return .excluded }
      return isDead == nil || isLost == nil ? .unknown : .remaining
    }
  }
}
