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
