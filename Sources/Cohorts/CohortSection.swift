public import Vocabulary

/// Who is compared: who may take part, and in which arm.
public struct CohortSection: Section, Equatable {
  /// The date on which a patient enters the study, from a registry of events.
  public var entry: ExpressionText?
  /// The date from which patients are compared; the date of entry where absent.
  public var timeZero: ExpressionText?
  /// The rules for taking part, in order.
  public var eligible: [EligibilityRule] = []
  /// The arms.
  public var arms = NamedList<ArmSection>()
  /// The arm the others are compared with.
  public var reference: String?

  /// No rules and no arms.
  public init() {}

  /// `cohort`.
  public static let name = "cohort"
  /// What it holds.
  public static let summary = "who is compared"
  /// Its fields.
  public static let fields: [Field<CohortSection>] = [
    Field("entry", \.entry, "the date of entry into the study; patients without one are excluded"),
    Field(
      "timeZero", \.timeZero,
      "the date from which arms are compared, known by then; the date of entry when absent"),
    Field("eligible", \.eligible, "the rules for taking part, applied in order"),
    Field("arms", \.arms, "the arms by name; a patient in none is excluded, in two is a fault"),
    Field(
      "reference", \.reference,
      "the arm the other is compared with; 'control' where there is one, else the last"),
  ]

  /// The name of the arm that the other is compared with.
  public var referenceArm: String? {
    reference ?? (arms["control"] == nil ? arms.names.last : "control")
  }
}
