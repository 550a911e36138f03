public import Diagnostics
public import Survival
public import Vocabulary

/// What is estimated, on which outcomes, under which designs.
public struct AnalysisSection: Section, Equatable {
  /// The outcomes.
  public var outcome: [Located<String>] = []
  /// The designs; the cohort as it is where there is none.
  public var design: [Located<String>] = []
  /// What is estimated.
  public var estimates: [EstimateRequest] = []
  /// Figures beside those of every report.
  public var figures: [FigureRequest] = []
  /// The confidence level.
  public var level = 0.95
  /// How standard errors are computed; by the design where absent.
  public var variance: VarianceEstimator?
  /// The scale of confidence intervals of survival.
  public var confidence = ConfidenceTransform.log
  /// Columns within whose levels arms are compared.
  public var strata: [ColumnName] = []
  /// The column that names patients who belong together.
  public var cluster: ColumnName?
  /// The column that says when patients come into the focal arm; they are in it from the start where
  /// absent.
  public var armFrom: ColumnName?
  /// When arms are read and follow-up begins.
  public var landmark: Double?

  /// An analysis of nothing.
  public init() {}

  /// `analysis`.
  public static let name = "analysis"
  /// What it holds.
  public static let summary = "what is estimated, on which outcome, under which design"
  /// Its fields.
  public static let fields: [Field<AnalysisSection>] = [
    Field("outcome", \.outcome, "the outcome, or several", required: true),
    Field("design", \.design, "the design, or several; the cohort as it is when absent"),
    Field("estimates", \.estimates, "what is estimated", required: true),
    Field("figures", \.figures, "figures beside those of every report"),
    Field("level", \.level, "the confidence level", limits: .fraction),
    Field(
      "variance", \.variance,
      "how standard errors are computed; robust in matched and weighted designs when absent"),
    Field("confidence", \.confidence, "the scale of confidence intervals of survival"),
    Field("strata", \.strata, "columns within whose levels the arms are compared (Cox, log-rank)"),
    Field(
      "cluster", \.cluster,
      "the column that names patients who belong together, instead of the matched set"),
    Field(
      "armFrom", \.armFrom,
      "when a patient comes into the focal arm, in the outcome's unit; before, they count in the other"
    ),
    Field(
      "landmark", \.landmark,
      "with armFrom, when arms are read and follow-up begins; who is not followed beyond it is left out",
      limits: .positive),
  ]
}
