public import Cohorts
public import Diagnostics
internal import Effects
public import Expressions
public import Registry
public import Studies
public import Tables
internal import Vocabulary

/// A study whose every word has been held against the columns of its table: ready to run.
public struct CheckedStudy: Sendable {
  /// A derived column.
  public struct Variable: Sendable {
    /// Its name.
    public let name: String
    /// What it is.
    public let expression: TypedExpression
  }

  /// An outcome.
  public struct Outcome: Sendable {
    /// Its name.
    public let name: String
    /// What was declared.
    public let section: OutcomeSection
    /// What it is made of.
    public let content: Content
    /// The names of the competing events, in order.
    public var competing: [String] { section.competing.names }

    /// What an outcome is made of, by its kind.
    public enum Content: Sendable {
      /// A time with flags of what happened at it.
      case time(Flags)
      /// Dates between which time is counted.
      case dates(Dates)
      /// A value, and the exposure of a count.
      case value(ValueKind, TypedExpression, exposure: TypedExpression?)
    }

    /// A time with flags of what happened at that time.
    public struct Flags: Sendable {
      /// The time.
      public let time: TypedExpression
      /// Whether the event happened.
      public let event: TypedExpression
      /// Delayed entry.
      public let entry: TypedExpression?
      /// Whether a competing event happened instead.
      public let competing: [TypedExpression]
    }

    /// Dates between which time is counted.
    public struct Dates: Sendable {
      /// The origin; `nil` for time zero.
      public let from: TypedExpression?
      /// The event.
      public let event: TypedExpression
      /// The end of follow-up.
      public let censor: TypedExpression
      /// The competing events.
      public let competing: [TypedExpression]
    }
  }

  /// What was declared.
  public let study: Study
  /// The file it came from.
  public let file: StudyFile
  /// The table as read.
  public let table: Table
  /// The column that names a patient.
  public let identifier: String?
  /// The events of the patients, where the data are a registry.
  public let events: EventStore?
  /// Until when patients were followed, where the data are a registry.
  public let followUp: FollowUpSection?
  /// How two sets of rules of lines of therapy agree, where the study asks.
  public let lineComparison: LineComparison?
  /// The files it was read from, as they were when they were read.
  public let inputs: [RunRecord.Input]
  /// The columns, derived ones included.
  public let schema: Schema
  /// What is read of each patient from events, in order.
  public let covariates: [Variable]
  /// The derived columns in order.
  public let variables: [Variable]
  /// Who takes part, in which arm.
  public let rules: CohortRules
  /// Whether patients are compared by arm, or described as one cohort.
  public var hasArms: Bool { rules.hasArms }
  /// The index of the focal arm in the rules; of none where the study has no arms.
  public let focalArm: Int
  /// The index of the reference arm in the rules.
  public let referenceArm: Int
  /// The outcomes in order.
  public let outcomes: [Outcome]
  /// The descriptions in order.
  public let descriptions: [CheckedDescription]
  /// What was noticed and is no fault.
  public let findings: [Diagnostic]
  /// The rules of quality held against the registry, where the data are one.
  public let quality: RegistryQuality?
  /// What is read and followed when.
  public let timeline: DesignTimeline
}

/// Why a study cannot run, with the texts to quote.
public struct StudyFailure: Error {
  /// What is wrong, in the order a reader meets it.
  public let faults: Faults
  /// The texts that diagnostics may quote.
  public let sources: SourceTexts

  /// A failure.
  public init(_ faults: Faults, _ sources: SourceTexts) {
    self.faults = faults
    self.sources = sources
  }
}
