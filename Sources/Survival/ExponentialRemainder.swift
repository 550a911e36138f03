internal import Foundation

/// What is left of eˣ after its first terms, over powers of x, with derivatives: all smooth at 0.
///
/// ψ(x) = (eˣ − 1)/x and φ(x) = (eˣ − 1 − x)/x².
struct ExponentialRemainder {
  private(set) var psi = 1.0
  private(set) var psiFirst = 0.5
  private(set) var psiSecond = 1.0 / 3
  private(set) var phi = 0.5
  private(set) var phiFirst = 1.0 / 6
  private(set) var phiSecond = 1.0 / 12
  private(set) var exponential = 1.0

  /// 1/(n + 2)! for n from 0.
  private static let coefficients: [Double] = (0..<20).map { n in
    1 / (1...n + 2).reduce(1.0) { $0 * Double($1) }
  }

  init(_ x: Double) {
    exponential = exp(x)
    guard abs(x) < 1 else {
      psi = (exponential - 1) / x
      psiFirst = (exponential - psi) / x
      psiSecond = (exponential - 2 * psiFirst) / x
      phi = (psi - 1) / x
      phiFirst = (psi - 2 * phi) / x
      phiSecond = (psiFirst - 3 * phiFirst) / x
      return
    }
    (phi, phiFirst, phiSecond) = (0, 0, 0)
    for coefficient in Self.coefficients.reversed() {
      phiSecond = phiSecond * x + 2 * phiFirst
      phiFirst = phiFirst * x + phi
      phi = phi * x + coefficient
    }
    psi = 1 + x * phi
    psiFirst = phi + x * phiFirst
    psiSecond = 2 * phiFirst + x * phiSecond
  }

  /// φ alone.
  static func phi(_ x: Double) -> Double {
    guard abs(x) < 1 else { return ((exp(x) - 1) / x - 1) / x }
    var sum = 0.0
    for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
    return sum
  }
}
