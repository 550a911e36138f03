/// Continued fractions by the modified method of Lentz (Thompson and Barnett 1986).
///
/// [Thompson and Barnett 1986]: https://doi.org/10.1016/0021-9991(86)90046-X
enum ContinuedFraction {
  private static let tiny = 1e-290

  /// The value of b₀ + a₁/(b₁ + a₂/(b₂ + …)), where `next` gives aᵢ and bᵢ for i = 1, 2, ….
  static func value(start: Double, _ next: (Double) -> (a: Double, b: Double)) -> Double {
    var value = start == 0 ? tiny : start
    var (c, d) = (value, 0.0)
    for i in 1...10_000_000 {
      let (a, b) = next(Double(i))
      d = b + a * d
      c = b + a / c
      if abs(d) < tiny { d = tiny }
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let change = c * d
      value *= change
      if abs(change - 1) < 2e-16 { break }
    }
    return value
  }
}
