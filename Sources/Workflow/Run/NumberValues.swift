internal import Cohorts
internal import Diagnostics
internal import Vocabulary

/// Values that are no times to an event.
struct NumberValues: Sendable {
  let kind: ValueKind
  let values: [Double]
  let exposure: [Double]?
}

extension Pipeline {
  /// The largest size of a value; sums of squares beyond it are not finite.
  static let largestValue = 1e150
  /// The largest count.
  static let largestCount = 9_007_199_254_740_992.0

  /// Binary values are 0 and 1, counts whole and not negative, exposures above 0.
  func check(
    _ numbers: NumberValues, _ values: OutcomeValues, _ cohort: AnalysisCohort, at place: Place?
  ) throws(Faults) {
    if let fault = fault(of: numbers, values, cohort) {
      throw Faults([fault.diagnostic(at: place)])
    }
    guard let exposure = numbers.exposure else { return }
    let none = fault(values, where: { exposure[$0] <= 0 || exposure[$0] > Self.largestValue }) {
      count, first in
      .noExposure(
        outcome: values.name, count: count, patient: cohort.ids[first], value: exposure[first])
    }
    if let none {
      throw Faults([none.diagnostic(at: values.section.exposure?.source.place ?? place)])
    }
  }

  private func fault(
    of numbers: NumberValues, _ values: OutcomeValues, _ cohort: AnalysisCohort
  ) -> OutcomeFault? {
    let (x, name) = (numbers.values, values.name)
    switch numbers.kind {
    case .continuous:
      return fault(values, where: { abs(x[$0]) > Self.largestValue }) { count, first in
        .notFinite(outcome: name, count: count, patient: cohort.ids[first])
      }
    case .binary:
      return fault(values, where: { x[$0] != 0 && x[$0] != 1 }) { count, first in
        .notBinary(
          outcome: name, count: count, patient: cohort.ids[first], value: x[first],
          text: values.section.value?.source.value ?? name)
      }
    case .count:
      return fault(
        values,
        where: { x[$0] < 0 || x[$0] != x[$0].rounded() || x[$0] > Self.largestCount }
      ) { count, first in
        .notACount(outcome: name, count: count, patient: cohort.ids[first], value: x[first])
      }
    }
  }
}
