public import Vocabulary

/// One rule for taking part.
public struct EligibilityRule: Section, Equatable {
  /// What the step is called in the attrition table.
  public var name = ""
  /// Who may take part.
  public var `where` = ExpressionText("true")
  /// What happens to a patient for whom the rule cannot be decided.
  public var unknown = UnknownRule.exclude

  /// A rule that everyone passes.
  public init() {}

  /// `eligibilityRule`.
  public static let name = "eligibilityRule"
  /// What it holds.
  public static let summary = "a rule for taking part"
  /// Its fields.
  public static let fields: [Field<EligibilityRule>] = [
    Field("name", \.name, "what the step is called in the attrition table", required: true),
    Field("where", \.where, "who may take part", required: true),
    Field("unknown", \.unknown, "what happens to a patient for whom it cannot be decided"),
  ]
}

/// What happens to a patient for whom a rule cannot be decided.
public enum UnknownRule: String, Word {
  /// Excluded, and counted as unknown.
  case exclude
  /// Kept.
  case include
  /// The study stops.
  case stop

  /// What it means.
  public var summary: String {
    switch self {
    case .exclude: "the patient is excluded and counted under 'unknown'"
    case .include: "the patient is kept"
    case .stop: "the study stops with an error"
    }
  }
}
