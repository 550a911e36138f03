public import Vocabulary

/// How far the lower limits of a curve lie below it where few are left at risk.
public enum LowerLimitRule: String, Word, Sendable {
  /// As far as the upper ones lie above it.
  case usual
  /// With the standard error √((1 − S)/n) of log S, for the n at risk now.
  case peto
  /// With the usual standard error times √(m/n), for the m at risk at the last event.
  case modified

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .usual: "by the same standard error as the upper limits"
    case .peto: "by the number at risk now, for all of the curve"
    case .modified: "widened since the last event for those censored since"
    }
  }
}

extension KaplanMeier {
  /// Lower limits of S by another rule, on the scale of the band.
  ///
  /// Dorey and Korn 1987, Statistics in Medicine 6, 679–687.
  /// - Complexity: O(n).
  public func lowerLimits(_ rule: LowerLimitRule) -> [Double?] {
    let band = Band(confidence, level: level)
    var atLastEvent = atRisk.first ?? 0
    return time.indices.map { k in
      if eventCount[k] > 0 { atLastEvent = atRisk[k] }
      let error: Double
      switch rule {
      case .usual: return lower[k]
      case .peto: error = ((1 - survival[k]) / atRisk[k]).squareRoot()
      case .modified:
        error = max(logVariance[k], 0).squareRoot() * (atLastEvent / atRisk[k]).squareRoot()
      }
      return band.limits(survival[k], logStandardError: error).lower
    }
  }
}
