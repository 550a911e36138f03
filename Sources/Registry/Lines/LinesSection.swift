public import Diagnostics
public import Vocabulary

/// How treatments become regimens and lines of therapy.
public struct LinesSection: Section, Equatable {
  /// The rules.
  public var rules = LineRuleSet.imwg2015
  /// Rules to compare with, patient by patient.
  public var compare: LineRuleSet?
  /// Where treatments are recorded.
  public var treatments = LineTreatmentsSection()
  /// Where transplants are recorded.
  public var transplants = LineTransplantsSection()
  /// Where progressions are recorded.
  public var progressions = LineProgressionsSection()
  /// What is known of drugs, in the order in which their letters stand in the name of a regimen.
  public var drugs = LineDrugSection.standard
  /// The day that a date known only to the month or the year is taken to be.
  public var partialDates = PartialDay.middle
  /// The numbers of `imwg2015`.
  public var imwg2015 = IMWG2015Section()
  /// The numbers of `ohdsi-mm-2025`.
  public var ohdsiMM2025 = OhdsiMM2025Section()

  /// The rules of the International Myeloma Working Group.
  public init() {}

  /// `lines`.
  public static let name = "lines"
  /// What it holds.
  public static let summary = "how treatments become regimens and lines of therapy"
  /// A bare word is the set of rules.
  public static let shorthand: String? = "rules"
  /// Its fields.
  public static let fields: [Field<LinesSection>] = [
    Field("rules", \.rules, "the set of rules that the tables regimen and line follow"),
    Field("compare", \.compare, "a second set of rules, to compare with patient by patient"),
    Field("treatments", \.treatments, "the table and columns of treatments"),
    Field("transplants", \.transplants, "the table and columns of transplants"),
    Field("progressions", \.progressions, "the table and column of progressions"),
    Field(
      "drugs", \.drugs, "drugs with letter and class, in the order of letters in a regimen's name"),
    Field(
      "partialDates", \.partialDates,
      "the day that a date known only to the month or the year is taken to be"),
    Field("imwg2015", \.imwg2015, "the numbers of the rules imwg2015"),
    Field("ohdsiMM2025", \.ohdsiMM2025, "the numbers of the rules ohdsi-mm-2025"),
  ]
}

/// Where treatments are recorded.
public struct LineTreatmentsSection: Section, Equatable {
  /// The table.
  public var table = Located("treatment")
  /// The column of drugs.
  public var drug = ColumnName("drug")
  /// The column of first days.
  public var start = ColumnName("start")
  /// The column of last days.
  public var stop: ColumnName?
  /// The column of intents.
  public var intent: ColumnName?
  /// The column of reasons for stopping.
  public var stopReason: ColumnName?
  /// Intents that are a later step of what was planned, in order.
  public var sequence = ["mobilisation", "conditioning", "consolidation", "maintenance"]
  /// Intents that belong to a transplant and make no regimen.
  public var transplantIntents = ["mobilisation", "conditioning"]
  /// Reasons for stopping that tell of a progression on the last day.
  public var progressionReasons = ["PD"]

  /// The usual names.
  public init() {}

  /// `lineTreatments`.
  public static let name = "lineTreatments"
  /// What it holds.
  public static let summary = "where treatments are recorded"
  /// A bare word is the table.
  public static let shorthand: String? = "table"
  /// Its fields.
  public static let fields: [Field<LineTreatmentsSection>] = [
    Field("table", \.table, "the table with a row for each drug and period"),
    Field("drug", \.drug, "the column that names the drug"),
    Field("start", \.start, "the column of first days"),
    Field("stop", \.stop, "the column of last days; stop where the table has it"),
    Field("intent", \.intent, "the column of intents; intent where the table has it"),
    Field(
      "stopReason", \.stopReason,
      "the column of reasons for stopping; stop_reason where the table has it"),
    Field("sequence", \.sequence, "intents that are later steps of what was planned, in order"),
    Field(
      "transplantIntents", \.transplantIntents,
      "intents that belong to a transplant and make no regimen"),
    Field(
      "progressionReasons", \.progressionReasons,
      "reasons for stopping that tell of a progression on the last day"),
  ]
}

/// Where transplants are recorded.
public struct LineTransplantsSection: Section, Equatable {
  /// The table.
  public var table: Located<String>?
  /// The column of days.
  public var date = ColumnName("date")
  /// The column of kinds.
  public var kind: ColumnName?
  /// Kinds that are not of the patient's own cells.
  public var allogeneic = ["allo"]
  /// The column that says whether a further transplant was planned.
  public var tandem: ColumnName?
  /// Drugs that shortly before a transplant belong to it.
  public var conditioning = ["melphalan"]
  /// How many days before a transplant conditioning may start, and how long it may last.
  public var conditioningWithin = 7

  /// The usual names.
  public init() {}

  /// `lineTransplants`.
  public static let name = "lineTransplants"
  /// What it holds.
  public static let summary = "where transplants are recorded"
  /// A bare word is the table.
  public static let shorthand: String? = "table"
  /// Its fields.
  public static let fields: [Field<LineTransplantsSection>] = [
    Field("table", \.table, "the table of transplants; transplant where there is one"),
    Field("date", \.date, "the column of days"),
    Field("kind", \.kind, "the column of kinds; kind where the table has it"),
    Field("allogeneic", \.allogeneic, "kinds that are not of the patient's own cells"),
    Field(
      "tandem", \.tandem,
      "the column that says whether a further transplant was planned; tandem_planned where there is one"
    ),
    Field("conditioning", \.conditioning, "drugs that shortly before a transplant belong to it"),
    Field(
      "conditioningWithin", \.conditioningWithin,
      "days before a transplant in which conditioning starts, and its longest duration",
      limits: .nonnegative),
  ]
}

/// Where progressions are recorded.
public struct LineProgressionsSection: Section, Equatable {
  /// The table.
  public var table: Located<String>?
  /// The column of days.
  public var date = ColumnName("date")

  /// The usual names.
  public init() {}

  /// `lineProgressions`.
  public static let name = "lineProgressions"
  /// What it holds.
  public static let summary = "where progressions are recorded"
  /// A bare word is the table.
  public static let shorthand: String? = "table"
  /// Its fields.
  public static let fields: [Field<LineProgressionsSection>] = [
    Field("table", \.table, "the table of progressions; progression where there is one"),
    Field("date", \.date, "the column of days"),
  ]
}
