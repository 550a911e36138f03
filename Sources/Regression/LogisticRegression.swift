public import LinearAlgebra
internal import Platform

/// A fitted logistic regression: ln(p / (1 − p)) = Xβ + offset.
///
/// Columns are centred and scaled inside and results given for the columns as they are. A column
/// that depends on those before it gets no coefficient. Where maximum likelihood has no finite
/// estimate (separation) the coefficients that go to infinity get none, the others their limits, and
/// ``converged`` is false.
public struct LogisticRegression: Sendable {
  /// The coefficients, one for each column, in order.
  public let coefficients: [Coefficient]
  /// The covariance of the coefficients that have an estimate, in their order: the inverse of the
  /// Fisher information XᵀWX.
  public let covariance: Matrix
  /// Σ w ln P(y), without the penalty where there is one; under separation its supremum.
  public let logLikelihood: Double
  /// The log-likelihood with Firth's penalty ½ ln |XᵀWX|; `nil` for maximum likelihood.
  public let penalizedLogLikelihood: Double?
  /// The log-likelihood of the model with the intercept and the offset alone.
  public let nullLogLikelihood: Double
  /// P(outcome = 1) of each row; where ``converged`` is false, of the last step.
  public let fittedProbabilities: [Double]
  /// Xβ + offset of each row; where ``converged`` is false, of the last step.
  public let linearPredictor: [Double]
  /// The number of steps taken.
  public let iterations: Int
  /// Whether there is a finite maximum and it was found.
  public let converged: Bool
  /// The condition number of the scaled columns with the weights of the last step.
  public let conditionNumber: Double
  /// What separates the outcome, where something does.
  public let separation: Separation?
  /// What a careful reader should know.
  public let findings: [RegressionFinding]

  let scaling: ColumnScaling
  let scaledCoefficients: [Double]
  let columns: [DesignColumn]

  /// Twice what the log-likelihood lacks to that of a perfect fit, which is 0.
  public var deviance: Double { -2 * logLikelihood }

  /// The deviance of the model with the intercept and the offset alone.
  public var nullDeviance: Double { -2 * nullLogLikelihood }

  /// The condition number above which estimates are not to be trusted to the last digits.
  public static let largestConditionNumber = 1e6

  /// Fits the outcome on the columns of a design.
  ///
  /// - Parameters:
  ///   - design: the covariates, one row a patient.
  ///   - outcome: 0 or 1 for each row of the design.
  ///   - weights: how often each row counts, 1 where not given.
  ///   - offset: a known part of the linear predictor, 0 where not given.
  ///   - options: what is maximised.
  ///   - threads: the most threads to use; the result does not depend on it.
  /// - Throws: what makes a fit impossible, such as an outcome that is always 1.
  /// - Complexity: O(rows · columns²) for each step.
  public init(
    _ design: DesignMatrix, outcome: [Double], weights: [Double]? = nil, offset: [Double]? = nil,
    options: LogisticOptions = LogisticOptions(), threads: Int = 1
  ) throws(RegressionError) {
    try self.init(
      design.matrix, columns: design.columns, outcome: outcome, weights: weights, offset: offset,
      options: options, threads: threads)
  }

  /// Fits the outcome on the columns of a matrix, of which the first may be a column of ones.
  ///
  /// - Parameters:
  ///   - matrix: the covariates, one row a patient.
  ///   - columns: what each column stands for.
  ///   - outcome: 0 or 1 for each row.
  ///   - weights: how often each row counts, 1 where not given.
  ///   - offset: a known part of the linear predictor, 0 where not given.
  ///   - options: what is maximised.
  ///   - threads: the most threads to use; the result does not depend on it.
  /// - Throws: what makes a fit impossible, such as an outcome that is always 1.
  /// - Complexity: O(rows · columns²) for each step.
  public init(
    _ matrix: Matrix, columns: [DesignColumn], outcome: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, options: LogisticOptions = LogisticOptions(), threads: Int = 1
  ) throws(RegressionError) {
    precondition(matrix.columns == columns.count && matrix.rows == outcome.count)
    let response = try BinaryResponse(outcome: outcome, weights: weights, offset: offset)
    try Self.checkFinite(matrix, columns, threads: threads)
    let moments = ColumnMoments(matrix, weights: response.weights, threads: threads)
    let (fit, scaling) = Self.fit(matrix, response, moments, columns, options, threads)
    var findings = scaling.aliased.map { RegressionFinding.aliased(columns[$0]) }
    let limit = fit.separation.flatMap { found in
      try? Self.limit(found, matrix, columns, outcome, weights, offset, options)
    }
    let table = CoefficientTable(fit, scaling, columns: columns, limit: limit)
    coefficients = table.coefficients
    covariance = table.covariance
    logLikelihood =
      fit.separation == nil ? fit.logLikelihood : limit.map(\.logLikelihood) ?? 0
    penalizedLogLikelihood = fit.penalizedLogLikelihood
    nullLogLikelihood = LogisticFit.nullLogLikelihood(
      response, hasIntercept: scaling.hasIntercept)
    let predictor = fit.predictor
    fittedProbabilities = Parallel.array(
      predictor.count, threads: threads, chunk: 16_384
    ) { rows, part in
      for i in rows { part[i - rows.lowerBound] = BinaryResponse.probability(predictor[i]) }
    }
    linearPredictor = fit.predictor
    iterations = fit.iterations
    converged = fit.hasConverged
    conditionNumber = fit.conditionNumber
    separation = fit.separation?.separation
    if let separation { findings.append(.separated(separation)) }
    if separation == nil, !converged { findings.append(.notConverged(iterations: iterations)) }
    if separation == nil, conditionNumber > Self.largestConditionNumber {
      findings.append(.illConditioned(conditionNumber: conditionNumber))
    }
    self.findings = findings
    self.scaling = scaling
    scaledCoefficients = fit.coefficients
    self.columns = columns
  }

  /// The maximum of the likelihood: by sums over blocks of rows where there are many rows and the
  /// columns are far from dependent, else over a scaled copy of the matrix.
  private static func fit(
    _ matrix: Matrix, _ response: BinaryResponse, _ moments: ColumnMoments,
    _ columns: [DesignColumn], _ options: LogisticOptions, _ threads: Int
  ) -> (LogisticFit, ColumnScaling) {
    if options.method == .logistic, BlockedLogisticSolver.isWorthwhile(matrix),
      let solver = BlockedLogisticSolver(
        matrix, response, moments, maximumIterations: options.maximumIterations, threads: threads)
    {
      return (LogisticFit(solver), solver.scaling)
    }
    let design = ScaledDesign(matrix, weights: response.weights, moments: moments)
    return (
      LogisticFit(design, response, columns: columns, options: options), design.scaling
    )
  }

  /// The fit to the rows that nothing separates, to which the whole fit tends.
  private static func limit(
    _ found: SeparationCheck.Finding, _ matrix: Matrix, _ columns: [DesignColumn],
    _ outcome: [Double], _ weights: [Double]?, _ offset: [Double]?, _ options: LogisticOptions
  ) throws(RegressionError) -> LogisticRegression {
    let rows = found.overlap
    let part = Matrix(
      columns: (0..<matrix.columns).map { j in rows.map { matrix[$0, j] } })
    return try LogisticRegression(
      part, columns: columns, outcome: rows.map { outcome[$0] },
      weights: weights.map { weights in rows.map { weights[$0] } },
      offset: offset.map { offset in rows.map { offset[$0] } }, options: options)
  }

  private static func checkFinite(
    _ matrix: Matrix, _ columns: [DesignColumn], threads: Int
  ) throws(RegressionError) {
    let bad = Parallel.map(matrix.columns, threads: threads) { j in
      matrix.withColumn(j) { column -> Int? in
        for i in 0..<column.count where !column[i].isFinite { return i }
        return nil
      }
    }
    for (j, row) in bad.enumerated() {
      if let row { throw .badCovariate(columns[j], row: row) }
    }
  }
}
