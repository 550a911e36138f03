/// A cubic spline that is linear beyond its boundary knots, in the basis of R's `splines::ns`.
///
/// The basis is that of cubic B-splines without the first, turned by the reflections that make the
/// first two of the turned coordinates carry all of the second derivatives at the boundary knots;
/// the remaining coordinates are the columns ([de Boor 2001]). Without an intercept there are as
/// many columns as inner knots and one more.
/// [de Boor 2001]: https://doi.org/10.1007/978-1-4612-6333-3
public struct NaturalSpline: Sendable, Equatable {
  /// The knots between the boundaries, in increasing order.
  public let innerKnots: [Double]
  /// The boundary knots.
  public let boundary: ClosedRange<Double>
  private let sequence: [Double]
  private let turn: [[Double]]

  /// A spline with given knots, all inner ones strictly within the boundary.
  public init(innerKnots: [Double], boundary: ClosedRange<Double>) {
    let (low, high) = (boundary.lowerBound, boundary.upperBound)
    let all = [low] + innerKnots + [high]
    precondition(zip(all, all.dropFirst()).allSatisfy { $0 < $1 })
    self.innerKnots = innerKnots
    self.boundary = boundary
    sequence = [low, low, low] + all + [high, high, high]
    let count = innerKnots.count + 3
    let atLow = Self.basis(sequence, at: low, derivative: 2).dropFirst()
    let atHigh = Self.basis(sequence, at: high, derivative: 2).dropFirst()
    turn = Self.complement(of: [Array(atLow), Array(atHigh)], order: count)
  }

  /// A spline with some degrees of freedom: inner knots at equally spaced type 7 quantiles and
  /// boundary knots at the smallest and largest value; `nil` where ties leave too few knots.
  ///
  /// - Complexity: O(n log n).
  public init?(degreesOfFreedom: Int, over values: [Double]) {
    precondition(degreesOfFreedom >= 1)
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last else { return nil }
    let inner = (1..<degreesOfFreedom).map { index in
      Quantile.type7(sorted[...], Double(index) / Double(degreesOfFreedom))
    }
    let all = [low] + inner + [high]
    guard zip(all, all.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    self.init(innerKnots: inner, boundary: low...high)
  }

  /// The number of columns.
  public var width: Int { innerKnots.count + 1 }

  /// The columns at each x, continued as straight lines outside the boundary.
  ///
  /// - Complexity: O(x · width).
  public func columns(_ x: [Double]) -> [[Double]] {
    var columns = [[Double]](repeating: [Double](repeating: 0, count: x.count), count: width)
    let (low, high) = (boundary.lowerBound, boundary.upperBound)
    let ends = [low, high].map { end in
      (value: turned(at: end, derivative: 0), slope: turned(at: end, derivative: 1))
    }
    var local = [Double](repeating: 0, count: 4)
    for i in x.indices {
      if x[i] < low || x[i] > high {
        let (end, distance) = x[i] < low ? (ends[0], x[i] - low) : (ends[1], x[i] - high)
        for j in 0..<width { columns[j][i] = end.value[j] + distance * end.slope[j] }
        continue
      }
      let first = evaluate(at: x[i], into: &local)
      for j in 0..<width {
        var sum = 0.0
        for k in 0..<4 where first + k > 0 { sum += local[k] * turn[j][first + k - 1] }
        columns[j][i] = sum
      }
    }
    return columns
  }

  /// The four cubic B-splines that differ from 0 at x, and the index of the first of them.
  private func evaluate(at x: Double, into local: inout [Double]) -> Int {
    var interval = 3
    let last = sequence.count - 5
    while interval < last, x >= sequence[interval + 1] { interval += 1 }
    local[0] = 1
    for degree in 1...3 {
      var saved = 0.0
      for r in 0..<degree {
        let right = sequence[interval + r + 1]
        let left = sequence[interval + r + 1 - degree]
        let share = local[r] / (right - left)
        local[r] = saved + (right - x) * share
        saved = (x - left) * share
      }
      local[degree] = saved
    }
    return interval - 3
  }

  private func turned(at x: Double, derivative: Int) -> [Double] {
    let values = Self.basis(sequence, at: x, derivative: derivative)
    return turn.map { direction in
      var sum = 0.0
      for k in direction.indices { sum += direction[k] * values[k + 1] }
      return sum
    }
  }

  /// A derivative of every cubic B-spline at one point.
  private static func basis(_ knots: [Double], at x: Double, derivative: Int) -> [Double] {
    let last = knots.count - 5
    var interval = 3
    while interval < last, x >= knots[interval + 1] { interval += 1 }
    var values = [Double](repeating: 0, count: knots.count - 1)
    values[interval] = 1
    for degree in 1...3 {
      let isDerived = degree > 3 - derivative
      var next = [Double](repeating: 0, count: values.count - 1)
      for i in next.indices {
        let left = knots[i + degree] - knots[i]
        let right = knots[i + degree + 1] - knots[i + 1]
        if left > 0 {
          next[i] += values[i] * (isDerived ? Double(degree) : x - knots[i]) / left
        }
        if right > 0 {
          next[i] +=
            values[i + 1] * (isDerived ? -Double(degree) : knots[i + degree + 1] - x) / right
        }
      }
      values = next
    }
    return values
  }

  /// The last columns of the Q in the Householder QR factorisation of some columns: an orthonormal
  /// basis of what is perpendicular to them.
  private static func complement(of columns: [[Double]], order: Int) -> [[Double]] {
    var (columns, reflectors) = (columns, [[Double]]())
    for step in columns.indices {
      var reflector = columns[step]
      for i in 0..<step { reflector[i] = 0 }
      let length = reflector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      reflector[step] += reflector[step] < 0 ? -length : length
      reflectors.append(reflector)
      for j in columns.indices { reflect(&columns[j], by: reflector) }
    }
    return (reflectors.count..<order).map { index in
      var direction = [Double](repeating: 0, count: order)
      direction[index] = 1
      for reflector in reflectors.reversed() { reflect(&direction, by: reflector) }
      return direction
    }
  }

  private static func reflect(_ vector: inout [Double], by reflector: [Double]) {
    var (product, length) = (0.0, 0.0)
    for i in vector.indices {
      product += vector[i] * reflector[i]
      length += reflector[i] * reflector[i]
    }
    guard length > 0 else { return }
    for i in vector.indices { vector[i] -= 2 * product / length * reflector[i] }
  }
}
