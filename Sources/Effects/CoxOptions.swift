public import Regression
public import Survival
public import Vocabulary

/// What the partial likelihood is penalised by.
public enum HazardPenalty: String, Word, Sendable {
  /// Nothing.
  case none
  /// Half the logarithm of the information.
  case firth
  /// A multiple of the squares of the coefficients of the terms beside the arm.
  case ridge

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .none: "nothing"
    case .ridge: "squares of the coefficients of the terms beside the arm, per standard deviation"
    case .firth:
      "Firth's penalty: finite where an arm has no event, less biased where there are few"
    }
  }
}

/// What those who belong together share beside their covariates.
public enum SharedFrailty: String, Word, Sendable {
  /// Nothing.
  case none
  /// An unknown factor of their hazards, gamma distributed.
  case gamma

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .none: "nothing"
    case .gamma:
      "an unknown factor of the hazard, gamma distributed, of each cluster or matched set"
    }
  }
}

/// A test of all coefficients of a Cox model.
public enum HazardTest: String, Word, Sendable {
  /// Twice the rise of the log likelihood.
  case likelihoodRatio
  /// By the coefficients and their variance.
  case wald
  /// By the slope of the likelihood where all coefficients are 0.
  case score

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .likelihoodRatio: "twice the rise of the log likelihood, for people who count once"
    case .wald: "the coefficients and their variance, model-based or robust"
    case .score: "the slope of the likelihood at no effect, model-based or robust"
    }
  }
}

/// Where the limits and the test of a hazard ratio come from.
public enum HazardLimits: String, Word, Sendable {
  /// The standard error.
  case wald
  /// The profile of the likelihood.
  case profileLikelihood

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .wald: "the standard error, model-based or robust"
    case .profileLikelihood:
      "the profile of the likelihood and its ratio: for few events, and people who count once"
    }
  }
}

/// Options of the Cox model.
public struct CoxOptions: Section, Equatable {
  /// How tied event times are handled.
  public var ties = TieMethod.efron
  /// Terms added beside the arm.
  public var adjust: [Term] = []
  /// What the partial likelihood is penalised by.
  public var penalty = HazardPenalty.none
  /// Where limits and the test of the hazard ratio come from.
  public var limits = HazardLimits.wald
  /// The scale of time in the test of proportional hazards.
  public var proportionalHazards = TimeTransform.km
  /// How strongly a ridge penalises.
  public var strength = 1.0
  /// What those who belong together share.
  public var frailty = SharedFrailty.none
  /// Tests of all coefficients at once.
  public var tests: [HazardTest] = []

  /// The same without a penalty, and with limits from the standard error.
  public var plain: CoxOptions {
    var options = self
    options.penalty = .none
    options.limits = .wald
    options.frailty = .none
    options.tests = []
    return options
  }

  /// Whether the hazard ratio is that of the partial likelihood, with errors from its curvature.
  var isPlain: Bool { penalty == .none && limits == .wald && frailty == .none }

  /// What distinguishes one hazard ratio from another.
  var method: String {
    let parts = [
      ties.rawValue, penalty == .firth ? "Firth's penalty" : nil,
      penalty == .ridge ? "ridge of strength \(strength)" : nil,
      frailty == .gamma ? "gamma frailty" : nil,
      limits == .profileLikelihood ? "profile likelihood" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// Efron's ties, no further terms, no penalty.
  public init() {}

  /// `cox`.
  public static let name = "cox"
  /// What it holds.
  public static let summary = "options of the Cox model"
  /// Its fields.
  public static let fields: [Field<CoxOptions>] = [
    Field("ties", \.ties, "how tied event times are handled"),
    Field("adjust", \.adjust, "terms beside the arm; the hazard ratio is then conditional on them"),
    Field("penalty", \.penalty, "what the partial likelihood is penalised by"),
    Field("limits", \.limits, "where limits and the test of the hazard ratio come from"),
    Field(
      "proportionalHazards", \.proportionalHazards,
      "the scale of time in the test of proportional hazards"),
    Field(
      "strength", \.strength,
      "how strongly a ridge penalises: half of this times the squares is taken from the likelihood",
      limits: .positive),
    Field("frailty", \.frailty, "what those who belong together share beside their covariates"),
    Field("tests", \.tests, "tests of all coefficients of the model at once"),
  ]
}
