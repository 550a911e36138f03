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
    let negative = fault(values, where: { times.time[$0] < 0 }) { count, first in
      .negativeTime(
        outcome: values.name, count: count, patient: cohort.ids[first], value: times.time[first])
    }
    if let negative { throw Faults([negative.diagnostic(at: place)]) }
    guard let entry = times.entry else { return }
    let empty = fault(values, where: { entry[$0] >= times.time[$0] || entry[$0] < 0 }) {
      count, first in
      .emptyInterval(outcome: values.name, count: count, patient: cohort.ids[first])
    }
    if let empty { throw Faults([empty.diagnostic(at: place)]) }
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
