public import Vocabulary

/// What is declared of a column of a registry.
public struct EventColumnSection: Section, Equatable {
  /// Its type; inferred where absent.
  public var type: ColumnTypeWord?
  /// Its name in the file; the same where absent.
  public var from: ColumnName?
  /// The levels of a category in their order; the first is the reference.
  public var levels: [String] = []
  /// The codes of the file with the registry's words for them.
  public var codes = NamedList<String?>()
  /// Whether dates may be known only to the month or the year.
  public var partial = false
  /// What stands before the decimals; what holds for the registry where absent.
  public var decimal: DecimalWord?
  /// How its dates are written; what holds for the registry where absent.
  public var dateFormat: DateFormatWord?
  /// The unit that values are kept in, where all are of one kind.
  public var unit: String?
  /// By what values in other units are multiplied.
  public var convert = NamedList<Double>()
  /// The column that names the unit of each value.
  public var unitColumn: ColumnName?
  /// The column that says what is measured.
  public var by: ColumnName?
  /// The units that values are kept in, by what is measured.
  public var units = NamedList<UnitSection>()
  /// The date of the row at which the value becomes known; that of the row where absent.
  public var knownAt: ColumnName?
  /// What becomes of values in units that cannot be converted.
  public var otherUnits = OtherUnitsWord.stop

  /// Nothing declared.
  public init() {}

  /// `eventColumn`.
  public static let name = "eventColumn"
  /// What it holds.
  public static let summary = "what is declared of a column of a registry"
  /// A bare word is the type.
  public static let shorthand: String? = "type"
  /// Its fields.
  public static let fields: [Field<EventColumnSection>] = [
    Field("type", \.type, "the type of the column's values; inferred when absent"),
    Field("from", \.from, "the name of the column in the file, where that is another"),
    Field("levels", \.levels, "the levels of a category in order; the first is the reference"),
    Field("codes", \.codes, "the codes of the file with the words for them; no word for missing"),
    Field(
      "partial", \.partial, "whether a date may be written 2010-05 or 2010 where less is known"),
    Field("decimal", \.decimal, "what stands before the decimals; as in the registry when absent"),
    Field("dateFormat", \.dateFormat, "how its dates are written; as in the registry when absent"),
    Field("unit", \.unit, "the unit that values are kept in"),
    Field(
      "convert", \.convert,
      "other units with what values in them are multiplied by; g/dL and g/L need no factor"),
    Field("unitColumn", \.unitColumn, "the column that names the unit of each value"),
    Field("by", \.by, "the column that says what is measured, where each has its own unit"),
    Field("units", \.units, "the units that values are kept in, by what is measured"),
    Field(
      "knownAt", \.knownAt,
      "the date of the same row at which the value becomes known, as the reason of a stop is at the stop"
    ),
    Field("otherUnits", \.otherUnits, "what becomes of values whose unit cannot be converted"),
  ]
}

/// The unit of one kind of value.
public struct UnitSection: Section, Equatable {
  /// The unit that values are kept in.
  public var unit = ""
  /// By what values in other units are multiplied.
  public var convert = NamedList<Double>()

  /// No unit.
  public init() {}

  /// `unit`.
  public static let name = "unit"
  /// What it holds.
  public static let summary = "the unit of one kind of value"
  /// A bare word is the unit.
  public static let shorthand: String? = "unit"
  /// Its fields.
  public static let fields: [Field<UnitSection>] = [
    Field("unit", \.unit, "the unit that values are kept in", required: true),
    Field("convert", \.convert, "other units with what values in them are multiplied by"),
  ]
}

/// What becomes of values in units that cannot be converted.
public enum OtherUnitsWord: String, Word {
  /// Nothing runs.
  case stop
  /// The value is missing.
  case drop

  /// What it means.
  public var summary: String {
    switch self {
    case .stop: "they are a fault, and nothing runs"
    case .drop: "the value is missing there, and the report tells of it"
    }
  }
}
