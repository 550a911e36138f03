/// A cubic spline that is linear beyond its first and last knot, in Harrell's truncated powers.
///
/// With knots t₁ < … < tₖ the columns are x and, for j = 1 … k − 2,
/// [(x − tⱼ)₊³ − (x − tₖ₋₁)₊³ (tₖ − tⱼ)/(tₖ − tₖ₋₁) + (x − tₖ)₊³ (tₖ₋₁ − tⱼ)/(tₖ − tₖ₋₁)] / (tₖ − t₁)²,
/// in the units of x ([Harrell 2015], §2.4.5).
/// [Harrell 2015]: https://doi.org/10.1007/978-3-319-19425-7
public struct RestrictedCubicSpline: Sendable, Equatable {
  /// The knots, at least three, in increasing order.
  public let knots: [Double]

  /// A spline with given knots, at least three, in increasing order.
  public init(knots: [Double]) {
    precondition(knots.count >= 3 && zip(knots, knots.dropFirst()).allSatisfy { $0 < $1 })
    self.knots = knots
  }

  /// The knots that Harrell advises for `count` knots from 3 to 7, or `nil` where ties leave fewer.
  ///
  /// They stand at equally spaced type 7 quantiles from 0.10 to 0.90 for 3 knots, 0.05 to 0.95 for
  /// 4 to 6 and 0.025 to 0.975 for 7; with fewer than 100 values the outer two are the fifth
  /// smallest and fifth largest value. Where knots coincide because many values equal the smallest
  /// (or largest), such as a count with many zeros, that value becomes the outer knot and the other
  /// knots are taken at their quantiles of the remaining values.
  /// - Complexity: O(n log n).
  public static func knots(_ count: Int, of values: [Double]) -> [Double]? {
    precondition((3...7).contains(count))
    let sorted = values.sorted()
    guard let smallest = sorted.first, let largest = sorted.last, smallest < largest else {
      return nil
    }
    let outer = count == 3 ? 0.1 : count == 7 ? 0.025 : 0.05
    let shares = (0..<count).map { outer + (1 - 2 * outer) * Double($0) / Double(count - 1) }
    var plain = shares.map { Quantile.type7(sorted[...], $0) }
    if sorted.count < 100, sorted.count >= 10 {
      plain[0] = sorted[4]
      plain[count - 1] = sorted[sorted.count - 5]
    }
    if isIncreasing(plain) { return plain }
    let (tiedLow, tiedHigh) = (plain[1] == smallest, plain[count - 2] == largest)
    var rest = sorted[...]
    if tiedLow { rest = rest.drop { $0 == smallest } }
    while tiedHigh, rest.last == largest { rest.removeLast() }
    guard !rest.isEmpty else { return nil }
    var knots = shares.map { Quantile.type7(rest, $0) }
    if tiedLow { knots[0] = smallest }
    if tiedHigh { knots[count - 1] = largest }
    return isIncreasing(knots) ? knots : nil
  }

  private static func isIncreasing(_ values: [Double]) -> Bool {
    zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The columns at each x: x itself, then one for each knot but the last two.
  ///
  /// - Complexity: O(x · knots).
  public func columns(_ x: [Double]) -> [[Double]] {
    let (first, inner, last) = (knots[0], knots[knots.count - 2], knots[knots.count - 1])
    let scale = 1 / ((last - first) * (last - first))
    var columns = [x]
    for knot in knots.dropLast(2) {
      var column = [Double](repeating: 0, count: x.count)
      let ratio = (last - knot) / (last - inner)
      for i in x.indices where x[i] > knot {
        let value: Double
        if x[i] >= last {
          // The cubic and quadratic parts cancel; this is what they leave.
          value = (inner - knot) * (last - knot) * (3 * x[i] - knot - inner - last)
        } else {
          let excess = max(0, x[i] - inner)
          let distance = x[i] - knot
          value = distance * distance * distance - excess * excess * excess * ratio
        }
        column[i] = value * scale
      }
      columns.append(column)
    }
    return columns
  }
}
