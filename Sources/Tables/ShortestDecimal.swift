/// A positive finite double as digits and a power of ten: of the decimal numbers with the fewest
/// digits that read back as this double, the nearest to it.
///
/// The double and the ends of its rounding interval are scaled to integers by one multiplication
/// with a 128-bit power of ten each, rounded to odd; whether a shorter or longer decimal lies inside
/// is then a comparison of integers (R. Giulietti, The Schubfach way to render doubles, 2020).
///
/// - Complexity: O(1), without allocation.
struct ShortestDecimal {
  /// The digits; they do not end with a zero.
  let digits: UInt64
  /// The power of ten that the digits are multiplied with.
  let exponent: Int

  init(_ magnitude: Double, _ powers: PowersOfTen) {
    let binary = Binary(magnitude)
    let found = binary.shortest(powers)
    var (digits, exponent) = (found.digits, found.exponent)
    while true {
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { break }
      digits = quotient
      exponent += 1
    }
    self.digits = digits
    self.exponent = exponent
  }
}

/// A double as `significand · 2^exponent`, in which the neighbours lie one or half a unit away.
private struct Binary {
  let significand: UInt64
  let exponent: Int
  /// Whether the next smaller double is half as far away as the next larger one.
  let lowerIsCloser: Bool

  init(_ magnitude: Double) {
    let bits = magnitude.bitPattern
    let fraction = bits & 0xF_FFFF_FFFF_FFFF
    let biased = Int(bits >> 52)
    significand = biased > 0 ? fraction | 1 << 52 : fraction
    exponent = max(biased, 1) - 1075
    lowerIsCloser = fraction == 0 && biased > 1
  }

  func shortest(_ powers: PowersOfTen) -> (digits: UInt64, exponent: Int) {
    let k = (exponent * 1_262_611 - (lowerIsCloser ? 524_031 : 0)) >> 22
    let shift = UInt64(exponent + PowersOfTen.binaryExponent(-k) + 1)
    let power = powers[-k]
    let four = significand << 2
    let value = power.scaled(four << shift)
    let odd = significand & 1
    let low = power.scaled((four - (lowerIsCloser ? 1 : 2)) << shift) + odd
    let high = power.scaled((four + 2) << shift) - odd

    let units = value >> 2
    if units >= 10 {
      let tens = units / 10
      let lowIsInside = low <= 40 * tens
      let highIsInside = 40 * tens + 40 <= high
      if lowIsInside != highIsInside { return (tens + (highIsInside ? 1 : 0), k + 1) }
    }
    let lowIsInside = low <= 4 * units
    let highIsInside = 4 * units + 4 <= high
    if lowIsInside != highIsInside { return (units + (highIsInside ? 1 : 0), k) }
    let middle = 4 * units + 2
    let roundsUp = value > middle || (value == middle && units & 1 == 1)
    return (units + (roundsUp ? 1 : 0), k)
  }
}
