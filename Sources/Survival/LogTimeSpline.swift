internal import Foundation

/// A restricted cubic spline in the logarithm of time, linear before its first and after its last knot.
struct LogTimeSpline: Sendable {
  /// The knots in log time, ascending; the ends are the boundary.
  let knots: [Double]

  /// Knots at the ends of the events and at equal shares of them between; nil where knots coincide.
  ///
  /// - Parameters:
  ///   - logs: The logarithms of the event times, ascending.
  ///   - degrees: Degrees of freedom, 1 for a straight line.
  init?(logs: [Double], degrees: Int) {
    guard degrees > 1 else {
      knots = []
      return
    }
    let shares = (0...degrees).map { Double($0) / Double(degrees) }
    let places = shares.map { share in
      let position = share * Double(logs.count - 1)
      let low = Int(position)
      let high = min(low + 1, logs.count - 1)
      return logs[low] + (position - Double(low)) * (logs[high] - logs[low])
    }
    guard zip(places, places.dropFirst()).allSatisfy({ $1 - $0 > 1e-9 }) else { return nil }
    knots = places
  }

  /// The number of functions, the straight line among them.
  var count: Int { max(1, knots.count - 1) }

  /// The functions and their derivatives in log time.
  func values(_ x: Double) -> (values: [Double], slopes: [Double]) {
    guard let first = knots.first, let last = knots.last, knots.count > 2 else { return ([x], [1]) }
    func cube(_ knot: Double) -> (Double, Double) {
      let d = max(x - knot, 0)
      return (d * d * d, 3 * d * d)
    }
    let (low, high) = (cube(first), cube(last))
    var (values, slopes) = ([x], [1.0])
    let size = (last - first) * (last - first)
    for knot in knots.dropFirst().dropLast() {
      let own = cube(knot)
      let share = (last - knot) / (last - first)
      values.append((own.0 - share * low.0 - (1 - share) * high.0) / size)
      slopes.append((own.1 - share * low.1 - (1 - share) * high.1) / size)
    }
    return (values, slopes)
  }
}
