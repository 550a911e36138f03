internal import Foundation

/// The standard variable of the generalised gamma distribution, of shape Q.
///
/// With k = 1/Q² its density is |Q| kᵏ exp(k (Q w − e^{Qw}))/Γ(k), which is normal at Q = 0, the extreme value
/// distribution at Q = 1, and smooth in Q between. It is computed as
/// log f = −½ log 2π − δ(k) − w² φ(Q w), where nothing cancels. Prentice 1974,
/// doi:10.1093/biomet/61.3.539; Stacy 1962, doi:10.1214/aoms/1177704481.
package struct LogGammaVariable: Sendable {
  /// Q.
  package let shape: Double
  /// log f at its mode, 0, with the derivatives in Q.
  private let constant: Double
  private let constantFirst: Double
  private let constantSecond: Double

  /// A logarithm with its derivatives in w and Q.
  package struct Jet: Sendable {
    package var value: Double
    package var first: Double
    package var second: Double
    package var byShape = 0.0
    package var byShapeTwice = 0.0
    package var cross = 0.0
  }

  package init(shape: Double) {
    self.shape = shape
    let delta = StirlingRemainder(reciprocal: shape * shape)
    constant = -0.5 * log(2 * Double.pi) - delta.value
    constantFirst = -2 * shape * delta.first
    constantSecond = -2 * delta.first - 4 * shape * shape * delta.second
  }

  /// log f(w) with all derivatives.
  package func logDensity(_ w: Double) -> Jet {
    let part = ExponentialRemainder(shape * w)
    let square = w * w
    return Jet(
      value: constant - square * part.phi, first: -w * part.psi, second: -part.exponential,
      byShape: constantFirst - square * w * part.phiFirst,
      byShapeTwice: constantSecond - square * square * part.phiSecond,
      cross: -square * part.psiFirst)
  }

  /// log S(w), with derivatives in Q only where they are asked for.
  /// - Complexity: some sixty exponentials.
  package func logSurvival(_ w: Double, shapes: Bool) -> Jet {
    let density = shapes ? logDensity(w) : slope(w)
    guard w < 0 else {
      let tail = UpperTail(self, from: w, shapes: shapes)
      let hazard = exp(density.value - tail.logarithm)
      return Jet(
        value: tail.logarithm, first: -hazard, second: -hazard * (hazard + density.first),
        byShape: tail.mean, byShapeTwice: tail.square - tail.mean * tail.mean,
        cross: -hazard * (density.byShape - tail.mean))
    }
    // Where the density is 0 nothing is below.
    guard density.value > -700 else { return Jet(value: 0, first: 0, second: 0) }
    // The lower tail is the upper one of the variable of shape −Q at −w.
    let tail = UpperTail(LogGammaVariable(shape: -shape), from: -w, shapes: shapes)
    let below = exp(tail.logarithm)
    let above = 1 - below
    let hazard = exp(density.value) / above
    let (first, second) = (below * tail.mean / above, -below * tail.square / above)
    return Jet(
      value: log1p(-below), first: -hazard, second: -hazard * (hazard + density.first),
      byShape: first, byShapeTwice: second - first * first,
      cross: -hazard * (density.byShape - first))
  }

  /// The density with its derivatives in w alone.
  private func slope(_ w: Double) -> Jet {
    let x = shape * w
    let e = exp(x)
    let psi = abs(x) < 1e-5 ? 1 + x / 2 + x * x / 6 : expm1(x) / x
    return Jet(value: height(w), first: -w * psi, second: -e)
  }

  /// log f(w).
  func height(_ w: Double) -> Double {
    constant - w * w * ExponentialRemainder.phi(shape * w)
  }

  /// log E exp(σ w) with its derivatives in log σ and Q; nil where the mean is infinite.
  ///
  /// log Γ(k + σ/Q) − log Γ(k) − (σ/Q) log k, written with y = σ Q as
  /// σ² ((1 + y) log(1 + y) − y)/y² − ½ log(1 + y) + δ(k (1 + y)) − δ(k).
  package func logMean(scale: Double) -> (value: Double, byLogScale: Double, byShape: Double)? {
    let y = scale * shape
    let rest = 1 + y
    guard rest > 0 else { return nil }
    let (chi, slope) = Self.excess(y)
    let r = shape * shape
    let (above, own) = (
      StirlingRemainder(reciprocal: r / rest), StirlingRemainder(reciprocal: r)
    )
    let value = scale * scale * chi - log1p(y) / 2 + above.value - own.value
    let byScale =
      2 * scale * chi + scale * scale * slope * shape - shape / (2 * rest)
      - above.first * r * shape / (rest * rest)
    let byShape =
      scale * scale * scale * slope - scale / (2 * rest)
      + above.first * (2 * shape / rest - r * scale / (rest * rest)) - own.first * 2 * shape
    return (value, scale * byScale, byShape)
  }

  /// ((1 + y) log(1 + y) − y)/y² and its derivative.
  private static func excess(_ y: Double) -> (Double, Double) {
    guard abs(y) < 0.1 else {
      let value = ((1 + y) * log1p(y) - y) / (y * y)
      return (value, (log1p(y) / y - 2 * value) / y)
    }
    // 1/2 − y/6 + y²/12 − …, the terms being 1/((n + 1)(n + 2)).
    var (value, slope) = (0.0, 0.0)
    for n in (0..<18).reversed() {
      slope = slope * y + value
      value = value * y + (n % 2 == 0 ? 1 : -1) / Double((n + 1) * (n + 2))
    }
    return (value, slope)
  }

  /// The w below which a share p lies.
  package func quantile(_ p: Double) -> Double {
    let below = UpperTail(LogGammaVariable(shape: -shape), from: 0, shapes: false).logarithm
    return log(p) <= below
      ? -LogGammaVariable(shape: -shape).upperQuantile(log(p)) : upperQuantile(log1p(-p))
  }

  /// The w ≥ 0 beyond which a share lies, by Newton's method on a concave function.
  private func upperQuantile(_ logShare: Double) -> Double {
    var (w, inside) = (0.0, 0.0)
    for _ in 0..<200 {
      let jet = logSurvival(w, shapes: false)
      guard jet.value.isFinite, jet.first.isFinite else {
        w = (w + inside) / 2
        continue
      }
      inside = w
      let step = (logShare - jet.value) / jet.first
      guard step.isFinite else { break }
      w = max(w + step, 0)
      if abs(step) <= 1e-14 * (1 + w) { break }
    }
    return w
  }
}

/// The integral of the density of a log-gamma variable above a point right of its mode, and the means of
/// the derivatives of log f in Q there.
private struct UpperTail {
  /// The logarithm of the integral.
  private(set) var logarithm: Double
  /// The mean of ∂ log f/∂Q.
  private(set) var mean = 0.0
  /// The mean of ∂² log f/∂Q² + (∂ log f/∂Q)².
  private(set) var square = 0.0

  /// What is left beyond e⁻⁴⁰ of the height is not counted.
  private static let depth = 40.0

  init(_ variable: LogGammaVariable, from start: Double, shapes: Bool) {
    let top = variable.height(start)
    let width = Self.width(variable, from: start, top: top)
    let unit = abs(variable.shape) > 0 ? 2 / abs(variable.shape) : .infinity
    var (low, high) = (0.0, min(width / 4, unit))
    var (sum, first, second) = (0.0, 0.0, 0.0)
    while low < width {
      let half = (high - low) / 2
      for (node, weight) in GaussLegendre.twenty {
        let w = start + low + half * (1 + node)
        if shapes {
          let jet = variable.logDensity(w)
          let mass = weight * half * exp(jet.value - top)
          sum += mass
          first += mass * jet.byShape
          second += mass * (jet.byShapeTwice + jet.byShape * jet.byShape)
        } else {
          sum += weight * half * exp(variable.height(w) - top)
        }
      }
      low = high
      high = min(width, low + (variable.shape > 0 ? unit : max(unit, low)))
    }
    logarithm = top + log(sum)
    guard shapes else { return }
    (mean, square) = (first / sum, second / sum)
  }

  /// How far the density is above e⁻⁴⁰ of its height at the start; it may be a little further.
  private static func width(
    _ variable: LogGammaVariable, from start: Double, top: Double
  ) -> Double {
    func drop(_ s: Double) -> (value: Double, slope: Double) {
      let x = variable.shape * (start + s)
      let slope = abs(x) < 1e-5 ? (start + s) * (1 + x / 2) : expm1(x) / variable.shape
      return (top - variable.height(start + s), slope)
    }
    var s = min(9, variable.shape > 0 ? depth / drop(0).slope : 9)
    while !drop(s).value.isFinite, s > 1e-300 { s /= 2 }
    while drop(s).value < depth, s < 1e8 { s *= 1.5 }
    // The logarithm is concave, so that Newton's steps stay beyond.
    for _ in 0..<60 {
      let now = drop(s)
      guard !(now.value < 1.2 * depth) else { break }
      s -= (now.value - depth) / now.slope
    }
    return s
  }
}
