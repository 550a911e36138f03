/// Everything about one patient of a study: events, eligibility, arm, values, outcomes and designs, each
/// with the rows of the data that it came from.
public struct PatientReport: Codable, Sendable, Equatable {
  /// The study.
  public var study: String
  /// Its title.
  public var title: String
  /// What the patient is called.
  public var patient: String
  /// Where the patient's row stands.
  public var source: Source?
  /// The values of that row.
  public var values: [Field]
  /// The events, table by table in the order of the registry; only of tables in which the patient has some.
  public var tables: [Table]
  /// The tables in which the patient has no row.
  public var emptyTables: [String]
  /// The day of entry, in a registry.
  public var entry: Reading?
  /// Time zero, in a registry.
  public var timeZero: Reading?
  /// The steps to the cohort, in order.
  public var steps: [Step]
  /// The step at which the patient left; `nil` in the cohort.
  public var leftAt: String?
  /// The rules of the arms.
  public var arms: [Arm]
  /// The arm, for patients of the cohort.
  public var arm: String?
  /// The covariates and derived columns, in order.
  public var readings: [Reading]
  /// The outcomes, for patients of the cohort.
  public var outcomes: [Outcome]
  /// The probability of being in the focal arm, for patients of the cohort.
  public var propensity: Double?
  /// What each design makes of a patient of the cohort.
  public var designs: [Design]
  /// Why the study could not be run as far as its designs; empty where it could.
  public var faults: [String]

  /// Where a row of the data stands.
  public struct Source: Codable, Sendable, Equatable {
    /// The table.
    public var table: String
    /// The file as the study or registry writes it; `nil` for a derived table.
    public var file: String?
    /// The line of the file where the row begins, from 1; without a file which of the patient's rows it is.
    public var line: Int
  }

  /// A named value.
  public struct Field: Codable, Sendable, Equatable {
    /// The column.
    public var name: String
    /// Its value as it would be written; `nil` where missing.
    public var text: String?
  }

  /// The patient's rows of a table of events.
  public struct Table: Codable, Sendable, Equatable {
    /// The table.
    public var name: String
    /// Its file; `nil` for a derived table.
    public var file: String?
    /// The date that orders the events.
    public var time: String?
    /// The date on which they end, where they last.
    public var stop: String?
    /// The rows in the order of time.
    public var events: [Event]
  }

  /// A row of a table of events.
  public struct Event: Codable, Sendable, Equatable {
    /// Where it stands.
    public var source: Source
    /// When it was, to the day, the month or the year; `nil` where that is not known.
    public var start: String?
    /// When it ended, where it lasted and that is known.
    public var stop: String?
    /// The other values of the row.
    public var fields: [Field]
  }

  /// What a value is.
  public enum State: String, Codable, Sendable {
    /// There is a value.
    case known
    /// There is none.
    case missing
    /// It hangs on a day or an event that is not known.
    case undecided
  }

  /// A part of an expression, and the rows that made it what it is.
  public struct Part: Codable, Sendable, Equatable {
    /// As it is written.
    public var text: String
    /// Its value, as it would be written; `nil` where it is not known.
    public var value: String?
    /// Whether it is known.
    public var state: State
    /// How it comes from its parts: and, or, not, choice, computed, reading, definition,
    /// followUp.
    public var form: String
    /// The patient's values that it names.
    public var columns: [Field]
    /// The table that was read.
    public var table: String?
    /// How many rows of it the patient has.
    public var rowsOfTable: Int?
    /// The rows that decide; where the value is open, those that leave it open.
    public var rows: [Row]
    /// What it is made of.
    public var parts: [Part]
  }

  /// A row that decides.
  public struct Row: Codable, Sendable, Equatable {
    /// Where it stands.
    public var source: Source
    /// Whether it counts, or that is open.
    public var counts: State
    /// What the row says, what is asked for first, without what is missing.
    public var fields: [Field]
    /// The columns that are asked for and that it lacks, or knows only to the month or year.
    public var unknown: [Field]
    /// What the condition reads of other tables for this row.
    public var parts: [Part]
  }

  /// A value with how it came about.
  public struct Reading: Codable, Sendable, Equatable {
    /// Its name.
    public var name: String
    /// How it came about.
    public var part: Part
  }

  /// A step to the cohort.
  public struct Step: Codable, Sendable, Equatable {
    /// What becomes of the patient at a step.
    public enum Fate: String, Codable, Sendable {
      /// Stays.
      case remaining
      /// Leaves by the rule.
      case excluded
      /// Leaves because the rule could not be decided.
      case unknown
      /// Had left before.
      case notReached
    }

    /// What it is called.
    public var name: String
    /// The rule as written.
    public var rule: String?
    /// What becomes of the patient.
    public var fate: Fate
    /// Why; `nil` where the step has no rule of its own.
    public var part: Part?
  }

  /// The rule of an arm.
  public struct Arm: Codable, Sendable, Equatable {
    /// The arm.
    public var arm: String
    /// The name for readers.
    public var label: String
    /// The days on which its patients may have entered.
    public var era: String?
    /// Whether the day of entry is one of them; `nil` without an era or an entry.
    public var inEra: Bool?
    /// Whether the rule holds, and why.
    public var part: Part
  }

  /// An outcome.
  public struct Outcome: Codable, Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The name for readers.
    public var label: String
    /// The time, or the value where it is no time; `nil` where it is unknown.
    public var value: Double?
    /// The unit of the time, or of the value.
    public var unit: String?
    /// How the time ended: `event`, `censored`, or the name of a competing event; `nil` for a value.
    public var end: String?
    /// What it is made of: the time, the event, competing events, the end of follow-up.
    public var parts: [Reading]
  }

  /// What a design makes of the patient.
  public struct Design: Codable, Sendable, Equatable {
    /// Another patient of a set.
    public struct Partner: Codable, Sendable, Equatable {
      /// What the patient is called.
      public var patient: String
      /// The distance on the score.
      public var distance: Double
      /// The weight.
      public var weight: Double
    }

    /// Its name.
    public var name: String
    /// How it makes the arms comparable.
    public var method: String
    /// The weight; 0 where the design does not use the patient.
    public var weight: Double
    /// What distances are taken on; `nil` where there are none.
    public var score: Double?
    /// The set, from 1; `nil` where the patient is in none.
    public var set: Int?
    /// What the patient is in the sets: `focal` or `matched`.
    public var role: String?
    /// The others of the sets.
    public var partners: [Partner]
    /// Why the patient is in no set.
    public var unmatched: String?
  }
}
