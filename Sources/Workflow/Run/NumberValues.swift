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
    let none = offenders(values, where: { exposure[$0] <= 0 || exposure[$0] > Self.largestValue })
    if let none {
      let fault = OutcomeFault.noExposure(
        outcome: values.name, count: none.count, patient: cohort.ids[none.first],
        value: exposure[none.first])
      throw Faults([fault.diagnostic(at: values.section.exposure?.source.place ?? place)])
    }
  }

  private func fault(
    of numbers: NumberValues, _ values: OutcomeValues, _ cohort: AnalysisCohort
  ) -> OutcomeFault? {
    let x = numbers.values
    let wrong = offenders(values, where: { !numbers.kind.admits(x[$0]) })
    guard let wrong else { return nil }
    let (name, patient, value) = (values.name, cohort.ids[wrong.first], x[wrong.first])
    switch numbers.kind {
    case .continuous:
      return .notFinite(outcome: name, count: wrong.count, patient: patient)
    case .binary:
      return .notBinary(
        outcome: name, count: wrong.count, patient: patient, value: value,
        text: values.section.value?.source.value ?? name)
    case .count:
      return .notACount(outcome: name, count: wrong.count, patient: patient, value: value)
    }
  }
}

extension ValueKind {
  /// Whether a number can be such a value.
  fileprivate func admits(_ x: Double) -> Bool {
    switch self {
    case .continuous: abs(x) <= Pipeline.largestValue
    case .binary: x == 0 || x == 1
    case .count: x >= 0 && x == x.rounded() && x <= Pipeline.largestCount
    }
  }
}
