public import Survival

extension EffectValue {
  /// What was found of a time to an event.
  public init(_ found: SurvivalEstimate) {
    self.init(
      found.estimate, standardError: found.standardError, lower: found.lower, upper: found.upper,
      statistic: found.statistic, degreesOfFreedom: found.degreesOfFreedom.map(Double.init),
      p: found.p, absence: found.reason.map(Absence.init))
  }
}

extension EffectValue.Absence {
  /// Why a number about a time to an event is missing.
  public init(_ reason: NotEstimable) {
    self.init(
      id: reason.rawValue, summary: reason.summary, isNotReached: reason == .notReached)
  }
}
