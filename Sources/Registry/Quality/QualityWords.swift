public import Vocabulary

/// What follows where a rule of quality does not hold.
public enum QualitySeverity: String, Word {
  /// Nothing runs.
  case fatal
  /// Readers are told.
  case warning
  /// Estimates are withheld.
  case gate

  /// What it means.
  public var summary: String {
    switch self {
    case .fatal: "no study runs on the registry until it is mended"
    case .warning: "the report tells of it"
    case .gate: "estimates are withheld"
    }
  }
}

/// What a rule of quality asks, in the categories of Kahn and others, 2016,
/// doi:10.13063/2327-9214.1244.
public enum QualityCategory: String, Word {
  /// Format, codes, units, keys.
  case conformance
  /// Whether values are there.
  case completeness
  /// Whether values can be believed.
  case plausibility

  /// What it means.
  public var summary: String {
    switch self {
    case .conformance: "whether values have the form, codes, units and keys they should have"
    case .completeness: "whether values are there"
    case .plausibility: "whether values can be believed, alone, together and over time"
    }
  }
}

/// What a rule of quality holds the data against.
public enum QualityContext: String, Word {
  /// Expectations from within.
  case verification
  /// An outside source.
  case validation

  /// What it means.
  public var summary: String {
    switch self {
    case .verification: "against what the data themselves, or common sense, lead one to expect"
    case .validation: "against figures from elsewhere"
    }
  }
}

/// How a rule of quality is checked.
public enum QualityCheck: String, Word {
  /// A condition.
  case expression
  /// Dates known to the day.
  case precision
  /// Dates on favoured days of the month.
  case heaping
  /// Patients entered twice.
  case duplicates
  /// Groups seen at different intervals.
  case visitGap
  /// Values on another scale than their neighbours.
  case slip
  /// Rows with the same key.
  case uniqueKey
  /// Rows that name a row of another table.
  case reference

  /// What it means.
  public var summary: String {
    switch self {
    case .expression: "'fails' says of a row, or of a patient, that it is wrong"
    case .precision: "dates of 'date' that are known only to the month or the year"
    case .heaping: "dates of 'date' that lie on one of 'days' of the month"
    case .duplicates:
      "patients who have the values of 'agree' in common with one whose 'differ' is another"
    case .visitGap:
      "the median days between two dates of a patient, compared between the groups of 'by'"
    case .slip:
      "rows whose 'value' is as many times smaller as 'ratios' say than that of the patient's row "
        + "before and that of the row after"
    case .uniqueKey: "rows whose 'columns' are those of another row, of any patient"
    case .reference:
      "rows whose 'columns' name no row of 'of', or one of another patient"
    }
  }
}
