public import Vocabulary

/// Limits between which the whole curve lies with a stated confidence, over a range of times.
///
/// With σ² Greenwood's variance of log S and n the people of the group, K(t) = nσ²/(1 + nσ²) runs
/// from a to b over the range, and (Ŝ − S)/S is close to a Brownian bridge B at K. The band of Hall
/// and Wellner has the width c (1 + nσ²)/√n of log S, with c the quantile of the largest |B| over
/// [a, b]; that of equal precision has the width cσ, with c the quantile of the largest |B|/√(u(1 −
/// u)), and is proportional to the pointwise one. Both are taken to the scale of the band as
/// pointwise limits are.
///
/// Curves with the robust variance are no Brownian bridges in time. There c is the quantile of the
/// largest of as many random copies of their error, each row's influence times a random number that
/// its cluster shares; σ² is the robust variance and n the number of rows. Hall and Wellner 1980, doi:10.1093/biomet/67.1.133; Nair 1984,
/// doi:10.1080/00401706.1984.10487964.
public struct SimultaneousBand: Sendable {
  /// The shape of a band.
  public enum Kind: String, Word, Sendable {
    /// Hall and Wellner's, narrow in the middle.
    case hallWellner
    /// Nair's, everywhere the same multiple of the pointwise band.
    case equalPrecision

    /// What the word means, in one line.
    public var summary: String {
      switch self {
      case .hallWellner: "Hall and Wellner's band, narrow in the middle"
      case .equalPrecision: "Nair's band, a multiple of the pointwise one"
      }
    }
  }

  /// The shape.
  public let kind: Kind
  /// The scale on which it is symmetric.
  public let confidence: ConfidenceTransform
  /// The probability with which it holds the whole curve.
  public let level: Double
  /// The times of the curve within the range.
  public internal(set) var time: [Double] = []
  /// The lower limits at these times.
  public internal(set) var lower: [Double?] = []
  /// The upper limits at these times.
  public internal(set) var upper: [Double?] = []
  /// The quantile c of the bridge.
  public internal(set) var criticalValue: Double?
  /// The range of K.
  public internal(set) var range: ClosedRange<Double>?
  /// Why there is no band.
  public internal(set) var reason: NotEstimable?
}

extension KaplanMeier {
  /// A band that holds the whole curve.
  ///
  /// - Parameters:
  ///   - kind: Its shape.
  ///   - start: Where the range begins; by default, and at the earliest, at the first event.
  ///   - end: Where it ends; by default, and at the latest, at the last event that leaves survival
  ///     above 0.
  ///   - confidence: The scale on which it is symmetric.
  ///   - multipliers: How random copies are made, for the robust variance only.
  /// - Returns: The band; without times and with a reason where there is none.
  /// - Complexity: O(n), and some 10⁵ exponentials; O(n) a copy for the robust variance.
  public func simultaneousBand(
    _ kind: SimultaneousBand.Kind, from start: Double? = nil, to end: Double? = nil,
    confidence: ConfidenceTransform = .logLog,
    multipliers: SimultaneousBand.Multipliers = SimultaneousBand.Multipliers()
  ) -> SimultaneousBand {
    var result = SimultaneousBand(kind: kind, confidence: confidence, level: level)
    let usable = time.indices.filter { eventCount[$0] > 0 && survival[$0] > 0 }
    guard let firstEvent = usable.first, let lastEvent = usable.last else {
      let anyEvent = eventCount.contains { $0 > 0 }
      result.reason = isEmpty ? .emptyGroup : anyEvent ? .survivalIsZero : .noEvents
      return result
    }
    let low = max(start ?? time[firstEvent], time[firstEvent])
    let high = min(end ?? time[lastEvent], time[lastEvent])
    guard low <= high, let first = lastIndex(atOrBefore: low),
      let last = lastIndex(atOrBefore: high)
    else {
      result.reason = .invalidTime
      return result
    }
    let n = numberOfPeople
    let range =
      share(
        n * logVariance[first])...max(
        share(n * logVariance[first]), share(n * logVariance[last]))
    result.criticalValue =
      variance == .model
      ? BrownianBridge.criticalValue(kind, over: range, level: level)
      : criticalValue(kind, first...last, multipliers)
    guard let c = result.criticalValue else {
      result.reason = variance == .model ? .notConverged : .noVariation
      return result
    }
    result.range = range
    let band = Band(confidence, level: level)
    for k in time.indices where time[k] >= low && time[k] <= high {
      let limits = band.limits(survival[k], width: c * unitWidth(kind, k))
      result.time.append(time[k])
      result.lower.append(limits.lower)
      result.upper.append(limits.upper)
    }
    return result
  }

  /// What c is multiplied by for the width of log S: σ, or (1 + nσ²)/√n.
  private func unitWidth(_ kind: SimultaneousBand.Kind, _ k: Int) -> Double {
    let (n, square) = (numberOfPeople, max(logVariance[k], 0))
    switch kind {
    case .equalPrecision: return square.squareRoot()
    case .hallWellner: return (1 + n * square) / n.squareRoot()
    }
  }

  private func criticalValue(
    _ kind: SimultaneousBand.Kind, _ range: ClosedRange<Int>,
    _ multipliers: SimultaneousBand.Multipliers
  ) -> Double? {
    var factor = [Double](repeating: 0, count: time.count)
    for k in range {
      let width = unitWidth(kind, k)
      if logVariance[k] > 0 { factor[k] = 1 / width }
    }
    guard factor.contains(where: { $0 > 0 }), multipliers.draws > 0 else { return nil }
    let largest = MultiplierProcess(self).largest(
      factor, draws: multipliers.draws, seed: multipliers.seed, threads: multipliers.threads)
    let rank = Int((level * Double(largest.count + 1)).rounded(.up))
    return largest[min(max(rank, 1), largest.count) - 1]
  }

  /// The rows of the curve, copies of frequencies counted.
  private var numberOfPeople: Double {
    variance == .model || data.countsCopies
      ? table.totalWeight : Double(table.remainingCount.first ?? 0)
  }

  private func share(_ x: Double) -> Double { max(x, 0) / (1 + max(x, 0)) }
}

extension SimultaneousBand {
  /// How random copies of the error of a curve are made.
  public struct Multipliers: Sendable, Hashable {
    /// How many copies; with 2,000 the critical value of 95 % has an error of about 0.02.
    public var draws: Int
    /// The seed of their random numbers.
    public var seed: UInt64
    /// The most threads to use; the result does not depend on it.
    public var threads: Int

    /// Copies of a number and seed.
    public init(draws: Int = 2000, seed: UInt64 = 1, threads: Int = 1) {
      self.draws = draws
      self.seed = seed
      self.threads = threads
    }
  }
}
