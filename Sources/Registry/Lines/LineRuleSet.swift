public import Vocabulary

/// A published set of rules that turns treatments into lines of therapy.
public enum LineRuleSet: String, Word {
  /// The International Myeloma Working Group's definition of a line.
  ///
  /// Rajkumar, Richardson and San Miguel, Blood 2015; 126(7): 921–922, doi:10.1182/blood-2015-05-647636.
  case imwg2015
  /// The rules of OHDSI for drug data without intents (ETL-LambdaBuilder, 2025).
  case ohdsiMM2025 = "ohdsi-mm-2025"

  /// What it means.
  public var summary: String {
    switch self {
    case .imwg2015:
      "a planned sequence is one line; unplanned changes and further transplants begin another"
    case .ohdsiMM2025:
      "for data on drugs alone: new drugs and gaps begin lines, maintenance and transplants do not"
    }
  }
}

/// Which day is taken to compute with where a date is known only to the month or the year.
public enum PartialDay: String, Word {
  /// The first possible day.
  case first
  /// The day in the middle.
  case middle
  /// The last possible day.
  case last

  /// What it means.
  public var summary: String {
    switch self {
    case .first: "the first possible day"
    case .middle: "the day in the middle of the possible ones"
    case .last: "the last possible day"
    }
  }
}
