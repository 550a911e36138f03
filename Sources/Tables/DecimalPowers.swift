/// Powers of five in 128 bits: what turns up to 19 decimal digits and a power of ten into the
/// nearest Double with one or two multiplications.
///
/// D. Lemire, Number parsing at a gigabyte per second, Software: Practice and Experience 2021,
/// doi:10.1002/spe.2984; the method is due to M. Eisel.
enum DecimalPowers {
  /// The powers of ten that the table covers.
  static let range = -mostExponent...mostExponent
  private static let mostExponent = 55

  /// The leading 128 bits of 5^q for q in ``range``; exact from 0 on, the reciprocals rounded away
  /// from zero.
  private static let table: [(high: UInt64, low: UInt64)] = {
    let positive = (0...mostExponent).map { normalized(power($0)) }
    let negative = (1...mostExponent).map { reciprocal(power($0)) }
    return negative.reversed() + positive
  }()

  /// The Double nearest to `digits`·10^`exponent`; `nil` where this table cannot tell it.
  static func nearest(_ digits: UInt64, exponent: Int) -> Double? {
    guard range.contains(exponent), digits != 0 else { return nil }
    let shift = digits.leadingZeroBitCount
    let scaled = digits << UInt64(shift)
    let power = table[exponent + mostExponent]
    var (high, low) = scaled.multipliedFullWidth(by: power.high)
    if high & 0x1FF == 0x1FF {
      let (sum, carries) = low.addingReportingOverflow(
        scaled.multipliedFullWidth(by: power.low).high)
      low = sum
      if carries { high += 1 }
    }
    if low == .max, exponent < -27 { return nil }
    let top = Int(high >> 63)
    var mantissa = high >> UInt64(top + 9)
    // 217706 / 2^16 is near enough to the binary logarithm of ten for these exponents.
    var binary = (217_706 * exponent) >> 16 + 63 + 1_023 + top - shift
    let isHalfway = low <= 1 && (-4...23).contains(exponent) && mantissa & 3 == 1
    if isHalfway, mantissa << UInt64(top + 9) == high { mantissa &= ~1 }
    mantissa = (mantissa + mantissa & 1) >> 1
    if mantissa >= 1 << 53 {
      mantissa = 1 << 52
      binary += 1
    }
    guard binary > 0, binary < 2_047 else { return nil }
    return Double(bitPattern: mantissa & ~(1 << 52) | UInt64(binary) << 52)
  }

  private typealias Wide = (high: UInt64, low: UInt64)

  /// 5^n, which has at most 128 bits.
  private static func power(_ exponent: Int) -> Wide {
    var value: Wide = (0, 1)
    for _ in 0..<exponent {
      let (carry, low) = value.low.multipliedFullWidth(by: 5)
      value = (value.high * 5 + carry, low)
    }
    return value
  }

  /// The value with its first bit moved to the top.
  private static func normalized(_ value: Wide) -> Wide {
    var value = value
    while value.high >> 63 == 0 { value = doubled(value) }
    return value
  }

  /// The leading 128 bits of 1/divisor, one added in the last place.
  private static func reciprocal(_ divisor: Wide) -> Wide {
    var quotient: Wide = (0, 0)
    var rest: Wide = (0, 1)
    while quotient.high >> 63 == 0 {
      let overflows = rest.high >> 63 == 1
      rest = doubled(rest)
      quotient = doubled(quotient)
      if overflows || !isLess(rest, divisor) {
        let (low, borrows) = rest.low.subtractingReportingOverflow(divisor.low)
        rest = (rest.high &- divisor.high &- (borrows ? 1 : 0), low)
        quotient.low |= 1
      }
    }
    let (low, carries) = quotient.low.addingReportingOverflow(1)
    return (quotient.high + (carries ? 1 : 0), low)
  }

  private static func doubled(_ value: Wide) -> Wide {
    (value.high << 1 | value.low >> 63, value.low << 1)
  }

  private static func isLess(_ left: Wide, _ right: Wide) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }
}
