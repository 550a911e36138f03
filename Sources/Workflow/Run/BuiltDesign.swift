internal import Balancing
internal import Effects

/// A design carried out on the cohort.
struct BuiltDesign: Sendable {
  /// Its name in the study.
  let name: String
  /// What was declared.
  let design: Design
  /// What distances are taken on, for matched designs; empty for others.
  let score: [Double]
  /// The weight of each patient of the cohort; 0 for those it does not use.
  let weights: [Double]
  /// The matched set of each patient, from 1; 0 where there is none, or several.
  let setNumbers: [Int32]
  /// The sets, for matched designs.
  let sets: [MatchedSet]
  /// Why each patient is in no set, as an index into all reasons; −1 for those in one.
  let reasons: [Int32]
  /// Who is dependent on whom: the set where a patient has one; `nil` where all are independent.
  let clusters: [Int]?
  /// What was found of it.
  var result: DesignResult
  /// Why its estimates are withheld; `nil` where they are shown.
  var withheld: String?

  var isMatched: Bool { if case .matching = design { true } else { false } }

  var isCrude: Bool { if case .crude = design { true } else { false } }
}

extension BuiltDesign {
  /// The group whose patients the estimand is about; `nil` where it is not one of the arms.
  var targetGroup: Int? {
    switch result.estimand {
    case "ATT": 1
    case "ATC": 0
    default: nil
    }
  }

  /// The part of each patient's weight that each set gives: a focal patient counts once, a match
  /// one over the number of matches of its set.
  func memberships(of rows: [Int]) -> [Dependence.Membership] {
    var position: [Int: Int] = [:]
    for (index, row) in rows.enumerated() { position[row] = index }
    var parts: [(row: Int, set: Int, part: Double)] = []
    var totals = [Double](repeating: 0, count: rows.count)
    func add(_ row: Int, _ set: Int, _ part: Double) {
      guard let index = position[row] else { return }
      parts.append((index, set, part))
      totals[index] += part
    }
    for (index, set) in sets.enumerated() {
      add(set.focal, index, 1)
      for match in set.matches { add(match.row, index, 1 / Double(set.matches.count)) }
    }
    return parts.map {
      Dependence.Membership(row: $0.row, set: $0.set, share: $0.part / totals[$0.row])
    }
  }
}
