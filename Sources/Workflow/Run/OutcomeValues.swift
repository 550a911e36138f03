internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Survival
internal import Tables
internal import Vocabulary

/// An outcome of every patient of the cohort.
struct OutcomeValues: Sendable {
  let name: String
  let unit: TimeUnit
  /// The time; meaningless where ``isKnown`` is false.
  let time: [Double]
  let event: [Bool]
  /// How each time ended: 0 by censoring, 1 by the event, 2 and on by a competing event, in the order
  /// of ``competing``.
  let causes: [Int]
  /// The names of the competing events.
  let competing: [String]
  let entry: [Double]?
  /// Whether time, event and entry are known.
  let isKnown: [Bool]
}

/// What only the values of an outcome can show to be wrong.
enum OutcomeFault {
  case negativeTime(outcome: String, count: Int, patient: String, value: Double)
  case emptyInterval(outcome: String, count: Int, patient: String)
  case nobody(outcome: String)
  case eventBeforeOrigin(outcome: String, from: String?, patients: [String])

  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .negativeTime(let outcome, let count, let patient, let value):
      Diagnostic(
        "negative-time",
        "the time of '\(outcome)' is negative for \(count) patient\(count == 1 ? "" : "s"), the first \(patient) with \(FindingMessage.number(value, 6))",
        at: place, help: "follow-up cannot end before time zero: correct the data, or exclude them")
    case .emptyInterval(let outcome, let count, let patient):
      Diagnostic(
        "empty-interval",
        "'\(outcome)' ends before or when observation begins for \(count) patient\(count == 1 ? "" : "s"), the first \(patient)",
        at: place, help: "entry must come before the time")
    case .eventBeforeOrigin(let outcome, let from, let patients):
      Diagnostic(
        "event-before-time-zero",
        "'\(outcome)' happened before \(from.map { "'\($0)'" } ?? "time zero") for \(FindingMessage.named(patients))",
        at: place,
        help:
          "leave them out by a rule under cohort.eligible, or read the event after that day only")
    case .nobody(let outcome):
      Diagnostic("outcome-all-missing", "'\(outcome)' is missing for everyone", at: place)
    }
  }
}

extension Pipeline {
  /// Evaluates an outcome and checks its values.
  func values(
    of outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> OutcomeValues {
    let place = outcome.section.event?.source.place
    let values =
      switch outcome.measure {
      case .time(let flags): try timed(outcome, flags, cohort, &findings)
      case .dates(let dates): try dated(outcome, dates, cohort, &findings)
      }
    try check(values, cohort, at: outcome.section.time?.source.place ?? place)
    note(values, at: place, &findings)
    return values
  }

  /// The values of an expression of an outcome for the cohort.
  func evaluated(
    _ expression: TypedExpression, _ outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort,
    _ findings: inout [Diagnostic]
  ) throws(Faults) -> Evaluation {
    let evaluation = try expression.evaluate(
      on: cohort.table, events: checked.events,
      patients: checked.events == nil ? nil : cohort.rows, name: outcome.name,
      threads: options.threads)
    findings += evaluation.noticed
    return evaluation
  }

  /// The values of an outcome with a time and flags.
  private func timed(
    _ outcome: CheckedStudy.Outcome, _ flags: CheckedStudy.Outcome.Flags,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> OutcomeValues {
    func evaluated(_ expression: TypedExpression) throws(Faults) -> Column {
      try self.evaluated(expression, outcome, cohort, &findings).column
    }
    let times = try evaluated(flags.time).numbers ?? []
    let event = try evaluated(flags.event)
    var causes = (event.numbers ?? []).map { $0 == 1 ? 1 : 0 }
    var known = (0..<cohort.count).map { !times[$0].isNaN && !event.missing[$0] }
    for (index, expression) in flags.competing.enumerated() {
      let column = try evaluated(expression)
      let happened = column.numbers ?? []
      for row in causes.indices where causes[row] == 0 {
        if column.missing[row] {
          known[row] = false
        } else if happened[row] == 1 {
          causes[row] = index + 2
        }
      }
    }
    var entries: [Double]?
    if let entry = flags.entry {
      let values = try evaluated(entry).numbers ?? []
      for row in known.indices where values[row].isNaN { known[row] = false }
      entries = values
    }
    return OutcomeValues(
      name: outcome.name, unit: outcome.section.unit, time: times, event: causes.map { $0 == 1 },
      causes: causes, competing: outcome.competing, entry: entries, isKnown: known)
  }

  private func check(
    _ values: OutcomeValues, _ cohort: AnalysisCohort, at place: Place?
  ) throws(Faults) {
    let rows = values.isKnown.indices.filter { values.isKnown[$0] }
    guard !rows.isEmpty else {
      throw Faults([OutcomeFault.nobody(outcome: values.name).diagnostic(at: place)])
    }
    let negative = rows.filter { values.time[$0] < 0 }
    if let first = negative.first {
      let fault = OutcomeFault.negativeTime(
        outcome: values.name, count: negative.count, patient: cohort.ids[first],
        value: values.time[first])
      throw Faults([fault.diagnostic(at: place)])
    }
    guard let entry = values.entry else { return }
    let empty = rows.filter { entry[$0] >= values.time[$0] || entry[$0] < 0 }
    if let first = empty.first {
      let fault = OutcomeFault.emptyInterval(
        outcome: values.name, count: empty.count, patient: cohort.ids[first])
      throw Faults([fault.diagnostic(at: place)])
    }
  }

  private func note(_ values: OutcomeValues, at place: Place?, _ findings: inout [Diagnostic]) {
    let missing = values.isKnown.count { !$0 }
    if missing > 0 {
      findings.append(
        FindingMessage.outcomeMissing(outcome: values.name, count: missing).diagnostic(at: place))
    }
    for (index, name) in values.competing.enumerated() {
      let count = values.isKnown.indices.count {
        values.isKnown[$0] && values.causes[$0] == index + 2
      }
      guard count > 0 else { continue }
      let finding = FindingMessage.competingCensored(
        outcome: values.name, competing: name, count: count)
      findings.append(finding.diagnostic(at: place))
    }
    var (events, censored) = (0, 0)
    for row in values.isKnown.indices where values.isKnown[row] && values.time[row] == 0 {
      if values.event[row] { events += 1 } else { censored += 1 }
    }
    if events + censored > 0 {
      let finding = FindingMessage.eventAtZero(
        outcome: values.name, events: events, censored: censored)
      findings.append(finding.diagnostic(at: place))
    }
  }
}
