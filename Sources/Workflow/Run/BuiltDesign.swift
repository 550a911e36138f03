internal import Balancing

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
  /// The matched set of each patient, from 1; `nil` where there is none, or several.
  let setIndex: [Int?]
  /// The sets, for matched designs.
  let sets: [MatchedSet]
  /// Why patients are in no set.
  let unmatched: [Int: UnmatchedReason]
  /// Who is dependent on whom: the set where a patient has one; `nil` where all are independent.
  let clusters: [Int]?
  /// What was found of it.
  var result: DesignResult
  /// Why its estimates are withheld; `nil` where they are shown.
  var withheld: String?

  var isMatched: Bool { if case .matching = design { true } else { false } }

  var isCrude: Bool { if case .crude = design { true } else { false } }
}
