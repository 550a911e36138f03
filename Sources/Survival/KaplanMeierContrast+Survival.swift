extension KaplanMeierContrast {
  /// S(t) of the focal group less that of the reference group, with symmetric limits and a normal
  /// test of 0.
  ///
  /// - Parameters:
  ///   - t: The time.
  ///   - landmark: Where given, survival of those free of the event at this earlier time.
  /// - Returns: Estimate, standard error, limits and test.
  /// - Complexity: O(n) for the robust variance.
  public func survivalDifference(
    at t: Double, given landmark: Double? = nil
  ) -> SurvivalEstimate {
    if let reason = reasonNoSurvival(at: t, given: landmark) {
      return SurvivalEstimate(reason: reason)
    }
    let parts = survivalParts(at: t, given: landmark)
    let square = jointVariance(parts, scales: [1, -1])
    return .normal(
      parts[0].value - parts[1].value, max(square, 0).squareRoot(), level: focal.level)
  }

  /// S(t) of the focal group over that of the reference group; the standard error is that of its
  /// logarithm, on which limits are symmetric and the test is made.
  ///
  /// - Parameters:
  ///   - t: The time.
  ///   - landmark: Where given, survival of those free of the event at this earlier time.
  /// - Returns: Estimate, standard error, limits and test.
  /// - Complexity: O(n) for the robust variance.
  public func survivalRatio(at t: Double, given landmark: Double? = nil) -> SurvivalEstimate {
    if let reason = reasonNoSurvival(at: t, given: landmark) {
      return SurvivalEstimate(reason: reason)
    }
    let parts = survivalParts(at: t, given: landmark)
    let (a, b) = (parts[0].value, parts[1].value)
    guard a > 0, b > 0 else { return SurvivalEstimate(reason: .survivalIsZero) }
    let square = jointVariance(parts, scales: [1 / a, -1 / b])
    return
      SurvivalEstimate
      .normal(logarithm(a / b), max(square, 0).squareRoot(), level: focal.level).exponentiated
  }

  /// The test of equal S(t) on another scale than S itself.
  ///
  /// In small samples log(−log S) keeps its level best. Klein, Logan, Harhoff and Andersen 2007,
  /// doi:10.1002/sim.2864.
  ///
  /// - Parameters:
  ///   - t: The time.
  ///   - scale: The scale on which the curves are compared.
  /// - Returns: The normal statistic, above 0 where survival of the focal group is higher, and its
  ///   two-sided p.
  /// - Complexity: O(n) for the robust variance.
  public func survivalTest(at t: Double, on scale: ConfidenceTransform) -> SurvivalEstimate {
    if let reason = reasonNoSurvival(at: t, given: nil) {
      return SurvivalEstimate(reason: reason)
    }
    let parts = survivalParts(at: t, given: nil)
    for part in parts where scale != .plain {
      if part.value <= 0 { return SurvivalEstimate(reason: .survivalIsZero) }
      if part.value >= 1, scale != .log { return SurvivalEstimate(reason: .survivalIsOne) }
    }
    let (a, b) = (scale.value(parts[0].value), scale.value(parts[1].value))
    let square = jointVariance(parts, scales: [a.slope, -b.slope])
    guard square > 0 else { return SurvivalEstimate(reason: .noVariation) }
    return .normalTest((a.height - b.height) / square.squareRoot())
  }

  private func reasonNoSurvival(at t: Double, given landmark: Double?) -> NotEstimable? {
    focal.reasonNotKnown(at: t, given: landmark)
      ?? reference.reasonNotKnown(at: t, given: landmark)
  }

  private func survivalParts(at t: Double, given landmark: Double?) -> [KaplanMeier.Part] {
    [focal, reference].map { $0.survivalPart(at: t, given: landmark) }
  }
}

extension ConfidenceTransform {
  /// The transform at S, rising with S, and its derivative.
  fileprivate func value(_ s: Double) -> (height: Double, slope: Double) {
    switch self {
    case .plain: (s, 1)
    case .log: (logarithm(s), 1 / s)
    case .logLog: (-logarithm(-logarithm(s)), -1 / (s * logarithm(s)))
    case .logit: (logarithm(s / (1 - s)), 1 / (s * (1 - s)))
    case .arcsin: (arcsine(s.squareRoot()), 1 / (2 * (s * (1 - s)).squareRoot()))
    }
  }
}
