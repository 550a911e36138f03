internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Vocabulary

extension Pipeline {
  /// Times that are no more apart than this, in days, are the same.
  private static let sameDay = 1e-6

  /// No outcome lies after one that it cannot lie after.
  ///
  /// Times are compared whether they ended by an event or by censoring: what is seen of progression
  /// ends no later than what is seen of death. Patients of whom either is unknown, or of
  /// whose event only the month or year, are left out.
  /// - Throws: `outcomes-not-in-order` with every outcome and patient of whom this does not hold.
  func checkOrder(
    of outcomes: [String: OutcomeValues], _ cohort: AnalysisCohort
  ) throws(Faults) {
    var faults: [Diagnostic] = []
    for element in study.outcomes.elements {
      guard let own = outcomes[element.name], case .time(let times) = own.content else { continue }
      for other in element.value.notAfter {
        guard let later = outcomes[other.value], case .time(let bounds) = later.content
        else { continue }
        let (scale, bound) = (own.unit.days, later.unit.days)
        let wrong = times.time.indices.filter { row in
          own.isKnown[row] && later.isKnown[row]
            && !times.isApproximate.contains(row) && !bounds.isApproximate.contains(row)
            && times.time[row] * scale > bounds.time[row] * bound + Self.sameDay
        }
        guard !wrong.isEmpty else { continue }
        let patients = wrong.map { row in
          (cohort.ids[row], times.time[row], bounds.time[row] * bound / scale)
        }
        let fault = OutcomeFault.notInOrder(
          element.name, after: other.value, unit: own.unit.rawValue, patients: patients)
        faults.append(fault.diagnostic(at: other.place))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
  }
}
