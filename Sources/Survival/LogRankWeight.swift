/// How much the difference between the groups counts at each event time.
///
/// S(t−) is the pooled Kaplan–Meier curve just before the event time and n the weight at risk, both
/// within the stratum. P(t) = ∏ (1 − d/(n + 1)) is the pooled curve of Peto and Peto at the event
/// time; under weights that are not frequencies n + 1 is n(m + 1)/m for the m rows at risk, so that
/// the scale of the weights does not matter. Klein and Moeschberger 2003, section 7.3,
/// doi:10.1007/b97377.
public enum LogRankWeight: Sendable, Hashable {
  /// 1 at all times, best where hazards are proportional.
  case logRank
  /// S(t−)^ρ (1 − S(t−))^γ of Fleming and Harrington; neither exponent below 0.
  case flemingHarrington(rho: Double, gamma: Double)
  /// n, the generalised Wilcoxon test of Gehan and Breslow; it depends on the censoring.
  case gehan
  /// √n, of Tarone and Ware.
  case taroneWare
  /// P(t), of Peto and Peto.
  case peto
  /// P(t) n/(n + 1), Andersen's modification of it.
  case modifiedPeto

  /// The weights at each time of a stratum; 0 where nobody is at risk.
  ///
  /// - Parameters:
  ///   - table: The stratum.
  ///   - countsCopies: Whether weights are frequencies.
  /// - Returns: One weight a time.
  /// - Complexity: O(times).
  func values(_ table: RiskTable, countsCopies: Bool) -> [Double] {
    switch self {
    case .logRank: return [Double](repeating: 1, count: table.time.count)
    case .gehan: return table.atRisk
    case .taroneWare: return table.atRisk.map { $0.squareRoot() }
    case .flemingHarrington(let rho, let gamma):
      return Self.survivalBefore(table).map { power($0, rho) * power(1 - $0, gamma) }
    case .peto, .modifiedPeto: return petoValues(table, countsCopies: countsCopies)
    }
  }

  private static func survivalBefore(_ table: RiskTable) -> [Double] {
    var s = 1.0
    var result = [Double](repeating: 1, count: table.time.count)
    for k in table.time.indices {
      result[k] = s
      guard table.eventCount[k] > 0 else { continue }
      s *= table.eventCount[k] == table.atRiskCount[k] ? 0 : 1 - table.events[k] / table.atRisk[k]
    }
    return result
  }

  private func petoValues(_ table: RiskTable, countsCopies: Bool) -> [Double] {
    var p = 1.0
    var result = [Double](repeating: 0, count: table.time.count)
    for k in table.time.indices where table.atRiskCount[k] > 0 {
      let count = countsCopies ? table.atRisk[k] : Double(table.atRiskCount[k])
      let shrinkage = count / (count + 1)
      p *= 1 - table.events[k] / table.atRisk[k] * shrinkage
      result[k] = self == .peto ? p : p * shrinkage
    }
    return result
  }

  /// Whether the exponents are finite and not negative.
  var isValid: Bool {
    guard case .flemingHarrington(let rho, let gamma) = self else { return true }
    return rho.isFinite && gamma.isFinite && rho >= 0 && gamma >= 0
  }
}
