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
  let entry: [Double]?
  /// Whether time, event and entry are known.
  let isKnown: [Bool]
}

/// What only the values of an outcome can show to be wrong.
enum OutcomeFault {
  case negativeTime(outcome: String, count: Int, patient: String, value: Double)
  case emptyInterval(outcome: String, count: Int, patient: String)
  case nobody(outcome: String)

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
    let place = outcome.section.time.source.place
    let time = try outcome.time.evaluate(on: cohort.table, name: outcome.name)
    let event = try outcome.event.evaluate(on: cohort.table, name: outcome.name)
    findings += time.findings + event.findings
    let times = time.column.numbers ?? []
    let flags = (event.column.numbers ?? []).map { $0 == 1 }
    var known = (0..<cohort.count).map { !times[$0].isNaN && !event.column.missing[$0] }
    var entries: [Double]?
    if let entry = outcome.entry {
      let evaluation = try entry.evaluate(on: cohort.table, name: outcome.name)
      findings += evaluation.findings
      let values = evaluation.column.numbers ?? []
      for row in known.indices where values[row].isNaN { known[row] = false }
      entries = values
    }
    let values = OutcomeValues(
      name: outcome.name, unit: outcome.section.unit, time: times, event: flags, entry: entries,
      isKnown: known)
    try check(values, cohort, at: place)
    note(values, at: place, &findings)
    return values
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
