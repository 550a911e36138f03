public import LinearAlgebra
public import Survival

extension TimeComparison {
  /// The hazard of each group, smoothed, in the order of a report.
  public func smoothedHazards(
    _ request: HazardFigureOptions
  ) -> [(group: Int, hazard: SmoothedHazard)] {
    shownGroups.map { group in
      let hazard = SmoothedHazard(
        curves.curves[group], bandwidth: request.bandwidth, to: request.to,
        threads: options.threads)
      return (group, hazard)
    }
  }

  /// How the log hazard ratio of the focal group changes over time, under a Cox model without
  /// penalty.
  ///
  /// - Parameters:
  ///   - request: the model, and the scale of time.
  ///   - adjustment: the columns beside the arm; no intercept.
  /// - Returns: the trend, or why there is none.
  /// - Throws: what is wrong with the data.
  public func schoenfeldTrend(
    _ request: CoxOptions, adjustment: Matrix?
  ) throws(SurvivalError) -> SchoenfeldTrend {
    let fit: Cox
    do throws(SurvivalError) {
      fit = try Cox(
        data, covariates: covariates(adjustment), ties: request.ties, variance: .model,
        level: options.level, threads: options.threads)
    } catch {
      guard let reason = error.absence else { throw error }
      return SchoenfeldTrend(absent: reason)
    }
    return SchoenfeldTrend(
      fit, column: 0, transform: request.proportionalHazards, level: options.level)
  }
}
