public import Balancing
public import Cohorts
public import Diagnostics
public import Effects
public import Registry
public import Vocabulary

/// A comparative study, as a person declares it: the value behind a study file and a session.
public struct Study: Section, Equatable {
  /// The name, which also names the folder of its runs.
  public var study = Located("")
  /// The title.
  public var title: String?
  /// What is asked.
  public var question: String?
  /// Where the data are.
  public var data = DataSection()
  /// How treatments become lines of therapy, which are tables of events then.
  public var lines: Located<LinesSection>?
  /// The files of definitions, relative to the study's folder.
  public var definitions: [Located<String>] = []
  /// Columns derived from others, in order.
  public var variables = NamedList<ExpressionText>()
  /// What is read of each patient from a registry of events, in order.
  public var covariates = NamedList<ExpressionText>()
  /// Who is compared.
  public var cohort = CohortSection()
  /// The model for being treated.
  public var propensity: PropensitySection?
  /// How balance is judged.
  public var balance = BalanceSection()
  /// How the arms are made comparable, by name.
  public var designs = NamedList<Design>()
  /// The outcomes, by name.
  public var outcomes = NamedList<OutcomeSection>()
  /// What is estimated, on which outcome, under which design.
  public var analyses: [AnalysisSection] = []
  /// Columns within whose levels every analysis is repeated.
  public var subgroups: [ColumnName] = []
  /// What must hold before an estimate is shown.
  public var gates = GatesSection()
  /// The world that each arm stands for, where the registry is made up.
  public var truth = NamedList<Located<String>>()
  /// What is described of the cohort, beside any comparison.
  public var describe: DescribeSection?
  /// Findings the authors take on.
  public var accept: [Acceptance] = []

  /// A study without content.
  public init() {}

  /// `study`.
  public static let name = "study"
  /// What it holds.
  public static let summary = "a comparative study"
  /// Its fields.
  public static let fields: [Field<Study>] = [
    Field("study", \.study, "the name, which also names the folder of its runs", required: true),
    Field("title", \.title, "the title of the report"),
    Field("question", \.question, "what the study asks, in one sentence"),
    Field("data", \.data, "where the data are and how to read them", required: true),
    Field(
      "lines", \.lines,
      "how the treatments of a registry become the tables regimen, line and line_rule"),
    Field(
      "definitions", \.definitions,
      "files of shared expressions and derived tables, relative to the study's folder"),
    Field("variables", \.variables, "columns derived from others by an expression, in order"),
    Field(
      "covariates", \.covariates,
      "what is read of each patient from a registry's events by an expression, in order"),
    Field("cohort", \.cohort, "who is compared: eligibility and arms"),
    Field("propensity", \.propensity, "the model for being in the focal arm"),
    Field("balance", \.balance, "how balance is judged"),
    Field("designs", \.designs, "how the arms are made comparable, by name"),
    Field("outcomes", \.outcomes, "the outcomes, by name"),
    Field("analyses", \.analyses, "what is estimated, on which outcome, under which design"),
    Field("subgroups", \.subgroups, "columns within whose levels the analyses are repeated"),
    Field("describe", \.describe, "tables and figures that describe the cohort, by name"),
    Field("gates", \.gates, "what must hold before an estimate is shown"),
    Field(
      "truth", \.truth,
      "the world of a synthetic registry that each arm stands for, by arm: true values are shown"),
    Field("accept", \.accept, "findings that the authors take on, in writing"),
  ]
}
