internal import LinearAlgebra

/// The maximum of the likelihood of generalised gamma times.
///
/// For a given shape the likelihood is that of a location and a scale, with one maximum. The shape is
/// first looked for among some; around the best its profile's slope is then brought to 0 by Newton's method,
/// kept within a bracket.
struct GeneralizedGammaSearch {
  /// (α, τ) and Q.
  private(set) var theta: [Double]
  private(set) var shape = 1.0
  private(set) var expansion: Expansion
  private(set) var iterations = 0
  /// Why there is no maximum.
  private(set) var reason: NotEstimable?
  /// The derivatives in Q at the place where the search has ended.
  private(set) var derivatives: ParametricLikelihood.ShapeDerivatives

  private let frame: ParametricFrame
  private var isDrifting = false

  /// The shapes that are tried first, and the widest at all.
  private static let shapes = [1, 0.5, 0, -0.5, -1, -2, 2, 4, -4]
  private static let widest = 32.0

  /// Nil where the likelihood cannot be evaluated.
  init?(_ frame: ParametricFrame) {
    self.frame = frame
    var best: (search: ConcaveSearch<ParametricLikelihood>, shape: Double)?
    var (starts, steps) = ([(shape: Double, theta: [Double])](), 0)
    for shape in Self.shapes {
      let near = starts.min { abs($0.shape - shape) < abs($1.shape - shape) }
      guard
        let search = Self.inner(frame, shape, from: near?.theta ?? frame.start, tolerance: 1e-5)
      else { continue }
      starts.append((shape, search.beta))
      steps += search.iterations
      if search.expansion.value > best?.search.expansion.value ?? -.infinity {
        best = (search, shape)
      }
    }
    guard let best else { return nil }
    (theta, expansion, shape) = (best.search.beta, best.search.expansion, best.shape)
    iterations = steps
    isDrifting = best.search.isDrifting
    derivatives = frame.likelihood.shapeDerivatives(at: best.search.beta, shape: best.shape)
    run()
  }

  private static func inner(
    _ frame: ParametricFrame, _ shape: Double, from start: [Double], tolerance: Double
  ) -> ConcaveSearch<ParametricLikelihood>? {
    var likelihood = frame.likelihood
    likelihood.distribution = .logGamma(LogGammaVariable(shape: shape))
    var search = ConcaveSearch(likelihood, from: start, holding: frame.held, tolerance: tolerance)
    search?.run()
    return search?.isConverged == true ? search : nil
  }

  /// Goes to a shape; false where there is no maximum at it.
  private mutating func move(to next: Double) -> Bool {
    guard let search = Self.inner(frame, next, from: theta, tolerance: 1e-10) else { return false }
    (theta, expansion, shape) = (search.beta, search.expansion, next)
    iterations += search.iterations
    isDrifting = search.isDrifting
    derivatives = frame.likelihood.shapeDerivatives(at: theta, shape: next)
    return true
  }

  private mutating func run() {
    guard !isDrifting else {
      reason = .infiniteCoefficient
      return
    }
    guard move(to: shape), let bracket = bracket() else {
      reason = reason ?? .notConverged
      return
    }
    var (low, high) = bracket
    for _ in 0..<100 {
      if derivatives.slope > 0 { low = max(low, shape) } else { high = min(high, shape) }
      let curvature = profileCurvature
      let newton = shape + derivatives.slope / curvature
      let isGood = curvature > 0 && newton > low && newton < high
      let next = isGood ? newton : (low + high) / 2
      let step = next - shape
      guard move(to: next) else { break }
      if abs(step) <= 1e-9 * (1 + abs(next)) {
        if isDrifting { reason = .infiniteCoefficient }
        if profileCurvature <= 0 { reason = .notConverged }
        return
      }
    }
    reason = .notConverged
  }

  /// An interval at whose ends the profile falls away from it; nil where it rises as far as is looked.
  private mutating func bracket() -> (Double, Double)? {
    let isUp = derivatives.slope > 0
    let start = shape
    var (inside, reach) = (shape, 0.25)
    while abs(start + reach) <= Self.widest {
      let outside = start + (isUp ? reach : -reach)
      guard move(to: outside) else { return nil }
      if (derivatives.slope > 0) != isUp || derivatives.slope == 0 {
        return isUp ? (inside, outside) : (outside, inside)
      }
      inside = outside
      reach *= 2
    }
    reason = .shapeAtBound
    return nil
  }

  /// Minus the second derivative of the profile.
  private var profileCurvature: Double {
    let cross = derivatives.cross.indices.map { frame.held[$0] ? 0 : derivatives.cross[$0] }
    return -derivatives.second - factor.quadraticForm(cross)
  }

  private var factor: TriangularFactor {
    TriangularFactor(
      expansion.curvature,
      tolerance: expansion.curvature.diagonal.map { 1e-14 * abs($0) }, dropping: frame.held)
  }

  /// The inverse information of (α, τ, Q).
  var inverse: Matrix {
    let width = theta.count
    var all = Matrix(rows: width + 1, columns: width + 1)
    for j in 0..<width {
      for i in 0..<width { all[i, j] = expansion.curvature[i, j] }
      all[width, j] = -derivatives.cross[j]
      all[j, width] = -derivatives.cross[j]
    }
    all[width, width] = -derivatives.second
    return TriangularFactor(
      all, tolerance: all.diagonal.map { 1e-14 * abs($0) }, dropping: frame.held + [false]
    ).inverse
  }
}
