/// Gauss and Legendre's rules; that of n nodes is exact for polynomials of degree 2n − 1.
enum GaussLegendre {
  /// The positive nodes of 48 on [−1, 1].
  private static let rule = positive(48)

  /// Twenty nodes on [−1, 1] with their weights.
  static let twenty: [(node: Double, weight: Double)] = positive(20).flatMap {
    [(-$0.node, $0.weight), $0]
  }

  /// The positive nodes on [−1, 1] with their weights, the zeros of the polynomial by Newton's
  /// method.
  private static func positive(_ count: Int) -> [(node: Double, weight: Double)] {
    (0..<count / 2).map { i in
      let n = Double(count)
      var x = cosine(.pi * (Double(i) + 0.75) / (n + 0.5))
      var slope = 1.0
      for _ in 0..<20 {
        var (value, before) = (1.0, 0.0)
        for k in 1...count {
          let degree = Double(k)
          (value, before) = (((2 * degree - 1) * x * value - (degree - 1) * before) / degree, value)
        }
        slope = n * (x * value - before) / (x * x - 1)
        let step = value / slope
        x -= step
        if abs(step) < 1e-16 { break }
      }
      return (x, 2 / ((1 - x * x) * slope * slope))
    }
  }

  /// The integral of a smooth function over a finite interval.
  /// - Complexity: 48 calls.
  static func integral(from a: Double, to b: Double, _ f: (Double) -> Double) -> Double {
    guard b > a else { return 0 }
    let (middle, half) = (a / 2 + b / 2, b / 2 - a / 2)
    var sum = 0.0
    for (node, weight) in rule {
      sum += weight * (f(middle - half * node) + f(middle + half * node))
    }
    return sum * half
  }
}
