internal import Diagnostics

/// Times to an event.
struct TimeValues: Sendable {
  let time: [Double]
  let event: [Bool]
  let entry: [Double]?
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
