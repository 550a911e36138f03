#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

extension PropensityScores {
  /// The preference scores at which neither treatment is clearly preferred, both ends inside.
  public static let equipoise = 0.3...0.7

  /// The preference score of each row: the propensity score as it would be if both treatments were
  /// equally common.
  ///
  /// logit(preference) = logit(p) − logit(prevalence).
  ///
  /// [Walker et al. 2013]: https://doi.org/10.2147/CER.S40357
  public var preference: [Double] {
    let shift = log(Double(treatedCount)) - log(Double(treated.count - treatedCount))
    return linearPredictor.map { 1 / (1 + exp(shift - $0)) }
  }

  /// The share of the patients of both arms together whose preference score lies in ``equipoise``.
  public var equipoiseShare: Double {
    let shares = equipoiseShares
    let count = Double(treated.count)
    return shares.treated * (Double(treatedCount) / count)
      + shares.control * (Double(treated.count - treatedCount) / count)
  }

  /// The share of each arm whose preference score lies in ``equipoise``.
  public var equipoiseShares: ArmShares {
    shares(of: preference.map(Self.equipoise.contains))
  }

  /// What the gate on overlap looks at: the smaller of the arms' shares in ``equipoise``.
  ///
  /// Walker et al. call two treatments comparable where at least half of the patients of each have a
  /// preference score from 0.3 to 0.7. The smaller share is taken so that a large arm cannot hide a
  /// small one that has no counterparts; a range of common support is not, because single patients
  /// at its ends decide it.
  public var overlap: Double {
    let shares = equipoiseShares
    return min(shares.treated, shares.control)
  }

  /// The share of each arm whose score lies from the lowest to the highest score of the other arm.
  public var commonSupport: ArmShares {
    let range = (treated: scoreRange(true), control: scoreRange(false))
    return shares(
      of: treated.indices.map { i in
        (treated[i] ? range.control : range.treated).contains(linearPredictor[i])
      })
  }

  /// From the lowest to the highest logit of an arm, which has somebody.
  private func scoreRange(_ arm: Bool) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for i in treated.indices where treated[i] == arm {
      low = min(low, linearPredictor[i])
      high = max(high, linearPredictor[i])
    }
    return min(low, high)...max(low, high)
  }

  private func shares(of isInside: [Bool]) -> ArmShares {
    var (ones, zeros) = (0, 0)
    for i in isInside.indices where isInside[i] {
      if treated[i] { ones += 1 } else { zeros += 1 }
    }
    return ArmShares(
      treated: Double(ones) / Double(treatedCount),
      control: Double(zeros) / Double(treated.count - treatedCount))
  }
}

/// A share of each arm.
public struct ArmShares: Sendable, Equatable {
  /// Of the treated.
  public let treated: Double
  /// Of the controls.
  public let control: Double

  /// Shares of the arms.
  public init(treated: Double, control: Double) {
    self.treated = treated
    self.control = control
  }
}
