public import Vocabulary

/// A regimen.
public struct RegimenParameters: Section, Equatable {
  /// The drugs with the dose of a day, mg.
  public var drugs = NamedList<Double>()
  /// Mean depth of response it adds, in standard deviations.
  public var depth = 0.0

  /// Nothing stated.
  public init() {}

  /// `regimen`.
  public static let name = "regimen"
  /// What it holds.
  public static let summary = "a regimen"
  /// Its fields.
  public static let fields: [Field<RegimenParameters>] = [
    Field(
      "drugs", \.drugs, "the drugs with the dose of a day, mg", limits: .positive, required: true),
    Field(
      "depth", \.depth, "mean depth of response it adds, in standard deviations", required: true),
  ]
}

/// Which regimens are used from a year on.
public struct RegimenPeriod: Section, Equatable {
  /// The first year.
  public var from = 0
  /// The share of each regimen, before scaling.
  public var shares = NamedList<Double>()

  /// Nothing stated.
  public init() {}

  /// `period`.
  public static let name = "period"
  /// What it holds.
  public static let summary = "which regimens are used from a year on"
  /// Its fields.
  public static let fields: [Field<RegimenPeriod>] = [
    Field("from", \.from, "the first year", required: true),
    Field(
      "shares", \.shares, "the share of each regimen, before scaling", limits: .nonnegative,
      required: true),
  ]
}
