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

/// Times at which something is estimated.
public struct TimesOption: Section, Equatable {
  /// The times in the outcome's unit.
  public var at: [Double] = []

  /// No times.
  public init() {}

  /// `times`.
  public static let name = "times"
  /// What it holds.
  public static let summary = "times at which something is estimated"
  /// A bare number or list is the times.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<TimesOption>] = [
    Field("at", \.at, "the times, in the outcome's unit", limits: .positive, required: true)
  ]
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
