public import Vocabulary

/// A finding that the authors take on, in writing.
public struct Acceptance: Section, Equatable {
  /// The finding's id.
  public var finding = ""
  /// Why it is accepted.
  public var reason = ""

  /// Nothing accepted.
  public init() {}

  /// `acceptance`.
  public static let name = "acceptance"
  /// What it holds.
  public static let summary = "a finding that the authors take on"
  /// Its fields.
  public static let fields: [Field<Acceptance>] = [
    Field("finding", \.finding, "the id of the finding", required: true),
    Field("reason", \.reason, "why the authors take it on", required: true),
  ]
}
