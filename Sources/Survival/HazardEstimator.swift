public import Vocabulary

/// How a cumulative hazard grows at a time at which several people have the event.
public enum HazardEstimator: String, Word, Sendable {
  /// By d/n for d events among n at risk.
  case nelsonAalen
  /// As if the events came one after the other: 1/n + 1/(n − 1) + …
  case flemingHarrington

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .nelsonAalen: "events over people at risk, ties at once"
    case .flemingHarrington: "tied events one after the other"
    }
  }
}

/// What one time adds to a cumulative hazard and to its variances.
struct HazardStep {
  /// The increment of the hazard.
  private(set) var hazard = 0.0
  /// The increment of the model's variance, and what an additional weight at risk takes away.
  private(set) var variance = 0.0
  /// What an additional weight of an event gives, before it is counted among those at risk.
  private(set) var jump = 0.0

  /// k events of weight d among a weight n at risk.
  ///
  /// Nelson and Aalen: d/n, d/n² and 1/n. Fleming and Harrington: with n_j = n − jd/k the sums over
  /// j < k of (d/k)/n_j, (d/k)/n_j² and 1/(k n_j) + (d/k)(j/k)/n_j²; the last is the derivative in
  /// d, by which the infinitesimal jackknife has one fewer risk set for each event that came
  /// before. Fleming and Harrington 1984, doi:10.1080/03610928408828837.
  /// - Complexity: O(1), O(min(k, 64)) for tied events of the second kind.
  init(_ estimator: HazardEstimator, events d: Double, count k: Double, atRisk n: Double) {
    guard d > 0 else { return }
    guard estimator == .flemingHarrington, k > 1 else {
      (hazard, variance, jump) = (d / n, d / (n * n), 1 / n)
      return
    }
    let unit = d / k
    let sums = ReciprocalSums(from: n / unit - k, steps: k)
    // With m_j = n_j k/d the sums of 1/m_j and 1/m_j², and j/k = (m_0 − m_j)/k.
    (hazard, variance) = (sums.first, sums.second / unit)
    let leadingShare = (n / unit * sums.second - sums.first) / k
    jump = (sums.first / k + leadingShare) / unit
  }
}

/// Σ 1/m and Σ 1/m² over m = a + 1, …, a + k.
struct ReciprocalSums {
  private(set) var first = 0.0
  private(set) var second = 0.0

  /// Sums term by term up to m = 64, and by Euler and Maclaurin beyond.
  ///
  /// - Parameters:
  ///   - a: Not negative.
  ///   - k: A whole number.
  init(from a: Double, steps k: Double) {
    var m = max(a, 0) + 1
    let end = max(a, 0) + k
    var terms = 0
    while m <= end + 0.5, m < 64 || end - m < 32, terms < 128 {
      first += 1 / m
      second += 1 / (m * m)
      m += 1
      terms += 1
    }
    guard m <= end + 0.5 else { return }
    first += Self.tail(m).first - Self.tail(end + 1).first + logarithm((end + 1) / m)
    second += Self.tail(m).second - Self.tail(end + 1).second
  }

  /// Σ over x, x + 1, … of 1/m + log x without its infinite part, and of 1/m².
  private static func tail(_ x: Double) -> (first: Double, second: Double) {
    let r = 1 / (x * x)
    let first = 1 / (2 * x) + r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r / 240)))
    let second = 1 / x + r / 2 + r / x * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r / 30)))
    return (first, second)
  }
}
