public import Vocabulary

/// Visits, on a grid of 28 days.
public struct VisitParameters: Section, Equatable {
  /// Chance of a visit in the first year.
  public var firstYear = 0.0
  /// Chance after it.
  public var later = 0.0
  /// Chance after progression.
  public var afterProgression = 0.0

  /// Nothing stated.
  public init() {}

  /// `visits`.
  public static let name = "visits"
  /// What it holds.
  public static let summary = "visits, on a grid of 28 days"
  /// Its fields.
  public static let fields: [Field<VisitParameters>] = [
    Field(
      "firstYear", \.firstYear, "chance of a visit in the first year", limits: .share,
      required: true),
    Field("later", \.later, "chance after it", limits: .share, required: true),
    Field(
      "afterProgression", \.afterProgression, "chance after progression", limits: .share,
      required: true),
  ]
}
