/// A cumulative hazard with its band, and the survival exp(−H) that goes with it.
///
/// The model's variances are Σ d/n² for Nelson and Aalen's estimate and Σ (d/k)/(n − jd/k)² over
/// the events one by one for that of Fleming and Harrington; the robust ones are those of the
/// infinitesimal jackknife, summed within clusters. Limits of H are −log of those of exp(−H): on
/// the scale `log` they are symmetric for H, on `logLog` for log H. Aalen 1978,
/// doi:10.1214/aos/1176344247; Fleming and Harrington 1984, doi:10.1080/03610928408828837.
public struct CumulativeHazard: Sendable {
  /// The distinct times of events and censorings, ascending.
  public let time: [Double]
  /// H just after each time.
  public let hazard: [Double]
  /// The standard error of H.
  public let standardError: [Double]
  /// The lower limits of H; nil where the scale has none.
  public let lower: [Double?]
  /// The upper limits of H; nil where the scale has none or they are infinite.
  public let upper: [Double?]
  /// exp(−H).
  public let survival: [Double]
  /// The standard error of exp(−H).
  public let survivalStandardError: [Double]
  /// The lower limits of exp(−H).
  public let survivalLower: [Double?]
  /// The upper limits of exp(−H).
  public let survivalUpper: [Double?]
  /// How ties are taken.
  public let estimator: HazardEstimator
  /// The confidence level of the band.
  public let level: Double
  /// The scale of the band.
  public let confidence: ConfidenceTransform
  /// Where the standard errors come from.
  public let variance: VarianceEstimator

  /// The hazard of a group.
  ///
  /// - Parameters:
  ///   - curve: The curve of the group, whose level, scale and variance are taken over.
  ///   - estimator: How ties are taken.
  /// - Complexity: O(n).
  public init(_ curve: KaplanMeier, estimator: HazardEstimator = .nelsonAalen) {
    let table = curve.table
    let copies = curve.data.countsCopies
    let steps = table.time.indices.map { k in
      HazardStep(
        estimator, events: table.events[k],
        count: copies ? table.events[k] : Double(table.eventCount[k]), atRisk: table.atRisk[k])
    }
    self.init(curve, estimator, steps)
  }

  private init(_ curve: KaplanMeier, _ estimator: HazardEstimator, _ steps: [HazardStep]) {
    var (total, square) = (0.0, 0.0)
    var (hazard, running): ([Double], [Double]) = ([], [])
    hazard.reserveCapacity(steps.count)
    running.reserveCapacity(steps.count)
    for step in steps {
      total += step.hazard
      square += step.variance
      hazard.append(total)
      running.append(square)
    }
    let squares: [Double]
    switch curve.variance {
    case .model: squares = running
    case .robust:
      squares = ClusteredCurve(curve.data, curve.order, curve.table)
        .variance(of: running, jump: steps.map(\.jump))
    }
    let errors = squares.map { max($0, 0).squareRoot() }
    let band = Band(curve.confidence, level: curve.level)
    let limits = steps.indices.map {
      HazardLimits(band, hazard: hazard[$0], standardError: errors[$0])
    }
    time = curve.time
    self.hazard = hazard
    standardError = errors
    survival = hazard.map { exponential(-$0) }
    survivalStandardError = steps.indices.map { exponential(-hazard[$0]) * errors[$0] }
    lower = limits.map(\.lower)
    upper = limits.map(\.upper)
    survivalLower = limits.map(\.survivalLower)
    survivalUpper = limits.map(\.survivalUpper)
    self.estimator = estimator
    level = curve.level
    confidence = curve.confidence
    variance = curve.variance
  }

  /// H at a time, with its standard error and limits; after the last time it is not known.
  /// - Complexity: O(log n).
  public func hazard(at t: Double) -> SurvivalEstimate {
    guard let last = time.last else { return SurvivalEstimate(reason: .emptyGroup) }
    guard t.isFinite, t >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    guard t <= last else { return SurvivalEstimate(reason: .afterFollowUp) }
    let k = time.lastIndex(atOrBefore: t)
    let (value, error) = k.map { (hazard[$0], standardError[$0]) } ?? (0, 0)
    let limits = HazardLimits(
      Band(confidence, level: level), hazard: value, standardError: error)
    return SurvivalEstimate(
      value, standardError: error, lower: limits.lower, upper: limits.upper, reason: limits.reason)
  }
}

/// Limits of a cumulative hazard and of its survival.
private struct HazardLimits {
  private(set) var lower: Double?
  private(set) var upper: Double?
  private(set) var survivalLower: Double?
  private(set) var survivalUpper: Double?
  private(set) var reason: NotEstimable?

  init(_ band: Band, hazard: Double, standardError: Double) {
    let limits = band.limits(exponential(-hazard), logStandardError: standardError)
    (survivalLower, survivalUpper, reason) = (limits.lower, limits.upper, limits.reason)
    upper = limits.lower.flatMap { $0 > 0 ? -logarithm($0) : nil }
    lower = limits.upper.map { $0 > 0 ? 0 - logarithm($0) : 0 }
    if reason == nil, upper == nil { reason = .limitIsInfinite }
  }
}
