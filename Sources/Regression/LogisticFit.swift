internal import LinearAlgebra

/// The maximum of a likelihood over scaled columns, or what there is instead.
struct LogisticFit {
  let coefficients: [Double]
  let predictor: [Double]
  let logLikelihood: Double
  let penalizedLogLikelihood: Double?
  let iterations: Int
  let hasConverged: Bool
  let conditionNumber: Double
  let separation: SeparationCheck.Finding?
  /// R of √W X at the maximum; `nil` where there is none.
  let upper: UpperTriangular?

  init(
    _ design: ScaledDesign, _ response: BinaryResponse, columns: [DesignColumn],
    options: LogisticOptions
  ) {
    let start = Self.start(design, response)
    switch options.method {
    case .logistic:
      self.init(maximumLikelihood: design, response, columns, start, options)
    case .firth:
      self.init(firth: design, response, start, options)
    }
  }

  private init(
    maximumLikelihood design: ScaledDesign, _ response: BinaryResponse, _ columns: [DesignColumn],
    _ start: [Double], _ options: LogisticOptions
  ) {
    let solver = LogisticSolver(
      design.matrix, response, start: start, conditionNumber: design.conditionNumber,
      maximumIterations: options.maximumIterations)
    coefficients = solver.coefficients
    predictor = solver.predictor
    logLikelihood = solver.logLikelihood
    penalizedLogLikelihood = nil
    iterations = solver.iterations
    separation =
      solver.outcome == .separated
      ? SeparationCheck.finding(design, response, columns: columns) : nil
    hasConverged = solver.outcome == .converged
    upper = solver.upper
    conditionNumber =
      upper.map { ScaledDesign.conditionNumber($0.matrix) } ?? design.conditionNumber
  }

  /// What a solver over blocks of rows found.
  init(_ solver: BlockedLogisticSolver) {
    coefficients = solver.coefficients
    predictor = solver.predictor
    logLikelihood = solver.logLikelihood
    penalizedLogLikelihood = nil
    iterations = solver.iterations
    separation = nil
    hasConverged = true
    upper = solver.upper
    conditionNumber = solver.conditionNumber
  }

  private init(
    firth design: ScaledDesign, _ response: BinaryResponse, _ start: [Double],
    _ options: LogisticOptions
  ) {
    separation = nil
    guard
      let solver = FirthSolver(
        design.matrix, response, start: start, maximumIterations: options.maximumIterations)
    else {
      coefficients = start
      predictor = design.matrix.times(start)
      logLikelihood = response.logLikelihood(predictor)
      (penalizedLogLikelihood, iterations, hasConverged, upper) = (nil, 0, false, nil)
      conditionNumber = design.conditionNumber
      return
    }
    coefficients = solver.state.coefficients
    predictor = solver.state.predictor
    logLikelihood = solver.state.logLikelihood
    var penalized = solver.state.penalizedLogLikelihood
    for scale in design.scaling.scales { penalized += logarithm(scale) }
    penalizedLogLikelihood = penalized
    iterations = solver.iterations
    hasConverged = solver.hasConverged
    upper = solver.state.upper
    conditionNumber = ScaledDesign.conditionNumber(solver.state.upper.matrix)
  }

  /// The intercept that fits the mean, and zeros.
  private static func start(_ design: ScaledDesign, _ response: BinaryResponse) -> [Double] {
    var start = [Double](repeating: 0, count: design.matrix.columns)
    guard design.scaling.hasIntercept, let first = start.indices.first else { return start }
    start[first] = response.logitOfMean - response.meanOffset
    return start
  }

  /// The log-likelihood of the intercept and the offset, or of the offset alone.
  static func nullLogLikelihood(_ response: BinaryResponse, hasIntercept: Bool) -> Double {
    let zeros = [Double](repeating: 0, count: response.count)
    guard hasIntercept else { return response.logLikelihood(response.offset ?? zeros) }
    let start = response.logitOfMean - response.meanOffset
    guard response.offset != nil else { return response.logLikelihood(ofConstant: start) }
    let ones = Matrix(rows: response.count, columns: 1, repeating: 1)
    return LogisticSolver(
      ones, response, start: [start], conditionNumber: 1, maximumIterations: 100
    ).logLikelihood
  }
}
