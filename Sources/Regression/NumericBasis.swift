#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The transform of a numeric column with everything it took from the data.
enum NumericBasis: Sendable, Equatable {
  case elementwise(Transform)
  case polynomial(OrthogonalPolynomial)
  case restricted(RestrictedCubicSpline)
  case natural(NaturalSpline)

  /// Fits a transform to the values of the rows used; `nil` where too few are distinct.
  init?(_ transform: Transform, over values: [Double]) {
    guard Self.hasDistinct(transform.width + 1, in: values) else { return nil }
    switch transform {
    case .identity, .logarithm, .squareRoot, .power:
      self = .elementwise(transform)
    case .polynomial(let degree):
      self = .polynomial(OrthogonalPolynomial(degree: degree, over: values))
    case .restrictedSpline(.at(let knots)):
      self = .restricted(RestrictedCubicSpline(knots: knots))
    case .restrictedSpline(.number(let count)):
      guard let knots = RestrictedCubicSpline.knots(count, of: values) else { return nil }
      self = .restricted(RestrictedCubicSpline(knots: knots))
    case .naturalSpline(.number(let degrees)):
      guard let spline = NaturalSpline(degreesOfFreedom: degrees, over: values) else { return nil }
      self = .natural(spline)
    case .naturalSpline(.at(let knots)):
      guard let low = values.min(), let high = values.max(), let first = knots.first,
        let last = knots.last, low < first, last < high
      else { return nil }
      self = .natural(NaturalSpline(innerKnots: knots, boundary: low...high))
    }
  }

  /// Whether at least so many values differ from each other.
  private static func hasDistinct(_ count: Int, in values: [Double]) -> Bool {
    var seen: Set<Double> = []
    for value in values {
      seen.insert(value)
      if seen.count >= count { return true }
    }
    return false
  }

  /// The number of each column, where there are several.
  var levels: [String?] {
    let width =
      switch self {
      case .elementwise: 1
      case .polynomial(let basis): basis.degree
      case .restricted(let spline): spline.knots.count - 1
      case .natural(let spline): spline.width
      }
    return width == 1 ? [nil] : (1...width).map { String($0) }
  }

  /// The columns at each x; results that do not exist are not finite.
  func columns(_ x: [Double]) -> [[Double]] {
    switch self {
    case .elementwise(let transform): [Self.elementwise(transform, x)]
    case .polynomial(let basis): basis.columns(x)
    case .restricted(let spline): spline.columns(x)
    case .natural(let spline): spline.columns(x)
    }
  }

  private static func elementwise(_ transform: Transform, _ x: [Double]) -> [Double] {
    var result = x
    switch transform {
    case .logarithm(let shift): for i in x.indices { result[i] = log(x[i] + shift) }
    case .squareRoot(let shift): for i in x.indices { result[i] = (x[i] + shift).squareRoot() }
    case .power(let exponent): for i in x.indices { result[i] = pow(x[i], exponent) }
    default: break
    }
    return result
  }
}

extension Transform {
  /// The number of columns that need as many distinct values, and one more; 0 where any will do.
  fileprivate var width: Int {
    switch self {
    case .identity, .logarithm, .squareRoot, .power: 0
    case .polynomial(let degree): degree
    case .restrictedSpline(.number(let count)): count - 1
    case .restrictedSpline(.at(let knots)): knots.count - 1
    case .naturalSpline(.number(let degrees)): degrees
    case .naturalSpline(.at(let knots)): knots.count + 1
    }
  }
}
