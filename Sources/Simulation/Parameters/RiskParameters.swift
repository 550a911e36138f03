public import Vocabulary

/// What differs between patients at diagnosis.
public struct RiskParameters: Section, Equatable {
  /// Shares of the stages I, II, III of the ISS.
  public var stage = NamedList<Double>()
  /// Share of patients with each cytogenetic marker.
  public var markers = NamedList<Double>()
  /// Share with raised lactate dehydrogenase in stages I and II; twice as many in III.
  public var highLDH = 0.0
  /// Shares of the grades 0, 1, 2, 3 of performance status at age 60.
  public var performance = NamedList<Double>()
  /// Log hazard ratio of progression, stage II against I.
  public var stageII = 0.0
  /// Log hazard ratio of progression, stage III against I.
  public var stageIII = 0.0
  /// Log hazard ratio of progression with del17p, t4_14 or t14_16.
  public var highRisk = 0.0
  /// Log hazard ratio of progression with gain1q or amp1q.
  public var gain1q = 0.0
  /// Log hazard ratio of progression with raised lactate dehydrogenase.
  public var raisedLDH = 0.0
  /// Log hazard ratio of progression for ten years of age.
  public var ageDecade = 0.0
  /// Standard deviation of the log hazard ratio of what nobody measures.
  public var unmeasured = 0.0

  /// Nothing stated.
  public init() {}

  /// `risk`.
  public static let name = "risk"
  /// What it holds.
  public static let summary = "what differs between patients at diagnosis"
  /// Its fields.
  public static let fields: [Field<RiskParameters>] = [
    Field(
      "stage", \.stage, "shares of the stages I, II, III of the ISS", limits: .share, required: true
    ),
    Field(
      "markers", \.markers, "share of patients with each cytogenetic marker", limits: .share,
      required: true),
    Field(
      "highLDH", \.highLDH,
      "share with raised lactate dehydrogenase in stages I and II; twice as many in III",
      limits: .share, required: true),
    Field(
      "performance", \.performance,
      "shares of the grades 0, 1, 2, 3 of performance status at age 60", limits: .share,
      required: true),
    Field(
      "stageII", \.stageII, "log hazard ratio of progression, stage II against I", required: true),
    Field(
      "stageIII", \.stageIII, "log hazard ratio of progression, stage III against I", required: true
    ),
    Field(
      "highRisk", \.highRisk, "log hazard ratio of progression with del17p, t4_14 or t14_16",
      required: true),
    Field(
      "gain1q", \.gain1q, "log hazard ratio of progression with gain1q or amp1q", required: true),
    Field(
      "raisedLDH", \.raisedLDH, "log hazard ratio of progression with raised lactate dehydrogenase",
      required: true),
    Field(
      "ageDecade", \.ageDecade, "log hazard ratio of progression for ten years of age",
      required: true),
    Field(
      "unmeasured", \.unmeasured,
      "standard deviation of the log hazard ratio of what nobody measures", limits: .nonnegative,
      required: true),
  ]
}
