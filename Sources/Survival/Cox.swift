public import LinearAlgebra

/// How a fit ended.
public enum CoxStatus: Sendable, Equatable {
  /// At the maximum of the partial likelihood.
  case converged
  /// The likelihood rises without end in at least one coefficient.
  case monotoneLikelihood
  /// Stopped before the maximum.
  case iterationLimit
}

/// How the maximum of the partial likelihood is sought.
public struct CoxControl: Sendable, Equatable {
  /// Where the search starts; 0 if nil.
  public var initial: [Double]?
  /// How many steps are taken at most; 0 evaluates at the start.
  public var maximumIterations: Int
  /// The relative change of the log likelihood below which one last step is taken.
  public var tolerance: Double

  /// Settings of the search.
  public init(
    initial: [Double]? = nil, maximumIterations: Int = 60, tolerance: Double = 1e-12
  ) {
    self.initial = initial
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }
}

/// A proportional hazards model, fitted by partial likelihood.
///
/// The hazard of row i in stratum s is h_s(t) exp(xβ + offset). With k tied events of total weight
/// D, Efron's method takes k terms of weight D/k, the j-th with the weighted risk of the risk set
/// less j/k of that of the events; frequencies take D terms of weight 1, as D rows would. Breslow's
/// takes one term of weight D with the whole risk set. The exact method takes the probability of
/// these D events among all choices of D from the risk set (Cox 1972; Gail, Lubin and Rubinstein
/// 1981, doi:10.1093/biomet/68.3.703); its residuals and hazards are Breslow's at its coefficients.
///
/// The model's variance is the inverse information. The robust one is Σ_c (Σ_{i ∈ c} w D_i)(…)ᵀ
/// over clusters, with D_i the score residual times the inverse information; it takes weights as
/// fixed and has no small-sample factor. Cox 1972; Efron 1977, doi:10.1080/01621459.1977.10480613;
/// Lin and Wei 1989, doi:10.1080/01621459.1989.10478874.
public struct Cox: Sendable {
  /// How the search ended.
  public let status: CoxStatus
  /// How many steps it took.
  public let iterations: Int
  /// The coefficients where the search ended, whatever its status; 0 for collinear columns.
  public let iterate: [Double]
  /// The coefficients; nil for collinear columns, without a maximum, or where the search did not
  /// converge.
  public let coefficients: [Double?]
  /// Why a coefficient is nil.
  public let reasons: [NotEstimable?]
  /// The log partial likelihood where the search ended.
  public let logLikelihood: Double
  /// The log partial likelihood at coefficients of 0.
  public let nullLogLikelihood: Double
  /// The gradient where the search ended.
  public let score: [Double]
  /// The gradient at 0.
  public let nullScore: [Double]
  /// The information where the search ended.
  public let information: Matrix
  /// The information at 0.
  public let nullInformation: Matrix
  /// The inverse information; 0 in rows and columns without an estimate.
  public let modelVariance: Matrix
  /// The robust variance; nil where the model's was asked for.
  public let robustVariance: Matrix?
  /// How ties are treated.
  public let ties: TieMethod
  /// The confidence level of limits.
  public let level: Double
  /// The weight of all events.
  public let events: Double

  let data: SurvivalData
  let sets: CoxRiskSets
  let newton: LikelihoodNewton<CoxRiskSets>

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - data: The follow-up, with weights, clusters and strata.
  ///   - covariates: One row a row of the data.
  ///   - offset: A known part of the linear predictor.
  ///   - ties: How tied events are treated.
  ///   - variance: Which variance ``variance`` is; by default what fits the data.
  ///   - level: The confidence level of limits.
  ///   - control: How the maximum is sought.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: O(n p²) a step after the sort of the data, O(n p) memory.
  /// - Throws: `.lengthsDiffer`, `.invalidLevel`, `.covariateNotFinite`, `.offsetNotFinite`,
  ///   `.offsetOutOfRange`, `.exactNeedsFrequencies`, `.weightsOutOfRange`, `.exactNotRobust` or
  ///   `.noEvents`.
  public init(
    _ data: SurvivalData, covariates: Matrix, offset: [Double]? = nil, ties: TieMethod = .efron,
    variance: VarianceEstimator? = nil, level: Double = 0.95, control: CoxControl = CoxControl(),
    threads: Int = 1
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try Self.check(data, covariates, offset)
    if ties == .exact {
      guard data.weights == nil || data.countsCopies else { throw .exactNeedsFrequencies }
      guard variance ?? data.defaultVariance == .model else { throw .exactNotRobust }
    }
    let sets = CoxRiskSets(data, covariates, offset: offset, ties: ties, threads: threads)
    guard !sets.blocks.isEmpty else { throw .noEvents }
    guard var newton = LikelihoodNewton(sets, control) else { throw .offsetOutOfRange }
    newton.run()
    let scale = sets.scale
    self.data = data
    self.sets = sets
    self.newton = newton
    self.ties = ties
    self.level = level
    status = newton.status
    iterations = newton.iterations
    iterate = scale.indices.map { newton.point.beta[$0] * scale[$0] }
    reasons = scale.indices.map { newton.reason($0) }
    coefficients = scale.indices.map {
      newton.reason($0) == nil ? newton.point.beta[$0] * scale[$0] : nil
    }
    logLikelihood = newton.point.sums.logLikelihood
    nullLogLikelihood = newton.null.sums.logLikelihood
    score = sets.unscaled(score: newton.point.derivatives.score)
    nullScore = sets.unscaled(score: newton.null.derivatives.score)
    information = sets.unscaled(information: newton.point.derivatives.information)
    nullInformation = sets.unscaled(information: newton.null.derivatives.information)
    let scaledVariance = newton.variance
    modelVariance = sets.unscaled(variance: scaledVariance)
    events = sets.blocks.reduce(0) { $0 + $1.weight }
    if variance ?? data.defaultVariance == .robust {
      let squares = sets.clusterSquares(newton.point.sums, data)
      robustVariance = sets.unscaled(
        variance: scaledVariance.times(squares).times(scaledVariance))
    } else {
      robustVariance = nil
    }
  }

  /// The variance of the coefficients, robust where it was asked for.
  public var variance: Matrix { robustVariance ?? modelVariance }

  private static func check(
    _ data: SurvivalData, _ covariates: Matrix, _ offset: [Double]?
  ) throws(SurvivalError) {
    try SurvivalData.check(covariates.rows, .covariates, data.count)
    try SurvivalData.check(offset?.count, .offset, data.count)
    let total = data.rowWeights.reduce(0, +)
    guard total > 1e-140, total < CoxRiskSets.largestSize else { throw .weightsOutOfRange }
    let values = covariates.storage
    for i in values.indices where !values[i].isFinite {
      throw .covariateNotFinite(row: i % data.count, column: i / data.count)
    }
    guard let offset else { return }
    for i in 0..<offset.count where !offset[i].isFinite { throw .offsetNotFinite(row: i) }
  }
}
