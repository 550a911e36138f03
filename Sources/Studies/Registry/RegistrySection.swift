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
  public var columns = NamedList<EventColumnSection>()

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
  /// The column that a row has in common with its patients, such as their centre.
  public var by: ColumnName?
  /// The values that columns of the file have in the rows of this table.
  public var only = NamedList<[String]>()
  /// The columns that no two rows have in common.
  public var key: [ColumnName] = []
  /// The tables whose rows columns name.
  public var references = NamedList<Located<String>>()
  /// What is declared of columns; everything else is inferred.
  public var columns = NamedList<EventColumnSection>()

  /// Whether the registry says that it has no such table, by `false` in the place of a file.
  public var isAbsent: Bool { file.value == "false" }

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
    Field(
      "file", \.file, "the CSV file, relative to the registry's folder; false where there is none",
      required: true),
    Field("patient", \.patient, "the column that names the patient; patients.id when absent"),
    Field("time", \.time, "the date that orders the events of a patient"),
    Field(
      "by", \.by, "the column that rows have in common with their patients, such as the centre"),
    Field("only", \.only, "the values that columns of the file have in the rows of this table"),
    Field("key", \.key, "the columns that no two rows have in common"),
    Field("references", \.references, "columns with the table whose key they name"),
    Field("columns", \.columns, "types and levels of columns; everything else is inferred"),
  ]
}
