public import Vocabulary

/// How the arms are made comparable.
public enum Design: TaggedSections, Equatable {
  /// Not at all.
  case crude(CrudeDesign)
  /// By matching.
  case matching(MatchingDesign)
  /// By weighting.
  case weighting(WeightingDesign)

  /// The key that decides.
  public static let tag = "method"
  /// The kinds of design.
  public static let choices: [Choice<Design>] = [
    Choice(CrudeMethod.meanings, Design.crude),
    Choice(MatchingMethod.meanings, Design.matching),
    Choice(WeightingMethod.meanings, Design.weighting),
  ]

  /// The section of the kind.
  public var node: Node {
    switch self {
    case .crude(let design): design.node
    case .matching(let design): design.node
    case .weighting(let design): design.node
    }
  }

  /// The word under `method`.
  public var methodName: String {
    switch self {
    case .crude(let design): design.method.rawValue
    case .matching(let design): design.method.rawValue
    case .weighting(let design): design.method.rawValue
    }
  }

  /// The estimand asked for; `nil` for the crude comparison.
  public var estimand: Estimand? {
    switch self {
    case .crude: nil
    case .matching(let design): design.estimand.estimand
    case .weighting(let design): design.estimand
    }
  }
}

/// A design that leaves the cohort as it is.
public struct CrudeDesign: Section, Equatable {
  /// How: not at all.
  public var method = CrudeMethod.none

  /// The cohort as it is.
  public init() {}

  /// `crudeDesign`.
  public static let name = "crudeDesign"
  /// What it holds.
  public static let summary = "a design that leaves the cohort as it is"
  /// Its fields.
  public static let fields: [Field<CrudeDesign>] = [
    Field("method", \.method, "how the arms are made comparable", required: true)
  ]
}

/// The method that does nothing.
public enum CrudeMethod: String, Word {
  /// Nothing is done.
  case none

  /// What it means.
  public var summary: String { "the cohort as it is, neither matched nor weighted" }
}
