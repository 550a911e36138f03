/// The Kaplan–Meier curve of one group, with its band.
///
/// With d(t) the weight of the events at t and n(t) the weight at risk just before, S(t) = ∏ (1 −
/// d/n) over event times up to t, and the cumulative hazard is Nelson and Aalen's Σ d/n. The
/// model's variances are Greenwood's var log S = Σ d/(n (n − d)) and Σ d/n²; the robust ones are
/// those of the infinitesimal jackknife, summed within clusters. For rows of weight 1 without
/// clusters both variances of S are the same. Kaplan and Meier 1958,
/// doi:10.1080/01621459.1958.10501452; variances under weights as in Therneau and Grambsch 2000,
/// doi:10.1007/978-1-4757-3294-8.
public struct KaplanMeier: Sendable {
  /// The distinct times of events and censorings, ascending.
  public let time: [Double]
  /// S just after each time.
  public let survival: [Double]
  /// The standard error of S; nil once S is 0.
  public let standardError: [Double?]
  /// The lower limits of S; nil where the transform has none.
  public let lower: [Double?]
  /// The upper limits of S; nil where the transform has none.
  public let upper: [Double?]
  /// The Nelson–Aalen cumulative hazard.
  public let cumulativeHazard: [Double]
  /// The standard error of the cumulative hazard.
  public let cumulativeHazardStandardError: [Double]
  /// The weight at risk just before each time.
  public let atRisk: [Double]
  /// The number of rows at risk just before each time.
  public let atRiskCount: [Int]
  /// The weight of the events at each time.
  public let events: [Double]
  /// The number of events at each time.
  public let eventCount: [Int]
  /// The weight of those censored at each time.
  public let censored: [Double]
  /// The number of those censored at each time.
  public let censoredCount: [Int]
  /// The confidence level of the band.
  public let level: Double
  /// The scale of the band.
  public let confidence: ConfidenceTransform
  /// Where the standard errors come from.
  public let variance: VarianceEstimator

  let data: SurvivalData
  let order: RowOrder
  let table: RiskTable
  /// Σ d/(n (n − d)) up to each time, without the term that takes S to 0.
  let greenwood: [Double]
  /// The variance of log S, without the term that takes S to 0.
  let logVariance: [Double]

  /// The curve of all rows.
  ///
  /// - Parameters:
  ///   - data: The follow-up.
  ///   - level: The confidence level of the pointwise band.
  ///   - confidence: The scale on which the band is symmetric.
  ///   - variance: Where standard errors come from; by default what fits the data.
  /// - Complexity: O(n).
  /// - Throws: `.invalidLevel`.
  public init(
    _ data: SurvivalData, level: Double = 0.95, confidence: ConfidenceTransform = .log,
    variance: VarianceEstimator? = nil
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    self.init(
      data, data.rows, level: level, confidence: confidence,
      variance: variance ?? data.defaultVariance)
  }

  init(
    _ data: SurvivalData, _ order: RowOrder, level: Double, confidence: ConfidenceTransform,
    variance: VarianceEstimator
  ) {
    let table = RiskTable(data, order)
    let product = ProductLimit(table, withJumps: variance == .robust)
    self.data = data
    self.order = order
    self.table = table
    self.level = level
    self.confidence = confidence
    self.variance = variance
    (time, atRisk, atRiskCount) = (table.time, table.atRisk, table.atRiskCount)
    (events, eventCount) = (table.events, table.eventCount)
    (censored, censoredCount) = (table.censored, table.censoredCount)
    (survival, greenwood) = (product.survival, product.greenwood)
    cumulativeHazard = product.cumulativeHazard
    let hazardVariance: [Double]
    switch variance {
    case .model:
      logVariance = product.greenwood
      hazardVariance = product.hazardVariance
    case .robust:
      let sums = ClusteredCurve(data, order, table)
      logVariance = sums.variance(of: product.greenwood, jump: product.logJump)
      hazardVariance = sums.variance(of: product.hazardVariance, jump: product.hazardJump)
    }
    cumulativeHazardStandardError = hazardVariance.map { max($0, 0).squareRoot() }
    let band = Band(confidence, level: level)
    var (error, low, high): ([Double?], [Double?], [Double?]) = ([], [], [])
    error.reserveCapacity(time.count)
    low.reserveCapacity(time.count)
    high.reserveCapacity(time.count)
    for k in time.indices {
      let limits = band.limits(survival[k], logStandardError: max(logVariance[k], 0).squareRoot())
      error.append(limits.standardError)
      low.append(limits.lower)
      high.append(limits.upper)
    }
    (standardError, lower, upper) = (error, low, high)
  }

  /// Whether nobody is in the group.
  public var isEmpty: Bool { time.isEmpty }
}

/// The products and sums over event times that make a curve.
private struct ProductLimit {
  var survival: [Double] = []
  var greenwood: [Double] = []
  var cumulativeHazard: [Double] = []
  /// Σ d/n².
  var hazardVariance: [Double] = []
  /// 1/(n − d), by which an own event lowers log S, 0 where nobody is left; empty unless asked for.
  var logJump: [Double] = []
  /// 1/n; empty unless asked for.
  var hazardJump: [Double] = []

  init(_ table: RiskTable, withJumps: Bool) {
    var (s, g, hazard, variance) = (1.0, 0.0, 0.0, 0.0)
    reserve(table.time.count, withJumps: withJumps)
    for k in table.time.indices {
      var jump = 0.0
      if table.eventCount[k] > 0 {
        let (n, d) = (table.atRisk[k], table.events[k])
        hazard += d / n
        variance += d / (n * n)
        if table.eventCount[k] == table.atRiskCount[k] {
          s = 0
        } else {
          s *= (n - d) / n
          jump = 1 / (n - d)
          if s > 0 { g += d / n * jump }
        }
      }
      survival.append(s)
      greenwood.append(g)
      cumulativeHazard.append(hazard)
      hazardVariance.append(variance)
      guard withJumps else { continue }
      logJump.append(s > 0 ? jump : 0)
      hazardJump.append(1 / table.atRisk[k])
    }
  }

  private mutating func reserve(_ count: Int, withJumps: Bool) {
    survival.reserveCapacity(count)
    greenwood.reserveCapacity(count)
    cumulativeHazard.reserveCapacity(count)
    hazardVariance.reserveCapacity(count)
    guard withJumps else { return }
    logJump.reserveCapacity(count)
    hazardJump.reserveCapacity(count)
  }
}
