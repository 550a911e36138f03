public import Diagnostics
public import Regression
public import Survival
public import Vocabulary

/// Which hazard ratios of transitions are estimated.
public enum TransitionRatios: String, Word, Sendable {
  /// None.
  case none
  /// One for each transition.
  case each
  /// One for all transitions.
  case common

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .none: "no hazard ratio"
    case .each: "a hazard ratio of the arm for each transition"
    case .common: "one hazard ratio of the arm for all transitions"
    }
  }
}

/// Options of states over time.
public struct StateOptions: Section, Equatable {
  /// The outcomes whose events bring a patient into states on the way.
  public var through: [Located<String>] = []
  /// The name of the state in which everybody starts.
  public var initial = "start"
  /// Whether a patient may go back to a state that is listed before.
  public var order = StateOrder.any
  /// The times of probabilities, in the outcome's unit.
  public var at: [Double] = []
  /// The horizons of mean times in states.
  public var horizon: [Double] = []
  /// Which hazard ratios of transitions are estimated.
  public var transitions = TransitionRatios.none
  /// Terms of their model beside the arm.
  public var adjust: [Term] = []

  /// No states on the way.
  public init() {}

  /// `states`.
  public static let name = "states"
  /// What it holds.
  public static let summary =
    "states over time: where patients are, for how long, and how they leave"
  /// A bare name or list is the states on the way.
  public static let shorthand: String? = "through"
  /// Its fields.
  public static let fields: [Field<StateOptions>] = [
    Field(
      "through", \.through,
      "the outcomes whose events bring a patient into states on the way; the analysis's outcome and its "
        + "competing events are the states at the end", required: true),
    Field("initial", \.initial, "the name of the state in which everybody starts"),
    Field("order", \.order, "whether a patient may go back to a state that is listed before"),
    Field(
      "at", \.at, "times of the probability of each state, in the outcome's unit", limits: .positive
    ),
    Field("horizon", \.horizon, "horizons of the mean time in each state", limits: .positive),
    Field("transitions", \.transitions, "hazard ratios of the arm for the ways between states"),
    Field(
      "adjust", \.adjust,
      "terms of their model beside the arm, one coefficient each for a transition"),
  ]
}
