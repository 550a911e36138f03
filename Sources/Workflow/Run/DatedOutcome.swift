internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// The values of an outcome that is counted from date to date.
  ///
  /// Where it is open when an event was, nothing is known from the first day on which it may have been,
  /// unless the outcome says which day is taken.
  /// - Throws: `event-before-time-zero`, where an event came before its origin.
  func dated(
    _ outcome: CheckedStudy.Outcome, _ measure: CheckedStudy.Outcome.Dates,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> (TimeValues, known: [Bool]) {
    let day = outcome.section.partialDates ?? .leaveOut
    let from = try measure.from.map { (from) throws(Faults) in
      try evaluated(from, outcome, cohort, &findings).column
    }
    let censor = try evaluated(measure.censor, outcome, cohort, &findings).column
    var open = [Bool](repeating: false, count: cohort.count)
    var partial: [Int: Int] = [:]
    var left: Set<Int> = []
    var columns: [Column] = []
    for expression in [measure.event] + measure.competing {
      let evaluation = try evaluated(expression, outcome, cohort, &findings)
      let origin = from ?? cohort.table[Timeline.timeZeroColumn] ?? evaluation.column
      let (dates, errors) = day.taken(
        evaluation.column, evaluation.dayRanges, from: origin, until: censor)
      for row in evaluation.undecided where errors[row] == nil { open[row] = true }
      if columns.isEmpty { left = Set(evaluation.dayRanges.keys).subtracting(errors.keys) }
      partial.merge(errors) { max($0, $1) }
      columns.append(dates)
    }
    let undated = checked.events.map { UndatedEvents([measure.event] + measure.competing, in: $0) }
    let times = EventTimes(
      from: from ?? cohort.table[Timeline.timeZeroColumn] ?? columns[0], event: columns[0],
      competing: Array(columns.dropFirst()), censor: censor,
      undated: cohort.rows.indices.map { row in
        let patient = cohort.rows[row]
        guard open[row] || undated?.anyUntold(patient) == true else { return nil }
        return undated?.firstDay(patient) ?? .min
      })
    note(partial.filter { times.causes[$0.key] > 0 }, outcome, &findings)
    try checkOrder(times, outcome, cohort)
    if !times.afterCensoring.isEmpty {
      let finding = FindingMessage.eventAfterFollowUp(
        outcome: outcome.name, patients: times.afterCensoring.map { cohort.ids[$0] })
      findings.append(finding.diagnostic(at: outcome.section.censor?.source.place))
    }
    let values = TimeValues(
      time: times.days.map { $0 / outcome.section.unit.days }, event: times.causes.map { $0 == 1 },
      causes: times.causes, competing: outcome.competing, entry: nil,
      isApproximate: Set(partial.keys), eventsLeftOut: left.count { times.causes[$0] < 0 })
    return (values, times.causes.map { $0 >= 0 })
  }

  /// A finding for the events whose day was taken.
  private func note(
    _ errors: [Int: Int], _ outcome: CheckedStudy.Outcome, _ findings: inout [Diagnostic]
  ) {
    guard let error = errors.values.max() else { return }
    let finding = FindingMessage.eventDayTaken(
      outcome: outcome.name, count: errors.count,
      day: (outcome.section.partialDates ?? .leaveOut).rawValue,
      error: error)
    findings.append(finding.diagnostic(at: outcome.section.event?.source.place))
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
