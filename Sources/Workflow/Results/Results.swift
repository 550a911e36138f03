/// Everything a run of a study found, as data.
///
/// The same study on the same data gives the same value: no times, hosts or absolute paths are in
/// it. It is written as `results.json`, whose keys are the names of these properties; keys are
/// added, never renamed.
public struct Results: Codable, Sendable, Equatable {
  /// The version of the layout; grows when keys are added.
  public var schemaVersion = 1
  /// The study's name.
  public var study: String
  /// Its title.
  public var title: String
  /// Its question; `null` where the study states none.
  @Nullable public var question: String?
  /// The arms in the order of the study.
  public var arms: [Arm] = []
  /// The steps from the table to the cohort, in order.
  public var attrition: [AttritionStep] = []
  /// Who is in the cohort, by arm, before and after each design.
  public var baseline: [BaselineRow] = []
  /// The propensity models by name; `main` where there is one.
  public var propensity: [String: PropensityResult] = [:]
  /// The designs by name.
  public var designs: [String: DesignResult] = [:]
  /// Every estimate asked for, in the order of the analyses.
  public var estimates: [Estimate] = []
  /// Every curve asked for.
  public var curves: [Curve] = []
  /// What further figures are made of, in the order of the analyses.
  public var figures: [FigureResult] = []
  /// What the rules of data quality found, among all patients and among those of the cohort.
  public var quality: [QualityRow] = []
  /// The descriptions of the cohort in the order of the study; their tables are among ``tables``.
  public var descriptions: [DescriptionResult] = []
  /// Further tables.
  public var tables: [ResultTable] = []
  /// What a careful reader should know, in the order found.
  public var findings: [Finding] = []

  /// Results of a study, still empty.
  public init(study: String, title: String, question: String? = nil) {
    self.study = study
    self.title = title
    self.question = question
  }

  /// One arm of the comparison.
  public struct Arm: Codable, Sendable, Equatable {
    /// What an arm is compared as.
    public enum Role: String, Codable, Sendable {
      /// The arm whose effect is asked for.
      case focal
      /// The arm it is compared with.
      case reference
      /// Any other arm.
      case other
    }

    /// The name in the study file.
    public var arm: String
    /// The name for readers.
    public var label: String
    /// What the arm is compared as.
    public var role: Role
    /// How many patients of the cohort are in it.
    public var n: Int

    /// An arm.
    public init(arm: String, label: String, role: Role, n: Int) {
      self.arm = arm
      self.label = label
      self.role = role
      self.n = n
    }
  }

  /// One step on the way from the table to the cohort.
  public struct AttritionStep: Codable, Sendable, Equatable {
    /// How many are left and gone.
    public struct Counts: Codable, Sendable, Equatable {
      /// Patients left after the step.
      public var remaining: Int
      /// Patients the rule excluded.
      public var excluded: Int
      /// Patients excluded because the rule could not be decided for them.
      public var unknown: Int

      /// Counts of a step.
      public init(remaining: Int, excluded: Int, unknown: Int) {
        self.remaining = remaining
        self.excluded = excluded
        self.unknown = unknown
      }
    }

    /// The step's name.
    public var step: String
    /// The rule as written; `null` for steps that have none.
    @Nullable public var rule: String?
    /// Patients left after the step.
    public var remaining: Int
    /// Patients the rule excluded.
    public var excluded: Int
    /// Patients excluded because the rule could not be decided for them.
    public var unknown: Int
    /// The same by arm; empty before arms are assigned.
    public var byArm: [String: Counts]

    /// A step.
    public init(
      step: String, rule: String?, remaining: Int, excluded: Int, unknown: Int,
      byArm: [String: Counts]
    ) {
      self.step = step
      self.rule = rule
      self.remaining = remaining
      self.excluded = excluded
      self.unknown = unknown
      self.byArm = byArm
    }
  }

  /// One row of a table of patient characteristics.
  public struct BaselineRow: Codable, Sendable, Equatable {
    /// How a covariate is summarised.
    public enum Kind: String, Codable, Sendable {
      /// Mean, standard deviation and quartiles.
      case numeric
      /// Count and share.
      case share
    }

    /// A covariate in one arm; weighted where the design weights.
    public struct Summary: Codable, Sendable, Equatable {
      /// Patients with a value, unweighted.
      public var n: Int
      /// Patients without a value.
      public var missing: Int
      /// The mean, or the share of patients with the level.
      @Nullable public var mean: Double?
      /// The standard deviation, for numbers.
      @Nullable public var standardDeviation: Double?
      /// The median, for numbers.
      @Nullable public var median: Double?
      /// The lower quartile, for numbers.
      @Nullable public var lowerQuartile: Double?
      /// The upper quartile, for numbers.
      @Nullable public var upperQuartile: Double?
      /// The (weighted) count of patients with the level, for shares.
      @Nullable public var count: Double?

      /// A summary.
      public init(
        n: Int, missing: Int, mean: Double?, standardDeviation: Double? = nil,
        median: Double? = nil, lowerQuartile: Double? = nil, upperQuartile: Double? = nil,
        count: Double? = nil
      ) {
        self.n = n
        self.missing = missing
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.median = median
        self.lowerQuartile = lowerQuartile
        self.upperQuartile = upperQuartile
        self.count = count
      }
    }

    /// The design the row describes; `null` for the cohort before any design.
    @Nullable public var design: String?
    /// The covariate.
    public var covariate: String
    /// The level, for categories.
    @Nullable public var level: String?
    /// How the covariate is summarised.
    public var kind: Kind
    /// Whether the covariate is in the propensity model, or only reported beside it.
    public var inModel: Bool
    /// The summary by arm.
    public var arms: [String: Summary]

    /// A row.
    public init(
      design: String?, covariate: String, level: String?, kind: Kind, inModel: Bool,
      arms: [String: Summary]
    ) {
      self.design = design
      self.covariate = covariate
      self.level = level
      self.kind = kind
      self.inModel = inModel
      self.arms = arms
    }
  }

  /// Something a careful reader should know.
  public struct Finding: Codable, Sendable, Equatable {
    /// A stable name, documented by `equipoise explain`.
    public var id: String
    /// `warning` or `note`.
    public var severity: String
    /// One sentence.
    public var message: String
    /// Where in the study file or the data, relative to the study's folder.
    @Nullable public var place: String?
    /// Why the authors take it on; `null` where they do not say.
    @Nullable public var accepted: String?

    /// A finding.
    public init(id: String, severity: String, message: String, place: String?) {
      self.id = id
      self.severity = severity
      self.message = message
      self.place = place
    }
  }

  /// A further table.
  public struct ResultTable: Codable, Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// The headings.
    public var columns: [String]
    /// The cells as text.
    public var rows: [[String]]

    /// A table.
    public init(name: String, columns: [String], rows: [[String]]) {
      self.name = name
      self.columns = columns
      self.rows = rows
    }
  }
}
