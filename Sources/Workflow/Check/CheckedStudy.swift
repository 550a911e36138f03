public import Cohorts
public import Diagnostics
internal import Effects
public import Expressions
public import Studies
public import Tables

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

    /// What an outcome is made of, by its kind.
    public enum Content: Sendable {
      /// A time with whether the event happened at it, and delayed entry.
      case time(TypedExpression, event: TypedExpression, entry: TypedExpression?)
      /// A value, and the exposure of a count.
      case value(ValueKind, TypedExpression, exposure: TypedExpression?)
    }
  }

  /// What was declared.
  public let study: Study
  /// The file it came from.
  public let file: StudyFile
  /// The table as read.
  public let table: Table
  /// The files it was read from, as they were when they were read.
  public let inputs: [RunRecord.Input]
  /// The columns, derived ones included.
  public let schema: Schema
  /// The derived columns in order.
  public let variables: [Variable]
  /// Who takes part, in which arm.
  public let rules: CohortRules
  /// The index of the focal arm in the rules.
  public let focalArm: Int
  /// The index of the reference arm in the rules.
  public let referenceArm: Int
  /// The outcomes in order.
  public let outcomes: [Outcome]
  /// What was noticed and is no fault.
  public let findings: [Diagnostic]
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
