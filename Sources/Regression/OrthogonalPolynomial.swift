/// Polynomials of degrees 1, 2, … that are orthonormal over the values they were made from.
///
/// They follow from the three-term recurrence
/// P₍ₖ₊₁₎(x) = (x − αₖ) Pₖ(x) − (‖Pₖ‖² / ‖Pₖ₋₁‖²) Pₖ₋₁(x) with P₀ = 1 (Stieltjes; [Forsythe 1957]),
/// each divided by its length, so that leading coefficients are positive, as those of R's `poly`.
/// [Forsythe 1957]: https://doi.org/10.1137/0105007
public struct OrthogonalPolynomial: Sendable, Equatable {
  /// αₖ, the centre of each step of the recurrence.
  public let centres: [Double]
  /// ‖Pₖ‖² from k = 0.
  public let squaredLengths: [Double]

  /// The polynomials up to a degree, over values with more distinct ones than the degree.
  ///
  /// - Complexity: O(values · degree).
  public init(degree: Int, over values: [Double]) {
    var (centres, lengths): ([Double], [Double]) = ([], [Double(values.count)])
    var previous = [Double](repeating: 0, count: values.count)
    var current = [Double](repeating: 1, count: values.count)
    for k in 0..<degree {
      var weighted = 0.0
      // Products with x − mean lose fewer digits than those with x.
      let origin = centres.first ?? mean(values)
      for i in values.indices { weighted += (values[i] - origin) * current[i] * current[i] }
      let centre = origin + weighted / lengths[k]
      let ratio = k == 0 ? 0 : lengths[k] / lengths[k - 1]
      var length = 0.0
      for i in values.indices {
        let next = (values[i] - centre) * current[i] - ratio * previous[i]
        previous[i] = current[i]
        current[i] = next
        length += next * next
      }
      centres.append(centre)
      lengths.append(length)
    }
    self.centres = centres
    squaredLengths = lengths
  }

  /// The highest degree.
  public var degree: Int { centres.count }

  /// The polynomials at each x, one column a degree.
  ///
  /// - Complexity: O(x · degree).
  public func columns(_ x: [Double]) -> [[Double]] {
    var columns: [[Double]] = []
    var previous = [Double](repeating: 0, count: x.count)
    var current = [Double](repeating: 1, count: x.count)
    for k in 0..<degree {
      let ratio = k == 0 ? 0 : squaredLengths[k] / squaredLengths[k - 1]
      let length = squaredLengths[k + 1].squareRoot()
      var column = [Double](repeating: 0, count: x.count)
      for i in x.indices {
        let next = (x[i] - centres[k]) * current[i] - ratio * previous[i]
        previous[i] = current[i]
        current[i] = next
        column[i] = next / length
      }
      columns.append(column)
    }
    return columns
  }
}

/// The mean, with one correction for what rounding took from the sum.
func mean(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  var sum = 0.0
  for value in values { sum += value }
  let first = sum / Double(values.count)
  var rest = 0.0
  for value in values { rest += value - first }
  return first + rest / Double(values.count)
}
