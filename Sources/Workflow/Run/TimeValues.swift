internal import Diagnostics
internal import Effects
internal import Studies
internal import Vocabulary

/// Times to an event.
struct TimeValues: Sendable {
  let time: [Double]
  let event: [Bool]
  /// How each time ended: 0 by censoring, 1 by the event, 2 and on by a competing event, in the order
  /// of ``competing``.
  let causes: [Int]
  /// The names of the competing events.
  let competing: [String]
  let entry: [Double]?
  /// The rows with an event of which the month or year is known, and a day was taken.
  var isApproximate: Set<Int> = []
  /// How many rows are unknown though they have an event, of which the month or year is known.
  var eventsLeftOut = 0
}

extension Pipeline {
  /// No time is negative, and none ends before it begins.
  func check(
    _ times: TimeValues, _ values: OutcomeValues, _ cohort: AnalysisCohort, at place: Place?
  ) throws(Faults) {
    if let negative = offenders(values, where: { times.time[$0] < 0 }) {
      let fault = OutcomeFault.negativeTime(
        outcome: values.name, count: negative.count, patient: cohort.ids[negative.first],
        value: times.time[negative.first])
      throw Faults([fault.diagnostic(at: place)])
    }
    guard let entry = times.entry else { return }
    if let empty = offenders(values, where: { entry[$0] >= times.time[$0] || entry[$0] < 0 }) {
      let fault = OutcomeFault.emptyInterval(
        outcome: values.name, count: empty.count, patient: cohort.ids[empty.first])
      throw Faults([fault.diagnostic(at: place)])
    }
  }

  /// Whether something is asked of an outcome that takes competing events for the end of follow-up.
  func isCensoredAtCompeting(_ outcome: String) -> Bool {
    study.analyses.contains { analysis in
      analysis.outcome.contains { $0.value == outcome }
        && analysis.estimates.contains { !$0.isOfSeveralEvents }
    }
  }

  /// A finding for each competing event at which times are censored.
  func noteCompeting(
    _ times: TimeValues, _ values: OutcomeValues, at place: Place?, _ findings: inout [Diagnostic]
  ) {
    for (index, name) in times.competing.enumerated() {
      let count = values.isKnown.indices.count {
        values.isKnown[$0] && times.causes[$0] == index + 2
      }
      guard count > 0 else { continue }
      let finding = FindingMessage.competingCensored(
        outcome: values.name, competing: name, count: count)
      findings.append(finding.diagnostic(at: place))
    }
  }

  /// A finding for times that end on the day they begin.
  func noteZeros(
    _ times: TimeValues, _ values: OutcomeValues, at place: Place?, _ findings: inout [Diagnostic]
  ) {
    var (events, censored) = (0, 0)
    for row in values.isKnown.indices where values.isKnown[row] && times.time[row] == 0 {
      if times.event[row] { events += 1 } else { censored += 1 }
    }
    if events + censored > 0 {
      let finding = FindingMessage.eventAtZero(
        outcome: values.name, events: events, censored: censored)
      findings.append(finding.diagnostic(at: place))
    }
  }
}
