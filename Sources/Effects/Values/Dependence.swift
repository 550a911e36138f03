/// Which patients' values depend on each other.
public enum Dependence: Sendable {
  /// All are independent.
  case none
  /// Those with the same number belong together.
  case clusters([Int])
  /// Patients may serve in several sets: values depend on each other within a set, and a patient on
  /// herself between sets.
  case sets([Membership])

  /// A patient's part in a set.
  public struct Membership: Sendable, Equatable {
    /// The row of the patient.
    public let row: Int
    /// The set.
    public let set: Int
    /// The part of the patient's weight that the set gives, from 0 to 1.
    public let share: Double

    /// A part in a set.
    public init(row: Int, set: Int, share: Double) {
      self.row = row
      self.set = set
      self.share = share
    }
  }
}

/// The variance of a weighted statistic from what each patient contributes to it.
///
/// With φᵢ the influence of patient i, independent patients give V = c(n) Σ φᵢ² with c(g) = g/(g − 1),
/// clusters V = c(G) Σ (Σ φᵢ)², the outer sum over clusters. With sets that share patients it is
/// c(S) Σ_sets + c(I) Σ_patients − c(M) Σ_memberships, of which the parts are split by their
/// shares (two-way clustering: Cameron, Gelbach and Miller 2011, doi:10.1198/jbes.2010.07136; for
/// matching with replacement Austin and Cafri 2020, doi:10.1002/sim.8502). Where that is not
/// positive, the larger of the first two is taken.
struct InfluenceVariance {
  /// The codes of clusters from 0, or `nil`.
  private let codes: [Int]?
  private let memberships: [Dependence.Membership]
  private let setCount: Int
  /// The number of independent units; of sets or patients, the fewer.
  let units: Int
  /// How many rows a regression on the same data would have.
  let observations: Int

  init(_ dependence: Dependence, count: Int) {
    switch dependence {
    case .none:
      (codes, memberships, setCount, units, observations) = (nil, [], 0, count, count)
    case .clusters(let labels):
      let renumbered = Self.renumbered(labels)
      (codes, memberships, setCount) = (renumbered.codes, [], 0)
      (units, observations) = (renumbered.count, count)
    case .sets(let parts):
      let renumbered = Self.renumbered(parts.map(\.set))
      memberships = parts.indices.map {
        Dependence.Membership(
          row: parts[$0].row, set: renumbered.codes[$0], share: parts[$0].share)
      }
      (codes, setCount) = (nil, renumbered.count)
      (units, observations) = (min(renumbered.count, count), parts.count)
    }
  }

  /// The variance, without the correction for the number of coefficients; `nil` for one unit.
  ///
  /// - Complexity: O(n).
  func callAsFunction(_ influence: [Double]) -> Double? {
    guard units > 1 else { return nil }
    if let codes {
      var sums = [Double](repeating: 0, count: units)
      for i in influence.indices { sums[codes[i]] += influence[i] }
      return Self.squares(sums)
    }
    guard !memberships.isEmpty else { return Self.squares(influence) }
    var sums = [Double](repeating: 0, count: setCount)
    var parts = [Double](repeating: 0, count: memberships.count)
    for (index, member) in memberships.enumerated() {
      parts[index] = member.share * influence[member.row]
      sums[member.set] += parts[index]
    }
    let (bySet, byPatient) = (Self.squares(sums), Self.squares(influence))
    let both = bySet + byPatient - Self.squares(parts)
    return both > 0 ? both : max(bySet, byPatient)
  }

  /// g/(g − 1) Σ x².
  private static func squares(_ values: [Double]) -> Double {
    var sum = 0.0
    for value in values { sum += value * value }
    return sum * Double(values.count) / Double(max(values.count - 1, 1))
  }

  private static func renumbered(_ labels: [Int]) -> (codes: [Int], count: Int) {
    var known: [Int: Int] = [:]
    let codes = labels.map { label in
      if let code = known[label] { return code }
      known[label] = known.count
      return known.count - 1
    }
    return (codes, known.count)
  }
}
