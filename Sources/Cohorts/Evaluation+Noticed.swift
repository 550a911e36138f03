public import Diagnostics
public import Expressions

extension Evaluation {
  /// The findings but for those of open values, where these are counted as unknown.
  public var noticed: [Diagnostic] { findings.filter { $0.id != "undecided-value" } }
}
