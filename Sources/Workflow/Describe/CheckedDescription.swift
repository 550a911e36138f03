internal import Diagnostics
public import Expressions
public import Studies

/// A description whose every word has been held against the data.
public struct CheckedDescription: Sendable {
  /// The name in the study file.
  public let name: String
  /// What is described.
  public let section: Description
  /// A condition on rows of its table of events.
  public let rowCondition: TypedExpression?
  /// A condition on patients.
  public let patientCondition: TypedExpression?
}
