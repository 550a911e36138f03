internal import LinearAlgebra

/// The score test of coefficients that change with time, against proportional hazards.
///
/// It tests γ = 0 in the coefficients β + γ g(t), at the fitted β. With U_g = Σ g(t)(x − x̄) over
/// events and the information of (β, γ) built from the variance V(t) of the covariates over the
/// risk sets, weighted by 1, g and g², the statistic is U_gᵀ (I_γγ − I_γβ I_ββ⁻¹ I_βγ)⁻¹ U_g. g is
/// centred at its mean over the events. That is the test of the model; the robust one replaces the
/// variance of U_g by the squares, summed by cluster, of the score residuals of U_g less those that
/// estimating β explains (Boos 1992, doi:10.1080/00031305.1992.10475921), and holds under weights
/// and for dependent rows. Grambsch and Therneau 1994, doi:10.1093/biomet/81.3.515.
public struct ProportionalHazardsTest: Sendable {
  /// One test a term: chi-squared, degrees of freedom and p.
  public let terms: [SurvivalEstimate]
  /// The test of all columns together.
  public let global: SurvivalEstimate
  /// The function of time.
  public let transform: TimeTransform
  /// Where the variance of the score comes from.
  public let variance: VarianceEstimator

  /// Tests the columns of a fit.
  ///
  /// - Parameters:
  ///   - fit: A fit at its maximum.
  ///   - transform: The function of time g.
  ///   - terms: The columns of each term; by default each column is one.
  ///   - variance: Where the variance of the score comes from.
  /// - Complexity: O(n p²).
  public init(
    _ fit: Cox, transform: TimeTransform = .km, terms: [[Int]]? = nil,
    variance: VarianceEstimator = .model
  ) {
    let columns = terms ?? fit.iterate.indices.map { [$0] }
    self.transform = transform
    self.variance = variance
    guard let problem = Information(fit, transform, variance) else {
      let reason: NotEstimable =
        fit.status == .iterationLimit
        ? .notConverged
        : variance == .robust && fit.ties == .exact ? .noRobustVariance : .transformNotFinite
      self.terms = columns.map { _ in SurvivalEstimate(reason: reason) }
      global = SurvivalEstimate(reason: reason)
      return
    }
    self.terms = columns.map { problem.test($0, fit) }
    global = problem.test(Array(fit.iterate.indices), fit)
  }

  /// U_g and the variance of it after β has been estimated.
  private struct Information {
    private let score: [Double]
    private let variance: Matrix
    private let tolerance: Double
    private let isLeftOut: [Bool]

    init?(_ fit: Cox, _ transform: TimeTransform, _ estimator: VarianceEstimator) {
      guard fit.status != .iterationLimit else { return nil }
      guard estimator == .model || fit.ties != .exact else { return nil }
      let (sets, sums) = (fit.sets, fit.newton.point.sums)
      let value = transform.values(fit.data)
      var g = sets.blocks.map { value[$0.time] ?? 0 }
      guard g.allSatisfy(\.isFinite) else { return nil }
      var (total, weight) = (0.0, 0.0)
      for b in sets.blocks.indices {
        let block = sets.blocks[b]
        let count = fit.data.countsCopies ? block.weight : Double(block.deadEnd - block.start)
        total += count * g[b]
        weight += count
      }
      for b in g.indices { g[b] -= total / weight }
      isLeftOut = fit.reasons.map { $0 != nil }
      let once = sets.derivatives(sums, multiplier: g)
      let squares = sets.derivatives(sums, multiplier: g.map { $0 * $0 })
      let crossed = once.information.transposed.times(fit.newton.variance)
      score = once.score
      if estimator == .robust {
        variance = Self.squares(fit, g, crossed)
        tolerance = TriangularFactor.relativeTolerance * (variance.diagonal.max() ?? 0)
        return
      }
      let explained = crossed.times(once.information)
      var left = squares.information
      for j in 0..<left.columns { for i in 0..<left.rows { left[i, j] -= explained[i, j] } }
      variance = left
      tolerance = TriangularFactor.relativeTolerance * (squares.information.diagonal.max() ?? 0)
    }

    /// The squares by cluster of the residuals of U_g that remain after β has been estimated.
    private static func squares(_ fit: Cox, _ g: [Double], _ crossed: Matrix) -> Matrix {
      let (sets, sums, count) = (fit.sets, fit.newton.point.sums, fit.data.count)
      var left = sets.scoreResiduals(sums, rowCount: count, multiplier: g)
      let explained = sets.scoreResiduals(sums, rowCount: count).times(crossed.transposed)
      for j in 0..<left.columns { for i in 0..<left.rows { left[i, j] -= explained[i, j] } }
      return fit.data.clusterCrossProduct(sets.weighted(left, by: fit.data))
    }

    func test(_ columns: [Int], _ fit: Cox) -> SurvivalEstimate {
      let kept = columns.filter { !isLeftOut[$0] }
      guard !kept.isEmpty else {
        return SurvivalEstimate(reason: columns.first.flatMap { fit.reasons[$0] } ?? .noVariation)
      }
      var matrix = Matrix(rows: kept.count, columns: kept.count)
      for (i, a) in kept.enumerated() {
        for (j, b) in kept.enumerated() { matrix[i, j] = variance[a, b] }
      }
      let factor = TriangularFactor(
        matrix, tolerance: [Double](repeating: tolerance, count: kept.count))
      return .chiSquared(
        factor.quadraticForm(kept.map { score[$0] }), degreesOfFreedom: factor.rank)
    }
  }
}
