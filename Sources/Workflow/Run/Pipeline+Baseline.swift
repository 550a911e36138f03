internal import Balancing

extension Pipeline {
  /// The rows of the baseline table for one covariate: one for a number or a flag, one a level for
  /// a category.
  func rows(
    _ weighted: WeightedCovariate, _ covariate: ComparedCovariate, design: String?,
    _ cohort: AnalysisCohort
  ) -> [Results.BaselineRow] {
    let arms = cohort.armNames.indices.map { weighted.distribution(ofTreated: $0 == 1) }
    func row(
      _ level: String?, _ kind: Results.BaselineRow.Kind,
      _ summary: (CovariateDistribution) -> Results.BaselineRow.Summary
    ) -> Results.BaselineRow {
      Results.BaselineRow(
        design: design, covariate: covariate.name, level: level, kind: kind,
        inModel: covariate.role == .model,
        arms: Dictionary(uniqueKeysWithValues: zip(cohort.armNames, arms.map(summary))))
    }
    guard case .shares(let levels) = arms[0] else {
      return [row(nil, .numeric) { $0.summary(of: 0) }]
    }
    return levels.indices.map { index in
      row(levels[index].level, .share) { $0.summary(of: index) }
    }
  }
}

extension CovariateDistribution {
  /// As the results hold it; of a level, where there are levels.
  fileprivate func summary(of level: Int) -> Results.BaselineRow.Summary {
    switch self {
    case .shares(let levels):
      let share = levels[level]
      return Results.BaselineRow.Summary(
        n: share.count, missing: share.missing, mean: share.share, count: share.weight)
    case .numeric(nil, let used):
      return Results.BaselineRow.Summary(n: 0, missing: used, mean: nil)
    case .numeric(let summary?, _):
      return Results.BaselineRow.Summary(
        n: summary.count, missing: summary.missing, mean: Self.finite(summary.mean),
        standardDeviation: Self.finite(summary.standardDeviation),
        median: summary.quartiles.median, lowerQuartile: summary.quartiles.lower,
        upperQuartile: summary.quartiles.upper)
    }
  }

  /// Moments of numbers near the largest there are may not be numbers themselves.
  private static func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }
}
