public import Diagnostics
public import Tables
public import Vocabulary

/// Where the data are and how to read them.
public struct DataSection: Section, Equatable {
  /// The table, relative to the study's folder.
  public var table: Located<String>?
  /// The folder of a registry with its `registry.yaml`, relative to the study's folder.
  public var registry: Located<String>?
  /// The model by which a registry is made up instead of read.
  public var simulate: Located<String>?
  /// How many patients are made up.
  public var patients: Int?
  /// The seed by which they are made up.
  public var seed: Int?
  /// Whether treatments that are compared do nothing in what is made up.
  public var null: Bool?
  /// The share of rows that are made dirty in what is made up.
  public var dirty: Double?
  /// A file with parameters of the model, relative to the study's folder.
  public var parameters: Located<String>?
  /// Files with rules of quality for the registry, relative to the study's folder.
  public var quality: [Located<String>] = []
  /// The column that names a patient.
  public var id: ColumnName?
  /// What is declared of columns; everything else is inferred.
  public var columns = NamedList<ColumnSection>()
  /// The texts that stand for a missing value.
  public var missing = ["", "NA"]
  /// What separates the fields; found by itself where absent.
  public var delimiter: Delimiter?
  /// What stands before the decimals of a number.
  public var decimal = DecimalWord.point
  /// How dates are written beside `2010-01-31`.
  public var dateFormat: DateFormatWord?

  /// Nothing declared.
  public init() {}

  /// Whether the data are tables of events.
  public var hasEvents: Bool { registry != nil || simulate != nil }

  /// `data`.
  public static let name = "data"
  /// What it holds.
  public static let summary = "where the data are and how to read them"
  /// Its fields.
  public static let fields: [Field<DataSection>] = [
    Field("table", \.table, "the CSV file with one row a patient, relative to the study's folder"),
    Field(
      "registry", \.registry, "the folder of a registry of event tables, with its registry.yaml"),
    Field(
      "simulate", \.simulate, "the model of a synthetic registry, made up instead of read: myeloma"),
    Field(
      "patients", \.patients, "how many patients are made up; 7000 when absent",
      limits: Limits(minimum: 1, maximum: 10_000_000)),
    Field(
      "seed", \.seed, "the seed by which they are made up; 1 when absent", limits: .nonnegative),
    Field("null", \.null, "whether treatments do nothing in what is made up; false when absent"),
    Field(
      "dirty", \.dirty, "the share of rows made dirty in what is made up; 0 when absent",
      limits: .share),
    Field(
      "parameters", \.parameters,
      "a file that says which parameters of the model differ, relative to the study's folder"),
    Field("quality", \.quality, "files with rules of quality that the registry should satisfy"),
    Field("id", \.id, "the column that names a patient; read as text, so 007 keeps its zeros"),
    Field("columns", \.columns, "types and levels of columns; everything else is inferred"),
    Field("missing", \.missing, "the texts that stand for a missing value"),
    Field("delimiter", \.delimiter, "what separates the fields; found by itself when absent"),
    Field("decimal", \.decimal, "what stands before the decimals of a number"),
    Field("dateFormat", \.dateFormat, "how dates are written where not as 2010-01-31"),
  ]
}

/// What separates the fields of a table.
public enum Delimiter: String, Word {
  /// `,`
  case comma
  /// `;`
  case semicolon
  /// The tabulator.
  case tab

  /// What it means.
  public var summary: String {
    switch self {
    case .comma: "fields are separated by ','"
    case .semicolon: "fields are separated by ';'"
    case .tab: "fields are separated by tabs"
    }
  }

  /// As the reader of tables names it.
  public var csvDelimiter: CSVOptions.Delimiter {
    switch self {
    case .comma: .comma
    case .semicolon: .semicolon
    case .tab: .tab
    }
  }
}

/// What stands before the decimals of a number.
public enum DecimalWord: String, Word {
  /// `1.5`
  case point
  /// `1,5`
  case comma

  /// What it means.
  public var summary: String {
    switch self {
    case .point: "decimals stand behind a point, as in 1.5"
    case .comma: "decimals stand behind a comma, as in 1,5"
    }
  }

  /// As the reader of tables names it.
  public var csvDecimal: CSVOptions.Decimal {
    switch self {
    case .point: .point
    case .comma: .comma
    }
  }
}

/// How dates are written.
public enum DateFormatWord: String, Word {
  /// `2010-01-31`
  case yearMonthDay = "yyyy-mm-dd"
  /// `2010/01/31`
  case yearMonthDaySlashes = "yyyy/mm/dd"
  /// `20100131`
  case yearMonthDayDigits = "yyyymmdd"
  /// `31.01.2010`
  case dayMonthYearPoints = "dd.mm.yyyy"
  /// `31/01/2010`
  case dayMonthYearSlashes = "dd/mm/yyyy"
  /// `31-01-2010`
  case dayMonthYearDashes = "dd-mm-yyyy"
  /// `01/31/2010`
  case monthDayYearSlashes = "mm/dd/yyyy"
  /// `01-31-2010`
  case monthDayYearDashes = "mm-dd-yyyy"

  /// What it means.
  public var summary: String {
    switch self {
    case .yearMonthDay: "31 January 2010 is 2010-01-31"
    case .yearMonthDaySlashes: "31 January 2010 is 2010/01/31"
    case .yearMonthDayDigits: "31 January 2010 is 20100131"
    case .dayMonthYearPoints: "31 January 2010 is 31.01.2010 or 31.1.2010"
    case .dayMonthYearSlashes: "31 January 2010 is 31/01/2010 or 31/1/2010"
    case .dayMonthYearDashes: "31 January 2010 is 31-01-2010 or 31-1-2010"
    case .monthDayYearSlashes: "31 January 2010 is 01/31/2010 or 1/31/2010"
    case .monthDayYearDashes: "31 January 2010 is 01-31-2010 or 1-31-2010"
    }
  }

  /// As the reader of tables names it.
  public var dateFormat: DateFormat? { DateFormat(rawValue: rawValue) }
}

/// What is declared of one column.
public struct ColumnSection: Section, Equatable {
  /// Its type; inferred where absent.
  public var type: ColumnTypeWord?
  /// The levels of a category in their order; the first is the reference.
  public var levels: [String] = []
  /// What stands before the decimals; what holds for the table where absent.
  public var decimal: DecimalWord?
  /// How its dates are written; what holds for the table where absent.
  public var dateFormat: DateFormatWord?
  /// The time at which its value becomes known, on the time scale of the outcomes.
  public var knownAt: ExpressionText?

  /// Nothing declared.
  public init() {}

  /// `column`.
  public static let name = "column"
  /// What it holds.
  public static let summary = "what is declared of a column"
  /// A bare word is the type.
  public static let shorthand: String? = "type"
  /// Its fields.
  public static let fields: [Field<ColumnSection>] = [
    Field("type", \.type, "the type of the column's values; inferred when absent"),
    Field("levels", \.levels, "the levels of a category in order; the first is the reference"),
    Field("decimal", \.decimal, "what stands before the decimals; as in the table when absent"),
    Field("dateFormat", \.dateFormat, "how its dates are written; as in the table when absent"),
    Field(
      "knownAt", \.knownAt,
      "when its value becomes known, a column or number on the time scale of the outcomes; 0 when absent"
    ),
  ]
}

/// The types a column can be declared to have.
public enum ColumnTypeWord: String, Word {
  /// Decimal numbers.
  case number
  /// Whole numbers.
  case integer
  /// One of a list of levels.
  case category
  /// True or false.
  case flag
  /// A calendar day.
  case date
  /// Free text.
  case text

  /// What it means.
  public var summary: String {
    switch self {
    case .number: "decimal numbers"
    case .integer: "whole numbers"
    case .category: "one of a list of levels"
    case .flag: "true or false"
    case .date: "calendar days, as in 2010-01-31"
    case .text: "free text"
    }
  }

  /// The type of a column.
  public var columnType: ColumnType {
    switch self {
    case .number: .number
    case .integer: .integer
    case .category: .category
    case .flag: .flag
    case .date: .date
    case .text: .text
    }
  }
}
