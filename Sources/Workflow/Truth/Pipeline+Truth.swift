internal import Diagnostics

extension Pipeline {
  /// What is true of the cohort; `nil` where patients are not simulated or the study does not say what
  /// its arms stand for.
  func trueEffects(
    _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) throws(Faults) -> TrueEffects? {
    nil
  }
}
