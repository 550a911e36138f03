public import Vocabulary

/// The function of time with which a hazard ratio may change, in the test of proportional hazards.
public enum TimeTransform: String, Word, Sendable {
  /// 1 − the Kaplan–Meier curve of all rows just before the time.
  case km
  /// The rank of the time among all rows.
  case rank
  /// The time itself.
  case identity
  /// The logarithm of the time.
  case log

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .km: "one less the Kaplan-Meier curve just before the time"
    case .rank: "the rank of the time among all people"
    case .identity: "the time itself"
    case .log: "the logarithm of the time"
    }
  }
}

extension TimeTransform {
  /// The transform at each distinct time of the data; frequencies count as copies, other weights as
  /// 1.
  /// - Complexity: O(n).
  func values(_ data: SurvivalData) -> [Double: Double] {
    let table = RiskTable(data, data.rows)
    var result = [Double: Double](minimumCapacity: table.time.count)
    var (survival, before) = (1.0, 0.0)
    for k in table.time.indices {
      let leaving =
        data.countsCopies
        ? table.events[k] + table.censored[k] : Double(table.start[k + 1] - table.start[k])
      let (d, n) =
        data.countsCopies
        ? (table.events[k], table.atRisk[k])
        : (Double(table.eventCount[k]), Double(table.atRiskCount[k]))
      switch self {
      case .km: result[table.time[k]] = 1 - survival
      case .rank: result[table.time[k]] = before + (leaving + 1) / 2
      case .identity: result[table.time[k]] = table.time[k]
      case .log: result[table.time[k]] = logarithm(table.time[k])
      }
      survival *= (n - d) / n
      before += leaving
    }
    return result
  }
}
