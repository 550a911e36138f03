internal import Survival

extension TimeComparison {
  /// A log-rank test of both groups.
  func logRank(_ asked: LogRankOptions) throws(SurvivalError) -> EffectEstimate {
    let test = try LogRank(
      data, by: groups, weight: asked.weight.weight, variance: options.variance)
    return estimate(
      .logRank, group: nil, test.test,
      method: [asked.weight.method, errorsOfTests].compactMap(\.self).joined(separator: ", "))
  }

  /// The largest of several log-rank tests.
  func maxCombo(_ asked: MaxComboOptions) throws(SurvivalError) -> EffectEstimate {
    let test = try MaxCombo(
      data, by: groups, weights: asked.weights.map(\.weight), alternative: asked.alternative,
      variance: options.variance)
    let tests = asked.weights.map { $0.method ?? $0.word }.joined(separator: " + ")
    return estimate(
      .maxCombo, group: nil, test.test,
      method: [tests, asked.alternative.rawValue, errorsOfTests].joined(separator: ", "))
  }

  /// Where the variance of a test comes from.
  private var errorsOfTests: String {
    options.variance == .model ? "hypergeometric" : "robust score"
  }
}
