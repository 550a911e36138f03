public import Regression
public import Vocabulary

/// Options of a word that has none.
public struct NoOptions: Section, Equatable {
  /// No options.
  public init() {}

  /// `noOptions`.
  public static let name = "noOptions"
  /// What it holds.
  public static let summary = "no options"
  /// Its fields.
  public static let fields: [Field<NoOptions>] = []
}

/// Options of means, risks, rates and their contrasts.
public struct ValueOptions: Section, Equatable {
  /// Terms beside the arm.
  public var adjust: [Term] = []

  /// No further terms.
  public init() {}

  /// `value`.
  public static let name = "value"
  /// What it holds.
  public static let summary = "options of means, risks and rates"
  /// Its fields.
  public static let fields: [Field<ValueOptions>] = [
    Field(
      "adjust", \.adjust,
      "terms of a regression beside the arm, averaged over the patients: the number stays marginal")
  ]
}
