/// Differences and ratios between the curves of two groups of the same data.
///
/// The model's variance adds those of the groups. The robust one squares, cluster by cluster, the
/// sum of the influences of its members in both groups, so that the covariance within matched sets
/// is taken in.
public struct KaplanMeierContrast: Sendable {
  /// The group of interest.
  public let focal: KaplanMeier
  /// The group it is compared with.
  public let reference: KaplanMeier

  /// The restricted mean of the focal group less that of the reference group.
  /// - Complexity: O(n).
  public func restrictedMeanDifference(to horizon: Double) -> SurvivalEstimate {
    if let reason = reasonNoArea(to: horizon) { return SurvivalEstimate(reason: reason) }
    let (parts, unit) = (areas(to: horizon), KaplanMeier.unit(of: horizon))
    let variance = jointVariance(parts, scales: [1, -1])
    return .normal(
      (parts[0].value - parts[1].value) * unit, variance.squareRoot() * unit, level: focal.level)
  }

  /// The restricted mean of the focal group over that of the reference group; the standard error is
  /// that of its logarithm.
  /// - Complexity: O(n).
  public func restrictedMeanRatio(to horizon: Double) -> SurvivalEstimate {
    if let reason = reasonNoArea(to: horizon) { return SurvivalEstimate(reason: reason) }
    let parts = areas(to: horizon)
    let (a, b) = (parts[0].value, parts[1].value)
    guard a > 0, b > 0 else { return SurvivalEstimate(reason: .meanIsZero) }
    let variance = jointVariance(parts, scales: [1 / a, -1 / b])
    return
      SurvivalEstimate
      .normal(logarithm(a / b), variance.squareRoot(), level: focal.level).exponentiated
  }

  private func reasonNoArea(to horizon: Double) -> NotEstimable? {
    focal.reasonNoArea(to: horizon) ?? reference.reasonNoArea(to: horizon)
  }

  /// The areas of both groups, in the power of 2 at the horizon.
  private func areas(to horizon: Double) -> [KaplanMeier.Part] {
    let unit = KaplanMeier.unit(of: horizon)
    return [focal, reference].map { curve in
      let area = curve.areas(to: horizon)
      let after = area.after.map { $0 / unit }
      let variance = curve.variance == .model ? curve.areaVariance(after) : 0
      return KaplanMeier.Part(
        curve: curve, value: area.total / unit, variance: variance, multiplier: after)
    }
  }

  /// The variance of the sum of the parts of both groups times their scales.
  func jointVariance(_ parts: [KaplanMeier.Part], scales: [Double]) -> Double {
    switch focal.variance {
    case .model:
      return parts.indices.reduce(0.0) { $0 + scales[$1] * scales[$1] * parts[$1].variance }
    case .robust:
      var joint = [Double](repeating: 0, count: focal.data.count)
      for i in parts.indices {
        let influence = parts[i].curve.influence(parts[i].multiplier)
        for row in joint.indices { joint[row] += scales[i] * influence[row] }
      }
      return focal.data.clusterVariance(joint)
    }
  }
}
