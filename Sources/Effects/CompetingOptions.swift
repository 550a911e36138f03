public import Regression
public import Survival
public import Vocabulary

/// Options of a cumulative incidence, and of the time that is lost to an event.
public struct IncidenceOptions: Section, Equatable {
  /// The times in the outcome's unit.
  public var at: [Double] = []
  /// Where standard errors come from.
  public var variance = IncidenceVariance.jackknife

  /// No times, and the jackknife.
  public init() {}

  /// `incidence`.
  public static let name = "incidence"
  /// What it holds.
  public static let summary = "options of a cumulative incidence and of the time lost to an event"
  /// A bare number or list is the times.
  public static let shorthand: String? = "at"
  /// Its fields.
  public static let fields: [Field<IncidenceOptions>] = [
    Field("at", \.at, "the times or horizons, in the outcome's unit", limits: .positive),
    Field("variance", \.variance, "where the standard error of a probability comes from"),
  ]
}

/// Options of Gray's test.
public struct GrayOptions: Section, Equatable {
  /// The power of 1 − F that weights differences.
  public var rho = 0.0

  /// No weighting.
  public init() {}

  /// `gray`.
  public static let name = "gray"
  /// What it holds.
  public static let summary = "options of Gray's test"
  /// Its fields.
  public static let fields: [Field<GrayOptions>] = [
    Field(
      "rho", \.rho,
      "the power of 1 - F by which differences are weighted: above 0 early ones count more")
  ]
}

/// Whose curve of censoring weights those who had another event.
public enum CensoringGroups: String, Word, Sendable {
  /// That of their own arm.
  case arm
  /// One for everybody.
  case all

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .arm: "a curve of censoring for each arm, which may be followed for different times"
    case .all: "one curve of censoring for everybody, as other programs by default"
    }
  }
}

/// How tied event times are handled where there is no exact method.
public enum ApproximateTies: String, Word, Sendable {
  /// Efron's method.
  case efron
  /// Breslow's method.
  case breslow

  /// What the word means, in one line.
  public var summary: String { method.summary }

  /// The method.
  var method: TieMethod { self == .efron ? .efron : .breslow }
}

/// Options of cause-specific hazard ratios.
public struct CauseSpecificOptions: Section, Equatable {
  /// How tied event times are handled.
  public var ties = ApproximateTies.efron
  /// Terms added beside the arm.
  public var adjust: [Term] = []

  /// Efron's ties and no further terms.
  public init() {}

  /// `causeSpecific`.
  public static let name = "causeSpecific"
  /// What it holds.
  public static let summary = "options of cause-specific hazard ratios"
  /// Its fields.
  public static let fields: [Field<CauseSpecificOptions>] = [
    Field("ties", \.ties, "how tied event times are handled"),
    Field("adjust", \.adjust, "terms beside the arm; the ratio is then conditional on them"),
  ]
}

/// Options of the subdistribution hazards model.
public struct FineGrayOptions: Section, Equatable {
  /// How tied event times are handled.
  public var ties = ApproximateTies.efron
  /// Terms added beside the arm.
  public var adjust: [Term] = []
  /// Whose curve of censoring weights those who had another event.
  public var censoringGroups = CensoringGroups.arm
  /// Who is at risk of being censored at a time of events.
  public var censoring = CensoringTies.eventsFirst

  /// What distinguishes one such model from another.
  var method: String {
    let curve = censoringGroups == .arm ? "censoring by arm" : "one curve of censoring"
    return ([ties.rawValue, curve] + (censoring == .atRisk ? ["events at risk of it"] : []))
      .joined(separator: ", ")
  }

  /// Efron's ties, no further terms, and a curve of censoring for each arm.
  public init() {}

  /// `fineGray`.
  public static let name = "fineGray"
  /// What it holds.
  public static let summary = "options of the subdistribution hazards model"
  /// Its fields.
  public static let fields: [Field<FineGrayOptions>] = [
    Field("ties", \.ties, "how tied event times are handled"),
    Field("adjust", \.adjust, "terms beside the arm; the ratio is then conditional on them"),
    Field(
      "censoringGroups", \.censoringGroups,
      "whose curve of censoring weights those who had another event"),
    Field(
      "censoring", \.censoring, "who is at risk of being censored at a time of events"),
  ]
}
