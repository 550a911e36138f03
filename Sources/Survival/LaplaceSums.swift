internal import Foundation
internal import Platform

/// Sums Σ_i w_i exp(−z_i s) over many points z, for many s and several weights w at once.
///
/// Averages of predicted curves are such sums: over people at each time, or over times for each
/// person. Where points and arguments are many, the sums are computed at Chebyshev points of pieces
/// that double in length and interpolated: as functions of s they are analytic, and forty points a
/// piece give all digits. Berrut and Trefethen 2004, doi:10.1137/S0036144502417715.
struct LaplaceSums {
  /// The points, 0 or above.
  let points: [Double]
  /// Weights of the points.
  let weights: [[Double]]

  private static let nodes = 40
  /// Below this number of exponentials they are computed one by one.
  static let directLimit = 1 << 22

  /// The sums at each argument, 0 or above: one list a weight.
  /// - Complexity: O(points · min(arguments, 40 log(largest product)) · weights).
  func values(at arguments: [Double], threads: Int) -> [[Double]] {
    let largest = arguments.max() ?? 0
    let pieces = Self.pieces(largest * (points.max() ?? 0))
    if points.count * arguments.count <= Self.directLimit
      || arguments.count <= Self.nodes * (pieces + 1)
    {
      return direct(arguments, threads: threads)
    }
    return interpolated(arguments, upTo: largest, pieces: pieces, threads: threads)
  }

  /// How often the range is halved, so that exponents of the first piece stay below 32.
  private static func pieces(_ largest: Double) -> Int {
    var (count, product) = (0, largest)
    while product > 32, count < 1_100 {
      product /= 2
      count += 1
    }
    return count
  }

  private func direct(_ arguments: [Double], threads: Int) -> [[Double]] {
    let rows = Parallel.map(arguments.count, threads: threads) { index in sums(arguments[index]) }
    return weights.indices.map { k in rows.map { $0[k] } }
  }

  private func sums(_ s: Double) -> [Double] {
    var result = [Double](repeating: 0, count: weights.count)
    let factors = points.map { exp(-$0 * s) }
    for k in weights.indices {
      var total = 0.0
      let own = weights[k]
      for i in factors.indices { total += own[i] * factors[i] }
      result[k] = total
    }
    return result
  }

  private func interpolated(
    _ arguments: [Double], upTo largest: Double, pieces: Int, threads: Int
  ) -> [[Double]] {
    let ends = (0...pieces).map { largest * pow(0.5, Double(pieces - $0)) }
    let starts = [0] + ends.dropLast()
    let angles = (0..<Self.nodes).map { (Double($0) + 0.5) * Double.pi / Double(Self.nodes) }
    let places = starts.indices.flatMap { piece in
      angles.map {
        (starts[piece] + ends[piece]) / 2 + (ends[piece] - starts[piece]) / 2 * cos($0)
      }
    }
    let values = Parallel.map(places.count, threads: threads) { index in sums(places[index]) }
    let factors = angles.enumerated().map { $0.isMultiple(of: 2) ? sin($1) : -sin($1) }
    let rows = Parallel.map(arguments.count, threads: threads) { index in
      let s = arguments[index]
      let piece = ends.firstIndex { s <= $0 } ?? pieces
      return barycentric(s, piece * Self.nodes, places, values, factors)
    }
    return weights.indices.map { k in rows.map { $0[k] } }
  }

  private func barycentric(
    _ s: Double, _ first: Int, _ places: [Double], _ values: [[Double]], _ factors: [Double]
  ) -> [Double] {
    var above = [Double](repeating: 0, count: weights.count)
    var below = 0.0
    for j in factors.indices {
      let distance = s - places[first + j]
      if distance == 0 { return values[first + j] }
      let factor = factors[j] / distance
      below += factor
      for k in above.indices { above[k] += factor * values[first + j][k] }
    }
    return above.map { $0 / below }
  }
}
