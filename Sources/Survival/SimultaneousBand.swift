public import Vocabulary

/// Limits between which the whole curve lies with a stated confidence, over a range of times.
///
/// With σ² Greenwood's variance of log S and n the people of the group, K(t) = nσ²/(1 + nσ²) runs
/// from a to b over the range, and (Ŝ − S)/S is close to a Brownian bridge B at K. The band of Hall
/// and Wellner has the width c (1 + nσ²)/√n of log S, with c the quantile of the largest |B| over
/// [a, b]; that of equal precision has the width cσ, with c the quantile of the largest |B|/√(u(1 −
/// u)), and is proportional to the pointwise one. Both are taken to the scale of the band as
/// pointwise limits are. Hall and Wellner 1980, doi:10.1093/biomet/67.1.133; Nair 1984,
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
  /// - Returns: The band; without times and with a reason where there is none, as for weights and
  ///   clusters, whose curves are no Brownian bridges in time.
  /// - Complexity: O(n), and some 10⁵ evaluations of exponentials.
  public func simultaneousBand(
    _ kind: SimultaneousBand.Kind, from start: Double? = nil, to end: Double? = nil,
    confidence: ConfidenceTransform = .logLog
  ) -> SimultaneousBand {
    var result = SimultaneousBand(kind: kind, confidence: confidence, level: level)
    let usable = time.indices.filter { eventCount[$0] > 0 && survival[$0] > 0 }
    guard variance == .model else {
      result.reason = .needsModelVariance
      return result
    }
    guard let firstEvent = usable.first, let lastEvent = usable.last else {
      result.reason =
        isEmpty ? .emptyGroup : eventCount.contains { $0 > 0 } ? .survivalIsZero : .noEvents
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
    let n = table.totalWeight
    let range = share(n * greenwood[first])...share(n * greenwood[last])
    guard
      let c = BrownianBridge.criticalValue(kind, over: range, level: level)
    else {
      result.reason = .notConverged
      return result
    }
    result.range = range
    result.criticalValue = c
    let band = Band(confidence, level: level)
    for k in time.indices where time[k] >= low && time[k] <= high {
      let width =
        kind == .equalPrecision
        ? c * greenwood[k].squareRoot() : c * (1 + n * greenwood[k]) / n.squareRoot()
      let limits = band.limits(survival[k], width: width)
      result.time.append(time[k])
      result.lower.append(limits.lower)
      result.upper.append(limits.upper)
    }
    return result
  }

  private func share(_ x: Double) -> Double { x / (1 + x) }
}
