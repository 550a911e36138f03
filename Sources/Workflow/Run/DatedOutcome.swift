internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// The values of an outcome that is counted from date to date.
  ///
  /// Dates are read of all patients, for events are in their order, and kept of the cohort.
  /// - Throws: `event-before-time-zero`, where an event came before its origin.
  func dated(
    _ outcome: CheckedStudy.Outcome, _ dates: CheckedStudy.Outcome.Dates,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> OutcomeValues {
    func evaluated(_ expression: TypedExpression) throws(Faults) -> Column {
      try column(of: expression, outcome, cohort, &findings)
    }
    let event = try evaluated(dates.event)
    var origin = cohort.table[Timeline.timeZeroColumn] ?? event
    if let from = dates.from { origin = try evaluated(from) }
    let undated = checked.events.map { UndatedEvents([dates.event] + dates.competing, in: $0) }
    var competing: [Column] = []
    for expression in dates.competing { competing.append(try evaluated(expression)) }
    let times = EventTimes(
      from: origin, event: event, competing: competing, censor: try evaluated(dates.censor),
      undated: cohort.rows.map { undated?.firstDay($0) })
    try checkOrder(times, outcome, cohort)
    if !times.afterCensoring.isEmpty {
      let finding = FindingMessage.eventAfterFollowUp(
        outcome: outcome.name, patients: times.afterCensoring.map { cohort.ids[$0] })
      findings.append(finding.diagnostic(at: outcome.section.censor?.source.place))
    }
    return OutcomeValues(
      name: outcome.name, unit: outcome.section.unit,
      time: times.days.map { $0 / outcome.section.unit.days }, event: times.causes.map { $0 == 1 },
      causes: times.causes, competing: outcome.competing, entry: nil,
      isKnown: times.causes.map { $0 >= 0 })
  }

  /// Nobody has an event before the day from which they are at risk of it.
  private func checkOrder(
    _ times: EventTimes, _ outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort
  ) throws(Faults) {
    let early = times.days.indices.filter { times.causes[$0] > 0 && times.days[$0] < 0 }
    guard !early.isEmpty else { return }
    let fault = OutcomeFault.eventBeforeOrigin(
      outcome: outcome.name, from: outcome.section.from?.source.value,
      patients: early.map { cohort.ids[$0] })
    throw Faults([fault.diagnostic(at: outcome.section.event?.source.place)])
  }
}
