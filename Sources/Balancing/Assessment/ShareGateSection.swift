public import Vocabulary

/// A limit on a property of the whole cohort that no patient has: how many may have something.
public struct ShareGateSection: Section, Equatable {
  /// A flag of each patient.
  public var of = ColumnName("")
  /// The largest share of patients who may have it.
  public var atMost = 0.0
  /// What happens where it does not hold.
  public var action = GateAction.withhold

  /// A gate that withholds.
  public init() {}

  /// `shareGate`.
  public static let name = "shareGate"
  /// What it holds.
  public static let summary = "how many of a design's patients may have something"
  /// Its fields.
  public static let fields: [Field<ShareGateSection>] = [
    Field(
      "of", \.of, "the flag; a patient of whom it is not known counts as having it", required: true),
    Field(
      "atMost", \.atMost, "the largest share of patients, by weight", limits: .share,
      required: true),
    Field("action", \.action, "what happens where it does not hold"),
  ]
}
