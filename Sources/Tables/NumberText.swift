/// A finite decimal number as written: digits with an optional sign, point and exponent.
///
/// `1,5`, `1_000`, `0x10`, `inf` and `nan` are no numbers, and neither is one too large for a
/// Double. The value is the Double nearest to the text: at once where digits and power of ten are
/// exact (W. D. Clinger, How to read floating point numbers accurately, PLDI 1990,
/// doi:10.1145/93542.93557), through the standard library's conversion elsewhere.
struct NumberText: Sendable {
  /// The nearest Double.
  let value: Double
  /// The value where the text is a whole number without point or exponent and fits.
  let integer: Int?
  /// Whether the text is a whole number without point or exponent.
  let isWhole: Bool
  /// Whether the digits start with a zero that another digit follows, as in `007`.
  let hasLeadingZero: Bool

  /// Reads all of `bytes[start..<end]`; `nil` where that is no number.
  /// - Complexity: O(end − start), without allocation where at most 15 digits are written.
  init?(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    var digits = Digits(bytes, start, end)
    guard let negative = digits.readSign(), digits.readMantissa(), digits.readExponent() else {
      return nil
    }
    isWhole = digits.isWhole
    hasLeadingZero = digits.hasLeadingZero
    integer = digits.isWhole ? digits.integer(negative: negative) : nil
    guard let magnitude = digits.exactMagnitude else {
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      guard let value = Double(text), value.isFinite else { return nil }
      self.value = value
      return
    }
    value = negative ? -magnitude : magnitude
  }
}

/// The digits of a number while they are read.
private struct Digits {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private var mantissa: UInt64 = 0
  private var significant = 0
  private var exponent = 0
  private var isTruncated = false
  private(set) var isWhole = true
  private(set) var hasLeadingZero = false

  private static let largestExact: UInt64 = 1 << 53
  private static let mostDigits = 19
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  init(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    self.bytes = bytes
    self.end = end
    position = start
  }

  /// Whether there is a minus; `nil` where there is nothing at all.
  mutating func readSign() -> Bool? {
    guard position < end else { return nil }
    let sign = bytes[position]
    if sign == Byte.minus || sign == Byte.plus { position += 1 }
    return sign == Byte.minus
  }

  /// Reads the digits and the point; false where there are no digits.
  mutating func readMantissa() -> Bool {
    let first = position
    while position < end, Byte.isDigit(bytes[position]) { take(bytes[position], scale: 0) }
    var count = position - first
    hasLeadingZero = count > 1 && bytes[first] == Byte.zero
    if position < end, bytes[position] == Byte.point {
      isWhole = false
      position += 1
      let fraction = position
      while position < end, Byte.isDigit(bytes[position]) { take(bytes[position], scale: -1) }
      count += position - fraction
    }
    return count > 0
  }

  private mutating func take(_ byte: UInt8, scale: Int) {
    position += 1
    if significant < Self.mostDigits {
      mantissa = mantissa * 10 + UInt64(byte - Byte.zero)
      if mantissa > 0 { significant += 1 }
      exponent += scale
    } else {
      isTruncated = true
      exponent += scale + 1
    }
  }

  /// Reads the power of ten, if any; false where something else is left.
  mutating func readExponent() -> Bool {
    guard position < end else { return true }
    guard bytes[position] == Byte.smallE || bytes[position] == Byte.capitalE else { return false }
    isWhole = false
    position += 1
    guard let negative = readSign(), position < end else { return false }
    var power = 0
    while position < end, Byte.isDigit(bytes[position]) {
      if power < 100_000 { power = power * 10 + Int(bytes[position] - Byte.zero) }
      position += 1
    }
    exponent += negative ? -power : power
    return position == end
  }

  func integer(negative: Bool) -> Int? {
    guard !isTruncated, mantissa <= UInt64(Int.max) else {
      return negative && !isTruncated && mantissa == Int.min.magnitude ? Int.min : nil
    }
    return negative ? -Int(mantissa) : Int(mantissa)
  }

  /// The value where one correctly rounded operation gives it.
  var exactMagnitude: Double? {
    guard !isTruncated, mantissa <= Self.largestExact else { return nil }
    if mantissa == 0 { return 0 }
    switch exponent {
    case 0...22: return Double(mantissa) * Self.powersOfTen[exponent]
    case -22..<0: return Double(mantissa) / Self.powersOfTen[-exponent]
    default: return nil
    }
  }
}
