public import Vocabulary

/// What must hold of a design before its estimates are shown.
public struct GatesSection: Section, Equatable {
  /// The largest absolute standardized mean difference.
  public var smd: GateSection?
  /// The smallest share of patients in equipoise.
  public var overlap: GateSection?
  /// The smallest effective sample size of an arm.
  public var ess: GateSection?
  /// The largest share of patients who may have something.
  public var share: ShareGateSection?

  /// No gates.
  public init() {}

  /// `gates`.
  public static let name = "gates"
  /// What it holds.
  public static let summary = "what must hold of a design before its estimates are shown"
  /// Its fields.
  public static let fields: [Field<GatesSection>] = [
    Field(
      "smd", \.smd,
      "the largest absolute standardized mean difference of a covariate in the model"),
    Field("overlap", \.overlap, "the smallest share of an arm's patients in equipoise"),
    Field("ess", \.ess, "the smallest effective sample size of an arm"),
    Field("share", \.share, "the largest share of patients who may have something"),
  ]

  /// Whether any gate stands.
  public var isOmitted: Bool { smd == nil && overlap == nil && ess == nil && share == nil }
}

/// One gate.
public struct GateSection: Section, Equatable {
  /// What is asked for.
  public var threshold = 0.0
  /// What happens where it does not hold.
  public var action = GateAction.withhold

  /// A gate that withholds.
  public init() {}

  /// `gate`.
  public static let name = "gate"
  /// What it holds.
  public static let summary = "a gate"
  /// A bare number is the threshold.
  public static let shorthand: String? = "threshold"
  /// Its fields.
  public static let fields: [Field<GateSection>] = [
    Field("threshold", \.threshold, "what is asked for", limits: .nonnegative, required: true),
    Field("action", \.action, "what happens where it does not hold"),
  ]
}

/// What a gate does where it does not hold.
public enum GateAction: String, Word {
  /// A finding; the estimates are shown.
  case report
  /// The design's estimates are withheld.
  case withhold

  /// What it means.
  public var summary: String {
    switch self {
    case .report: "a finding says so, and the estimates are shown"
    case .withhold: "the design's estimates are withheld"
    }
  }
}
