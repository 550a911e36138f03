public import Diagnostics
public import Vocabulary

/// A rule that the data of a registry should satisfy.
public struct QualityRule: Section, Equatable {
  /// What it means that the rule does not hold.
  public var means = ""
  /// What to do about it.
  public var fix: String?
  /// What the rule asks.
  public var category = QualityCategory.plausibility
  /// What it holds the data against.
  public var context = QualityContext.verification
  /// What follows where it does not hold.
  public var severity = QualitySeverity.warning
  /// How it is checked.
  public var check = QualityCheck.expression
  /// The table whose rows are checked; patients where absent.
  public var rows: ColumnName?
  /// Which rows, or patients, are checked.
  public var `where`: ExpressionText?
  /// What is wrong with one.
  public var fails: ExpressionText?
  /// The column of dates; the one that orders the table where absent.
  public var date: ColumnName?
  /// The days of the month that draw dates.
  public var days = [1, 15]
  /// The column of numbers whose scale is watched.
  public var value: ColumnName?
  /// How many times greater its neighbours are than a value that slipped: the least and the most.
  public var ratios: [Double] = []
  /// What two entries of one patient have in common.
  public var agree: [ExpressionText] = []
  /// What tells two entries of one patient apart.
  public var differ: ExpressionText?
  /// The columns of a key.
  public var columns: [ColumnName] = []
  /// The table that a key refers to.
  public var of: ColumnName?
  /// The groups that are judged one by one.
  public var by: ExpressionText?
  /// How many may fail.
  public var allow: Int?
  /// Which share may fail.
  public var allowShare: Double?
  /// How many must be there for a group to be judged.
  public var atLeast = 1
  /// Whether a registry without what the rule reads is passed over.
  public var optional = false

  /// A rule that says nothing yet.
  public init() {}

  /// `qualityRule`.
  public static let name = "qualityRule"
  /// What it holds.
  public static let summary = "a rule of data quality"
  /// Its fields.
  public static let fields: [Field<QualityRule>] = [
    Field("means", \.means, "what it means where the rule does not hold", required: true),
    Field("fix", \.fix, "what to do about it"),
    Field("category", \.category, "what the rule asks, after Kahn et al. 2016", required: true),
    Field("context", \.context, "what the data are held against"),
    Field("severity", \.severity, "what follows where the rule does not hold", required: true),
    Field("check", \.check, "how the rule is checked"),
    Field("rows", \.rows, "the table whose rows are checked; patients when absent"),
    Field("where", \.where, "which rows, or patients, are checked; all when absent"),
    Field("fails", \.fails, "what is wrong with a row, or a patient"),
    Field("date", \.date, "the column of dates; the one that orders the table when absent"),
    Field(
      "days", \.days, "the days of the month that draw dates",
      limits: Limits(minimum: 1, maximum: 31)
    ),
    Field("value", \.value, "the column of numbers whose scale is watched"),
    Field(
      "ratios", \.ratios,
      "how many times a value its neighbours are where its scale slipped: the least and the most",
      limits: Limits(minimum: 0)),
    Field("agree", \.agree, "what two entries of one patient have in common"),
    Field("differ", \.differ, "what tells two entries of one patient apart"),
    Field("columns", \.columns, "the columns of a key"),
    Field("of", \.of, "the table that a key refers to"),
    Field("by", \.by, "groups that are judged one by one; 'arm' in a study"),
    Field("allow", \.allow, "how many may fail; 0 when absent", limits: Limits(minimum: 0)),
    Field(
      "allowShare", \.allowShare, "which share of those that can be told may fail",
      limits: Limits(minimum: 0)),
    Field(
      "atLeast", \.atLeast, "how many must be there for a group to be judged",
      limits: Limits(minimum: 1)),
    Field(
      "optional", \.optional, "whether the rule is passed over where what it reads is not there"),
  ]
}

/// The rules of a registry, or of a study.
public struct QualitySection: Section, Equatable {
  /// Files with rules.
  public var include: [Located<String>] = []
  /// The names of rules that are left out.
  public var without: [Located<String>] = []
  /// Rules of its own; one with the name of an included rule takes its place.
  public var rules = NamedList<QualityRule>()

  /// No rules.
  public init() {}

  /// `quality`.
  public static let name = "quality"
  /// What it holds.
  public static let summary = "rules of data quality"
  /// A bare word is a file.
  public static let shorthand: String? = "include"
  /// Its fields.
  public static let fields: [Field<QualitySection>] = [
    Field("include", \.include, "files with rules, relative to the folder of this one"),
    Field("without", \.without, "the names of included rules that do not apply here"),
    Field("rules", \.rules, "rules by name; one named as an included rule takes its place"),
  ]
}

/// A file of rules of quality.
public struct QualityFileSection: Section, Equatable {
  /// The name of the rules.
  public var quality = ""
  /// What they are for, for readers.
  public var title: String?
  /// The rules.
  public var rules = NamedList<QualityRule>()

  /// No rules.
  public init() {}

  /// `qualityRules`.
  public static let name = "qualityRules"
  /// What it holds.
  public static let summary = "a file of rules of data quality"
  /// Its fields.
  public static let fields: [Field<QualityFileSection>] = [
    Field("quality", \.quality, "the name of the rules", required: true),
    Field("title", \.title, "what they are for, in one line"),
    Field("rules", \.rules, "the rules by name", required: true),
  ]
}
