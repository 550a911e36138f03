/// Powers of ten in 128 bits, rounded up, over the range of doubles.
struct PowersOfTen: Sendable {
  /// A power of ten as `(high · 2^64 + low) · 2^(binaryExponent − 127)`, its highest bit set.
  struct Power: Sendable {
    let high: UInt64
    let low: UInt64

    /// The upper 64 bits of the product with a number, the last bit set where anything is below.
    @inline(__always)
    func scaled(_ factor: UInt64) -> UInt64 {
      let carried = low.multipliedFullWidth(by: factor).high
      let product = high.multipliedFullWidth(by: factor)
      let (rest, overflow) = product.low.addingReportingOverflow(carried)
      return (product.high &+ (overflow ? 1 : 0)) | (rest > 1 ? 1 : 0)
    }
  }

  /// The table, made once.
  static let shared = PowersOfTen()

  private static let smallest = -292
  private static let largest = 324
  private let powers: [Power]

  /// 10^exponent, for exponents from −292 to 324.
  @inline(__always)
  subscript(exponent: Int) -> Power { powers[exponent - Self.smallest] }

  /// ⌊log₂ 10^exponent⌋.
  @inline(__always)
  static func binaryExponent(_ exponent: Int) -> Int { (exponent * 1_741_647) >> 19 }

  private init() {
    var below: [Power] = []
    var number = LongNumber(limbs: 20)
    number.setHighestBit()
    for _ in 0 ..< -Self.smallest {
      number.divideByTen()
      below.append(number.leading(isExact: false))
    }
    var above: [Power] = []
    number = LongNumber(limbs: 20)
    number.setLowestBit()
    for _ in 0...Self.largest {
      above.append(number.leading(isExact: true))
      number.multiplyByTen()
    }
    powers = below.reversed() + above
  }
}

/// A whole number of many 64-bit limbs, the lowest first.
private struct LongNumber {
  private var limbs: [UInt64]

  init(limbs count: Int) { limbs = [UInt64](repeating: 0, count: count) }

  mutating func setHighestBit() { limbs[limbs.count - 1] = 1 << 63 }

  mutating func setLowestBit() { limbs[0] = 1 }

  mutating func multiplyByTen() {
    var carry: UInt64 = 0
    for i in limbs.indices {
      let product = limbs[i].multipliedFullWidth(by: 10)
      let (sum, overflow) = product.low.addingReportingOverflow(carry)
      limbs[i] = sum
      carry = product.high + (overflow ? 1 : 0)
    }
  }

  mutating func divideByTen() {
    var remainder: UInt64 = 0
    for i in limbs.indices.reversed() {
      let result = (10 as UInt64).dividingFullWidth((remainder, limbs[i]))
      limbs[i] = result.quotient
      remainder = result.remainder
    }
  }

  /// The highest 128 bits from the first that is set, rounded up where bits below them are set or,
  /// in a number that is not exact, always.
  func leading(isExact: Bool) -> PowersOfTen.Power {
    let top = limbs.lastIndex { $0 != 0 } ?? 0
    let shift = UInt64(limbs[top].leadingZeroBitCount)
    func limb(_ index: Int) -> UInt64 { index >= 0 ? limbs[index] : 0 }
    func shifted(_ index: Int) -> UInt64 {
      shift == 0 ? limb(index) : limb(index) << shift | limb(index - 1) >> (64 - shift)
    }
    let (high, low) = (shifted(top), shifted(top - 1))
    var isRest = limb(top - 2) << shift != 0
    for index in stride(from: top - 3, through: 0, by: -1) where limbs[index] != 0 { isRest = true }
    guard isRest || !isExact else { return PowersOfTen.Power(high: high, low: low) }
    let (raised, overflow) = low.addingReportingOverflow(1)
    return PowersOfTen.Power(high: high + (overflow ? 1 : 0), low: raised)
  }
}
