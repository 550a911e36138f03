internal import Foundation

/// What Stirling's formula leaves of log Γ(k), as a function of r = 1/k that is smooth at 0.
///
/// δ = log Γ(k) − (k − ½) log k + k − ½ log 2π, by its series (DLMF 5.11.1) for k above 10 and below it
/// by δ(k) = δ(k + 1) + (k + ½) log(1 + 1/k) − 1.
struct StirlingRemainder {
  let value: Double
  /// The derivative in r.
  let first: Double
  /// The second derivative in r.
  let second: Double

  /// B₂ₙ/(2n (2n − 1)), the coefficients of odd powers of r.
  private static let coefficients: [Double] = [
    1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156,
    -3617 / 122_400,
  ]

  /// At 1/k, 0 or above.
  init(reciprocal r: Double) {
    guard r > 0.1 else {
      (value, first, second) = Self.series(r)
      return
    }
    var k = 1 / r
    var (sum, byK, byKTwice) = (0.0, 0.0, 0.0)
    while k < 10 {
      let product = k * (k + 1)
      sum += (k + 0.5) * log1p(1 / k) - 1
      byK += log1p(1 / k) - (k + 0.5) / product
      byKTwice += 0.5 / (product * product)
      k += 1
    }
    let rest = Self.series(1 / k)
    let square = k * k
    sum += rest.0
    byK -= rest.1 / square
    byKTwice += rest.2 / (square * square) + 2 * rest.1 / (square * k)
    let start = 1 / r
    value = sum
    first = -start * start * byK
    second = start * start * start * (start * byKTwice + 2 * byK)
  }

  private static func series(_ r: Double) -> (Double, Double, Double) {
    let square = r * r
    var (value, first, second) = (0.0, 0.0, 0.0)
    for (n, coefficient) in coefficients.enumerated().reversed() {
      let degree = Double(2 * n + 1)
      value = value * square + coefficient
      first = first * square + degree * coefficient
      if n > 0 { second = second * square + degree * (degree - 1) * coefficient }
    }
    return (value * r, first, second * r)
  }
}
