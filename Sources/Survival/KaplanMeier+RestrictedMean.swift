extension KaplanMeier {
  /// The restricted mean survival time: the area under the curve to a horizon.
  ///
  /// The model's variance is Σ A² d/(n (n − d)), with A the area from each event time to the
  /// horizon; the robust one is the infinitesimal jackknife of the area. A horizon after the last
  /// time is refused unless the curve has reached 0 there, since the area is then not known.
  /// Royston and Parmar 2013, doi:10.1186/1471-2288-13-152.
  ///
  /// - Parameter horizon: Above 0, in the unit of the times.
  /// - Returns: Area, standard error and symmetric limits.
  /// - Complexity: O(n).
  public func restrictedMean(to horizon: Double) -> SurvivalEstimate {
    if let reason = reasonNoArea(to: horizon) { return SurvivalEstimate(reason: reason) }
    let (area, unit) = (areas(to: horizon), Self.unit(of: horizon))
    let error = areaVariance(area.after.map { $0 / unit }).squareRoot() * unit
    var result = SurvivalEstimate.normal(area.total, error, level: level)
    (result.statistic, result.p) = (nil, nil)
    return result
  }

  /// Why the area to a horizon is not known; nil if it is.
  func reasonNoArea(to horizon: Double) -> NotEstimable? {
    horizon == 0 ? .invalidTime : reasonNotKnown(at: horizon)
  }

  /// The power of 2 at a horizon, in which areas have squares that neither vanish nor overflow.
  static func unit(of horizon: Double) -> Double {
    Double(sign: .plus, exponent: max(horizon.exponent, -1022), significand: 1)
  }

  /// The area to the horizon, and for each time the area from it to the horizon.
  func areas(to horizon: Double) -> (total: Double, after: [Double]) {
    var after = [Double](repeating: 0, count: time.count)
    var (area, end) = (0.0, horizon)
    for k in time.indices.reversed() where time[k] < horizon {
      area += survival[k] * (end - time[k])
      after[k] = area
      end = time[k]
    }
    return (area + end, after)
  }

  func areaVariance(_ after: [Double]) -> Double {
    switch variance {
    case .robust: return data.clusterVariance(influence(after))
    case .model:
      var sum = 0.0
      for k in time.indices where eventCount[k] > 0 && eventCount[k] < atRiskCount[k] {
        sum += after[k] * after[k] * events[k] / (atRisk[k] * (atRisk[k] - events[k]))
      }
      return sum
    }
  }
}
