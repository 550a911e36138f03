public import Regression
public import Survival
public import Vocabulary

/// Options of a parametric model of times.
public struct ParametricOptions: Section, Equatable {
  /// The distribution of the times.
  public var distribution = ParametricDistribution.weibull
  /// Terms beside the arm.
  public var adjust: [Term] = []
  /// Times at which survival is said.
  public var at: [Double] = []
  /// Horizons of restricted means.
  public var rmst: [Double] = []
  /// Whether unrestricted means are said.
  public var mean = false

  /// Weibull times, the arm alone.
  public init() {}

  /// `parametric`.
  public static let name = "parametric"
  /// What it holds.
  public static let summary = "options of a parametric model of times"
  /// Its fields.
  public static let fields: [Field<ParametricOptions>] = [
    Field("distribution", \.distribution, "the distribution of the times", required: true),
    Field(
      "adjust", \.adjust,
      "terms beside the arm: ratios are then conditional on them, curves and means averaged over them"
    ),
    Field(
      "at", \.at, "times at which survival is said, in the outcome's unit", limits: .positive),
    Field(
      "rmst", \.rmst, "horizons of restricted means, which may lie beyond what was seen",
      limits: .positive),
    Field("mean", \.mean, "whether unrestricted means are said, extrapolated beyond what was seen"),
  ]
}

/// Options of a Royston–Parmar model of times.
public struct SplineOptions: Section, Equatable {
  /// The scale on which arm and terms act.
  public var scale = SplineScale.hazard
  /// The degrees of freedom of the spline.
  public var degreesOfFreedom = 3
  /// Terms beside the arm.
  public var adjust: [Term] = []
  /// Times at which survival is said.
  public var at: [Double] = []
  /// Horizons of restricted means.
  public var rmst: [Double] = []
  /// Whether unrestricted means are said.
  public var mean = false

  /// Three degrees of freedom on the scale of hazards, the arm alone.
  public init() {}

  /// `spline`.
  public static let name = "spline"
  /// What it holds.
  public static let summary = "options of a spline of log time, Royston and Parmar's model"
  /// Its fields.
  public static let fields: [Field<SplineOptions>] = [
    Field("scale", \.scale, "the scale on which arm and terms act"),
    Field(
      "degreesOfFreedom", \.degreesOfFreedom,
      "of the spline: 1 is a straight line in log time, 3 to 5 are usual",
      limits: Limits(minimum: 1, maximum: 10)),
    Field(
      "adjust", \.adjust,
      "terms beside the arm: ratios are then conditional on them, curves and means averaged over them"
    ),
    Field(
      "at", \.at, "times at which survival is said, in the outcome's unit", limits: .positive),
    Field(
      "rmst", \.rmst, "horizons of restricted means, which may lie beyond what was seen",
      limits: .positive),
    Field("mean", \.mean, "whether unrestricted means are said, extrapolated beyond what was seen"),
  ]
}

extension ParametricDistribution {
  /// The distribution as a reader knows it.
  public var inWords: String {
    switch self {
    case .exponential: "exponential"
    case .weibull: "Weibull"
    case .logNormal: "log-normal"
    case .logLogistic: "log-logistic"
    case .generalizedGamma: "generalised gamma"
    case .gompertz: "Gompertz"
    }
  }
}
