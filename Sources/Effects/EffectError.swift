public import Survival

/// Why nothing can be estimated of an outcome.
public enum EffectError: Error, Equatable {
  /// The follow-up cannot be used.
  case survival(SurvivalError)

  /// What is wrong, in one sentence.
  public var message: String {
    switch self {
    case .survival(let error): error.message
    }
  }
}
