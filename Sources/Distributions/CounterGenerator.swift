#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Random numbers that depend on a seed and a task alone: not on which thread does the task, nor when.
///
/// Every pair of seed and task is a stream of its own of 2⁶⁵ numbers (``Philox``); a bootstrap draws
/// its replicate `b` from `CounterGenerator(seed: seed, task: b)`. The draws below are defined
/// here to the bit, so that they stay the same when the standard library changes.
public struct CounterGenerator: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var spare: UInt64?

  /// The stream of a task under a seed.
  public init(seed: UInt64, task: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(
      0, 0, UInt32(truncatingIfNeeded: task), UInt32(truncatingIfNeeded: task >> 32))
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    if let spare {
      self.spare = nil
      return spare
    }
    let block = Philox.block(counter, key: key)
    counter.x &+= 1
    if counter.x == 0 { counter.y &+= 1 }
    spare = UInt64(block.w) << 32 | UInt64(block.z)
    return UInt64(block.y) << 32 | UInt64(block.x)
  }

  /// A number between 0 and 1, neither of which is ever drawn: one of (k + ½) / 2⁵².
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by inversion.
  public mutating func normal() -> Double { Normal.quantile(uniform()) }

  /// An exponential number with mean 1, by inversion.
  public mutating func exponential() -> Double { -log(uniform()) }

  /// A whole number from 0 to `bound` − 1, each as likely as any other, for a bound above 0.
  ///
  /// The high half of a product, with those low halves rejected that would favour some numbers.
  /// [Lemire 2019]: https://doi.org/10.1145/3230636
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0)
    let range = UInt64(bound)
    var product = range.multipliedFullWidth(by: next())
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = range.multipliedFullWidth(by: next()) }
    }
    return Int(product.high)
  }

  /// Brings the elements into a random order, each order as likely as any other.
  ///
  /// - Complexity: O(n).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(i, integer(below: i + 1))
    }
  }

  /// The numbers 0 to `count` − 1 in a random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Draws whole numbers from 0 to `bound` − 1 with replacement, as a bootstrap sample does.
  public mutating func sample(_ count: Int, below bound: Int) -> [Int] {
    var sample: [Int] = []
    sample.reserveCapacity(count)
    for _ in 0..<count { sample.append(integer(below: bound)) }
    return sample
  }
}
