public import Vocabulary

/// How the coefficients of a logistic model are estimated.
public enum LogisticMethod: String, Word {
  /// Maximum likelihood.
  case logistic
  /// Firth's penalised likelihood.
  case firth

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .logistic: "logistic regression by maximum likelihood"
    case .firth: "logistic regression by Firth's penalised likelihood, finite under separation"
    }
  }
}

/// How a logistic model is fitted.
public struct LogisticOptions: Sendable, Equatable {
  /// What is maximised.
  public var method = LogisticMethod.logistic
  /// After how many steps an iteration that has not converged is given up.
  public var maximumIterations = 100

  /// The standard options.
  public init() {}

  /// Options with a method.
  public init(method: LogisticMethod) { self.method = method }
}

extension LogisticOptions: Section {
  /// Its name in documentation.
  public static let name = "logistic"
  /// What it holds.
  public static let summary = "how a logistic model is fitted"
  /// Its fields.
  public static let fields: [Field<LogisticOptions>] = [
    Field("method", \.method, "what is maximised"),
    Field(
      "maximumIterations", \.maximumIterations,
      "after how many steps an iteration that has not converged is given up",
      limits: .atLeast(1)),
  ]
  /// A bare word is the method.
  public static let shorthand: String? = "method"
}
