/// Sums to which numbers are added and from which they are taken, without the loss of digits that a
/// large one would leave behind (Neumaier 1974).
struct CompensatedSums {
  private var sum: [Double]
  private var carry: [Double]

  init(count: Int) {
    sum = [Double](repeating: 0, count: count)
    carry = sum
  }

  mutating func reset() {
    for j in sum.indices { (sum[j], carry[j]) = (0, 0) }
  }

  @inline(__always)
  mutating func add(_ value: Double, at j: Int) {
    let new = sum[j] + value
    carry[j] += abs(sum[j]) >= abs(value) ? (sum[j] - new) + value : (value - new) + sum[j]
    sum[j] = new
  }

  subscript(_ j: Int) -> Double { sum[j] + carry[j] }
}
