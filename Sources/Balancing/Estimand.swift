public import Vocabulary

/// The population that an effect is averaged over.
public enum Estimand: String, Word {
  /// The average over all patients.
  case ate = "ATE"
  /// The average over the treated.
  case att = "ATT"
  /// The average over the controls.
  case atc = "ATC"
  /// The average over patients who might have had either, weighted by p(1 − p).
  case ato = "ATO"
  /// The average over patients as a 1:1 match would keep them, weighted by min(p, 1 − p).
  case atm = "ATM"

  /// What the word means.
  public var summary: String {
    switch self {
    case .ate: "effect in all patients"
    case .att: "effect in the treated"
    case .atc: "effect in the controls"
    case .ato: "effect in the overlap: weights p(1 - p)"
    case .atm: "effect in the matchable: weights min(p, 1 - p)"
    }
  }
}

/// The arm that a matching finds partners for.
public enum MatchingEstimand: String, Word {
  /// Each treated patient seeks controls.
  case att = "ATT"
  /// Each control seeks treated patients.
  case atc = "ATC"

  /// What the word means.
  public var summary: String { estimand.summary }

  /// The same population among all that there are.
  public var estimand: Estimand { self == .att ? .att : .atc }

  /// Whether the focal arm, which seeks, is the treated one.
  public var focalIsTreated: Bool { self == .att }
}

/// Whom the result of a matching speaks of.
public enum TargetPopulation: String, Sendable, CaseIterable, Codable {
  /// All treated patients.
  case att = "ATT"
  /// All controls.
  case atc = "ATC"
  /// The treated patients who found a match; the others were dropped.
  case matchedATT = "matched-ATT"
  /// The controls who found a match; the others were dropped.
  case matchedATC = "matched-ATC"

  /// The population left when some focal patients may have been dropped.
  init(_ estimand: MatchingEstimand, dropped: Int) {
    switch (estimand, dropped == 0) {
    case (.att, true): self = .att
    case (.att, false): self = .matchedATT
    case (.atc, true): self = .atc
    case (.atc, false): self = .matchedATC
    }
  }
}
