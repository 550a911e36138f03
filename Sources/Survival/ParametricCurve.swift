internal import Foundation

/// The distribution of times of someone, and how what is said of them changes with its parameters.
struct ParametricCurve: Sendable {
  let distribution: ParametricDistribution
  let logScale: Double
  let shape: Double

  /// A number and its derivatives in the location, the log scale and the shape.
  struct Point {
    var value: Double
    var byLocation: Double
    var byLogScale = 0.0
    var byShape = 0.0
  }

  private var scale: Double { exp(logScale) }
  private var standard: StandardVariable { distribution.standard(shape: shape) }

  /// The share that survives a time above 0.
  func survival(at time: Double, location: Double) -> Point {
    guard distribution != .gompertz else { return gompertz(at: time, location: location) }
    let z = (log(max(time, .leastNormalMagnitude)) - location) / scale
    if case .logGamma(let variable) = standard {
      let jet = variable.logSurvival(z, shapes: true)
      let value = exp(jet.value)
      let density = exp(variable.height(z))
      guard value > 0 else { return Point(value: 0, byLocation: 0) }
      return Point(
        value: value, byLocation: density / scale, byLogScale: density > 0 ? density * z : 0,
        byShape: value * jet.byShape)
    }
    let density = exp(standard.logDensity(z).value)
    return Point(
      value: exp(standard.logSurvival(z).value), byLocation: density / scale,
      byLogScale: density > 0 ? density * z : 0)
  }

  private func gompertz(at time: Double, location: Double) -> Point {
    let (x, rate) = (shape * time, exp(location))
    var (hazard, byShape) = (0.0, 0.0)
    if x < -1 {
      // What is left of eˣ may be nothing while the time is too large for its square.
      let (left, own) = (exp(x), -expm1(x) / shape)
      hazard = -rate * own
      byShape = rate * ((left > 0 ? time * left : 0) + own) / shape
    } else {
      let part = ExponentialRemainder(x)
      hazard = rate * time * part.psi
      byShape = rate * time * time * part.psiFirst
    }
    let value = exp(-hazard)
    guard value > 0, hazard.isFinite else { return Point(value: 0, byLocation: 0) }
    return Point(value: value, byLocation: -value * hazard, byShape: -value * byShape)
  }

  /// The logarithm of the time by which a share has had the event; nil where so many never have it.
  func logQuantile(_ share: Double, location: Double) -> Point? {
    guard distribution != .gompertz else {
      let y = -log1p(-share) * exp(-location)
      let x = shape * y
      guard 1 + x > 0 else { return nil }
      let slope = Self.logarithmSlope(x)
      let time = y * slope.value
      // t = log(1 + a y)/a, so that dt/dm = −y/(1 + a y) and dt/da = y² d(log(1 + x)/x)/dx.
      return Point(
        value: log(time), byLocation: -y / (1 + x) / time, byShape: y * y * slope.first / time)
    }
    let z = standard.quantile(share)
    var point = Point(value: location + scale * z, byLocation: 1, byLogScale: scale * z)
    if case .logGamma(let variable) = standard {
      let jet = variable.logSurvival(z, shapes: true)
      point.byShape = -scale * jet.byShape / jet.first
    }
    return point
  }

  /// log(1 + x)/x and its derivative.
  private static func logarithmSlope(_ x: Double) -> (value: Double, first: Double) {
    guard abs(x) < 0.1 else {
      let value = log1p(x) / x
      return (value, (1 / (1 + x) - value) / x)
    }
    var (value, first) = (0.0, 0.0)
    for n in (0..<18).reversed() {
      first = first * x + value
      value = value * x + (n % 2 == 0 ? 1 : -1) / Double(n + 1)
    }
    return (value, first)
  }

  /// The logarithm of the mean time; nil where it is infinite.
  func logMean(location: Double) -> Point? {
    switch standard {
    case .logGamma(let variable):
      return variable.logMean(scale: scale).map {
        Point(
          value: location + $0.value, byLocation: 1, byLogScale: $0.byLogScale,
          byShape: $0.byShape)
      }
    case _ where distribution == .gompertz: return gompertzMean(location)
    default:
      return standard.logMean(scale: scale).map {
        Point(
          value: location + $0.value, byLocation: 1,
          byLogScale: distribution.hasScale ? $0.slope : 0)
      }
    }
  }

  /// With ρ = a e⁻ᵐ the mean is e⁻ᵐ ∫ e⁻ʸ/(1 + ρ y) dy over the cumulative hazard y.
  private func gompertzMean(_ location: Double) -> Point? {
    guard shape >= 0 else { return nil }
    let ratio = shape * exp(-location)
    guard ratio.isFinite else { return nil }
    func integral(_ height: (Double, Double) -> Double) -> Double {
      // Over log(1 + ρ y), on which the integrand is smooth for any ρ.
      let end = 60.0
      let substitutes = ratio > 1
      let top = substitutes ? log1p(ratio * end) : end
      return AdaptiveQuadrature.integral(from: 0, to: top, tolerance: 1e-12 / max(ratio, 1)) { u in
        let y = substitutes ? expm1(u) / ratio : u
        let rest = 1 + ratio * y
        return exp(-y) * height(y, rest) * (substitutes ? rest / ratio : 1)
      }
    }
    let value = integral { 1 / $1 }
    let byLocation = -integral { 1 / ($1 * $1) }
    let byShape = -integral { $0 / ($1 * $1) } * exp(-location)
    guard value > 0 else { return nil }
    return Point(
      value: log(value) - location, byLocation: byLocation / value, byShape: byShape / value)
  }
}
