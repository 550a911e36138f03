internal import Distributions
internal import Platform

/// The hazard of a group over time: the increments of Nelson and Aalen's estimate, smoothed by a kernel.
///
/// λ(t) = Σ K_t(t_i) d_i/n_i with Epanechnikov's kernel of one bandwidth and, within a bandwidth of
/// the ends of the range, the boundary kernels of Müller and Wang, so that there is no bias there of the
/// order of the bandwidth. Where those give less than 0 the hazard is 0, and there are no limits where
/// negative weights take away half of what positive ones give. The model's
/// variance is Σ K_t(t_i)² d_i/n_i²; the robust one is that of the infinitesimal jackknife, summed
/// within clusters. Limits are symmetric for log λ. Both are of the smoothed hazard: the bias that smoothing
/// leaves at peaks is not in them.
///
/// The range is that in which at least ten people are at risk. The standard bandwidth is Silverman's
/// for a normal density, with the constant of this kernel: 2.34 s D^(−1/5), s the standard deviation of
/// the event times of the range and D = (Σ w)²/Σ w² their effective number, at most half of the range. Müller
/// and Wang 1994, doi:10.2307/2533197; Silverman 1986, doi:10.1201/9781315140919, §3.4.
public struct SmoothedHazard: Sendable {
  /// The fewest people at risk at a time of the range.
  public static let fewestAtRisk = 10
  /// The number of places at which the hazard is estimated.
  public static let gridCount = 101

  /// The hazard at a time.
  public struct Place: Sendable, Equatable {
    /// The time.
    public let time: Double
    /// The events per person and unit of time.
    public let hazard: Double
    /// Its standard error.
    public let standardError: Double
    /// The lower limit; nil where the hazard is 0 or largely of negative weights.
    public let lower: Double?
    /// The upper limit; nil where the lower one is.
    public let upper: Double?
  }

  /// The hazard at equal steps from one end of the range to the other; empty where there is none.
  public let places: [Place]
  /// The bandwidth, where there is a hazard.
  public let bandwidth: Double?
  /// Why there is no hazard.
  public let reason: NotEstimable?

  /// The hazard of the group of a curve, whose level and variance are taken over.
  ///
  /// - Parameters:
  ///   - curve: the curve.
  ///   - bandwidth: above 0, at most half of the range; the standard one where absent.
  ///   - end: the end of the range; the last time with ten people at risk where absent.
  ///   - threads: the most threads to use; the result does not depend on it.
  /// - Complexity: O(n) a place.
  public init(
    _ curve: KaplanMeier, bandwidth: Double? = nil, to end: Double? = nil, threads: Int = 1
  ) {
    guard !curve.isEmpty else {
      self.init(reason: .emptyGroup)
      return
    }
    switch Self.range(curve, end) {
    case .failure(let reason): self.init(reason: reason.reason)
    case .success(let range):
      let events = curve.time.indices.filter {
        curve.eventCount[$0] > 0 && range.contains(curve.time[$0])
      }
      guard let first = events.first, let last = events.last else {
        self.init(reason: .noEvents)
        return
      }
      let half = (range.upperBound - range.lowerBound) / 2
      let standard = Self.standardBandwidth(curve, range).map { min($0, half) }
      guard let width = bandwidth ?? standard else {
        self.init(reason: .eventsCoincide)
        return
      }
      guard width > 0, width.isFinite, width <= half else {
        self.init(reason: .bandwidthTooWide)
        return
      }
      let z = Normal.quantile((1 + curve.level) / 2)
      let steps = Self.gridCount - 1
      let places = Parallel.map(Self.gridCount, threads: threads) { step in
        let share = Double(step) / Double(steps)
        let time = range.lowerBound * (1 - share) + range.upperBound * share
        let kernel = BoundaryKernel(at: time, within: range, bandwidth: width)
        return Self.place(time, kernel, curve, first...last, z)
      }
      self.init(places: places, bandwidth: width, reason: nil)
    }
  }

  private init(places: [Place] = [], bandwidth: Double? = nil, reason: NotEstimable?) {
    self.places = places
    self.bandwidth = bandwidth
    self.reason = reason
  }

  private struct Failure: Error { let reason: NotEstimable }

  /// From the first to the last time with enough people at risk; from 0 where all are there then.
  private static func range(
    _ curve: KaplanMeier, _ end: Double?
  ) -> Result<ClosedRange<Double>, Failure> {
    let enough = curve.time.indices.filter { curve.atRiskCount[$0] >= fewestAtRisk }
    guard let first = enough.first, let last = enough.last else {
      return .failure(Failure(reason: .tooFewAtRisk))
    }
    let start = curve.order.entries.isEmpty ? 0 : curve.time[first]
    let stop = end ?? curve.time[last]
    guard stop <= curve.time[curve.time.count - 1] else {
      return .failure(Failure(reason: .afterFollowUp))
    }
    return stop > start ? .success(start...stop) : .failure(Failure(reason: .tooFewAtRisk))
  }

  private static func standardBandwidth(
    _ curve: KaplanMeier, _ range: ClosedRange<Double>
  ) -> Double? {
    let order = curve.order
    let rows = order.exits.indices.filter { order.isEvent[$0] && range.contains(order.time[$0]) }
    var (weight, square, sum) = (0.0, 0.0, 0.0)
    for i in rows {
      weight += order.weight[i]
      square += curve.data.countsCopies ? order.weight[i] : order.weight[i] * order.weight[i]
      sum += order.weight[i] * order.time[i]
    }
    let mean = sum / weight
    let squares = rows.reduce(0.0) {
      $0 + order.weight[$1] * (order.time[$1] - mean) * (order.time[$1] - mean)
    }
    let deviation = (squares / weight).squareRoot()
    guard deviation > 0, deviation.isFinite else { return nil }
    return 2.34 * deviation * exponential(-0.2 * logarithm(weight * weight / square))
  }

  private static func place(
    _ time: Double, _ kernel: BoundaryKernel, _ curve: KaplanMeier, _ events: ClosedRange<Int>,
    _ z: Double
  ) -> Place {
    let table = curve.table
    let support = kernel.support
    var (hazard, positive, square) = (0.0, 0.0, 0.0)
    var (running, jump): ([Double], [Double]) = ([], [])
    if curve.variance == .robust {
      running = [Double](repeating: 0, count: table.time.count)
      jump = running
    }
    var total = 0.0
    for k in table.time.indices {
      if events.contains(k), support.contains(table.time[k]), table.eventCount[k] > 0 {
        let (weight, d, n) = (kernel(table.time[k]), table.events[k], table.atRisk[k])
        hazard += weight * d / n
        positive += max(weight, 0) * d / n
        square += weight * weight * d / (n * n)
        total += weight * d / (n * n)
        if curve.variance == .robust { jump[k] = weight / n }
      }
      if curve.variance == .robust { running[k] = total }
    }
    if curve.variance == .robust {
      square =
        ClusteredCurve(curve.data, curve.order, table).variance(of: running, jump: jump).last ?? 0
    }
    let error = max(square, 0).squareRoot()
    guard hazard > positive / 2, error > 0 else {
      return Place(time: time, hazard: max(hazard, 0), standardError: error, lower: nil, upper: nil)
    }
    let factor = exponential(z * error / hazard)
    guard factor.isFinite, (hazard * factor).isFinite else {
      return Place(time: time, hazard: hazard, standardError: error, lower: nil, upper: nil)
    }
    return Place(
      time: time, hazard: hazard, standardError: error, lower: hazard / factor,
      upper: hazard * factor)
  }
}
