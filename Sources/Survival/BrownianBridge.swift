internal import Distributions

/// How far a Brownian bridge B on [0, 1] strays between two of its times.
package enum BrownianBridge {
  /// The c that the largest |B(u)|, or |B(u)|/√(u(1 − u)), over a range exceeds with probability 1 −
  /// level.
  ///
  /// - Parameters:
  ///   - kind: Hall and Wellner's is that of |B|, equal precision that of the quotient.
  ///   - range: Above 0 and below 1; with the ends for |B|.
  ///   - level: Strictly between 0 and 1.
  /// - Returns: c to 8 digits; nil if the range is not within (0, 1) or c is above 40.
  package static func criticalValue(
    _ kind: SimultaneousBand.Kind, over range: ClosedRange<Double>, level: Double
  ) -> Double? {
    let (a, b) = (range.lowerBound, range.upperBound)
    guard a >= 0, b <= 1, b > 0, kind == .hallWellner || a > 0 && b < 1 else { return nil }
    let pointwise = Normal.quantile((1 + level) / 2)
    switch kind {
    case .equalPrecision:
      let stay = StandardizedBridge(from: a, to: b)
      return root(from: pointwise, to: 40) { stay.probability(within: $0) - level }
    case .hallWellner:
      guard a < 1 else { return nil }
      let widest = min(max(a, 0.5), b)
      let least = pointwise * (widest * (1 - widest)).squareRoot()
      return root(from: least, to: 40) { probability(within: $0, from: a, to: b) - level }
    }
  }

  /// The probability that |B| stays within c over [a, b].
  ///
  /// Over B(a) = x and B(b) = y, normal, it is the integral of the chance that the bridge between
  /// them stays within, Σ over k of e^{−4kc(y − x + 2kc)/l} − e^{−2(c − x + 2kc)(c − y + 2kc)/l}
  /// with l = b − a, from the images of a walk between two walls.
  static func probability(within c: Double, from a: Double, to b: Double) -> Double {
    let length = b - a
    let spread = (a * (1 - a)).squareRoot()
    let slope = (1 - b) / (1 - a)
    let rest = (length * slope).squareRoot()
    return GaussLegendre.integral(from: max(-c / spread, -7), to: min(c / spread, 7)) { u in
      let x = spread * u
      guard length > 0 else { return Normal.density(u) }
      guard rest > 0 else { return Normal.density(u) * stay(c, x, slope * x, length) }
      let (low, high) = ((-c - slope * x) / rest, (c - slope * x) / rest)
      let inner = GaussLegendre.integral(from: max(low, -7), to: min(high, 7)) { v in
        Normal.density(v) * stay(c, x, slope * x + rest * v, length)
      }
      return Normal.density(u) * inner
    }
  }

  private static func stay(_ c: Double, _ x: Double, _ y: Double, _ length: Double) -> Double {
    var sum = 0.0
    for k in -4...4 {
      let shift = 2 * Double(k) * c
      let direct = 2 * shift * (y - x + shift) / length
      let mirrored = 2 * (c - x + shift) * (c - y + shift) / length
      if direct < 40 { sum += exponential(-direct) }
      if mirrored < 40 { sum -= exponential(-mirrored) }
    }
    return max(0, min(1, sum))
  }

  /// Where a rising function crosses 0, by false position and halving.
  private static func root(
    from start: Double, to end: Double, _ f: (Double) -> Double
  ) -> Double? {
    var (low, high) = (start, max(start * 1.2, 1e-3))
    var (below, above) = (f(low), f(high))
    if below >= 0 { return low }
    while above < 0 {
      guard high < end else { return nil }
      (low, below) = (high, above)
      high *= 1.3
      above = f(high)
    }
    for step in 0..<200 where high - low > 1e-9 * high {
      var middle = (low + high) / 2
      if step % 3 != 2 {
        let guess = low - below * (high - low) / (above - below)
        let margin = 0.01 * (high - low)
        middle = min(max(guess, low + margin), high - margin)
      }
      let value = f(middle)
      if value < 0 { (low, below) = (middle, value) } else { (high, above) = (middle, value) }
    }
    return (low + high) / 2
  }
}
