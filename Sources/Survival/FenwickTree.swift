/// Numbers at places, of which the sum up to a place is known in the logarithm of their number.
///
/// Fenwick 1994, doi:10.1002/spe.4380240306.
struct FenwickTree {
  private var nodes: [Double]

  /// Zeros at `count` places.
  init(count: Int) { nodes = [Double](repeating: 0, count: count + 1) }

  /// Makes all numbers 0 again.
  mutating func reset() { for i in nodes.indices { nodes[i] = 0 } }

  /// Adds to the number at a place.
  /// - Complexity: O(log n).
  mutating func add(_ value: Double, at place: Int) {
    var i = place + 1
    while i < nodes.count {
      nodes[i] += value
      i += i & -i
    }
  }

  /// The sum of the numbers before a place.
  /// - Complexity: O(log n).
  func sum(before place: Int) -> Double {
    var (sum, i) = (0.0, place)
    while i > 0 {
      sum += nodes[i]
      i -= i & -i
    }
    return sum
  }
}
