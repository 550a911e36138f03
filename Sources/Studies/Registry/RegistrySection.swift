public import Cohorts
public import Diagnostics
public import Registry
public import Vocabulary

/// A registry as its `registry.yaml` describes it: who is in it, and the tables of their events.
public struct RegistrySection: Section, Equatable {
  /// The name.
  public var registry = ""
  /// What it is, for readers.
  public var title: String?
  /// The table with one row a patient.
  public var patients = PatientsSection()
  /// The tables of events, by name.
  public var tables = NamedList<RegistryTableSection>()
  /// Until when patients were followed.
  public var followUp = FollowUpSection()
  /// The day up to which the data are complete.
  public var lock: Located<String>?
  /// The rules of quality.
  public var quality = QualitySection()
  /// The texts that stand for a missing value.
  public var missing = ["", "NA"]
  /// What separates the fields; found by itself where absent.
  public var delimiter: Delimiter?
  /// What stands before the decimals of a number.
  public var decimal = DecimalWord.point
  /// How dates are written beside `2010-01-31`.
  public var dateFormat: DateFormatWord?

  /// A registry of nobody.
  public init() {}

  /// `registry`.
  public static let name = "registry"
  /// What it holds.
  public static let summary = "a registry of patients and their events"
  /// Its fields.
  public static let fields: [Field<RegistrySection>] = [
    Field("registry", \.registry, "the name of the registry", required: true),
    Field("title", \.title, "what it is, in one line"),
    Field("patients", \.patients, "the table with one row a patient", required: true),
    Field("tables", \.tables, "the tables of events, by name", required: true),
    Field("followUp", \.followUp, "until when patients were followed", required: true),
    Field(
      "lock", \.lock,
      "the day up to which the data are complete; the last end of follow-up when absent"),
    Field("quality", \.quality, "rules that the data should satisfy, or files with such rules"),
    Field("missing", \.missing, "the texts that stand for a missing value"),
    Field("delimiter", \.delimiter, "what separates the fields; found by itself when absent"),
    Field("decimal", \.decimal, "what stands before the decimals of a number"),
    Field("dateFormat", \.dateFormat, "how dates are written where not as 2010-01-31"),
  ]
}

/// The table with one row a patient.
public struct PatientsSection: Section, Equatable {
  /// The file, relative to the registry's folder.
  public var table = Located("")
  /// The column that names a patient.
  public var id = ColumnName("")
  /// What is declared of columns; everything else is inferred.
  public var columns = NamedList<ColumnSection>()

  /// No table.
  public init() {}

  /// `patients`.
  public static let name = "patients"
  /// What it holds.
  public static let summary = "the table with one row a patient"
  /// Its fields.
  public static let fields: [Field<PatientsSection>] = [
    Field("table", \.table, "the CSV file, relative to the registry's folder", required: true),
    Field("id", \.id, "the column that names a patient; read as text", required: true),
    Field("columns", \.columns, "types and levels of columns; everything else is inferred"),
  ]
}

/// A table of events: any number of rows a patient.
public struct RegistryTableSection: Section, Equatable {
  /// The file, relative to the registry's folder.
  public var file = Located("")
  /// The column that names the patient; that of the table of patients where absent.
  public var patient: ColumnName?
  /// The date that orders the events.
  public var time: ColumnName?
  /// What is declared of columns; everything else is inferred.
  public var columns = NamedList<EventColumnSection>()

  /// No table.
  public init() {}

  /// `registryTable`.
  public static let name = "registryTable"
  /// What it holds.
  public static let summary = "a table of events"
  /// A bare word is the file.
  public static let shorthand: String? = "file"
  /// Its fields.
  public static let fields: [Field<RegistryTableSection>] = [
    Field("file", \.file, "the CSV file, relative to the registry's folder", required: true),
    Field("patient", \.patient, "the column that names the patient; patients.id when absent"),
    Field("time", \.time, "the date that orders the events of a patient"),
    Field("columns", \.columns, "types and levels of columns; everything else is inferred"),
  ]
}

/// What is declared of a column of events.
public struct EventColumnSection: Section, Equatable {
  /// Its type; inferred where absent.
  public var type: ColumnTypeWord?
  /// The levels of a category in their order; the first is the reference.
  public var levels: [String] = []
  /// Whether dates may be known only to the month or the year.
  public var partial = false
  /// What stands before the decimals; what holds for the registry where absent.
  public var decimal: DecimalWord?
  /// How its dates are written; what holds for the registry where absent.
  public var dateFormat: DateFormatWord?

  /// Nothing declared.
  public init() {}

  /// `eventColumn`.
  public static let name = "eventColumn"
  /// What it holds.
  public static let summary = "what is declared of a column of events"
  /// A bare word is the type.
  public static let shorthand: String? = "type"
  /// Its fields.
  public static let fields: [Field<EventColumnSection>] = [
    Field("type", \.type, "the type of the column's values; inferred when absent"),
    Field("levels", \.levels, "the levels of a category in order; the first is the reference"),
    Field(
      "partial", \.partial, "whether a date may be written 2010-05 or 2010 where less is known"),
    Field("decimal", \.decimal, "what stands before the decimals; as in the registry when absent"),
    Field("dateFormat", \.dateFormat, "how its dates are written; as in the registry when absent"),
  ]
}
