/// A finite decimal number as written: digits with an optional sign, point and exponent.
///
/// `1_000`, `0x10`, `inf` and `nan` are no numbers, and neither is one too large for a Double; where
/// the point is a comma, `1.5` is none. The value is the Double nearest to the text: at once where
/// digits and power of ten are exact (W. D. Clinger, How to read floating point numbers accurately,
/// PLDI 1990, doi:10.1145/93542.93557), by ``DecimalPowers`` for up to 19 digits, and through the
/// standard library's conversion elsewhere.
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
  /// - Complexity: O(end − start), without allocation where at most 19 digits are written.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, point: UInt8 = Byte.point) {
    var digits = Digits(start)
    guard let negative = digits.readSign(bytes, end), digits.readMantissa(bytes, end, point),
      digits.readExponent(bytes, end)
    else { return nil }
    isWhole = digits.isWhole
    hasLeadingZero = digits.hasLeadingZero
    integer = digits.isWhole ? digits.integer(negative: negative) : nil
    if let magnitude = digits.magnitude {
      value = negative ? -magnitude : magnitude
    } else if let value = Self.converted(bytes, start, end, point: point) {
      self.value = value
    } else {
      return nil
    }
  }

  /// The value by the standard library, which rounds any number of digits correctly.
  @inline(never)
  static func converted(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, point: UInt8
  ) -> Double? {
    var text: [UInt8] = []
    text.reserveCapacity(end - start)
    for position in start..<end {
      text.append(bytes[position] == point ? Byte.point : bytes[position])
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }
}

/// The digits of a number while they are read.
private struct Digits {
  private var position: Int
  private var mantissa: UInt64 = 0
  private var exponent = 0
  private var isTruncated = false
  private(set) var isWhole = true
  private(set) var hasLeadingZero = false

  private static let largestExact: UInt64 = 1 << 53
  private static let mostDigits = 19

  @inline(__always)
  init(_ start: Int) { position = start }

  /// Whether there is a minus; `nil` where there is nothing at all.
  @inline(__always)
  mutating func readSign(_ bytes: Span<UInt8>, _ end: Int) -> Bool? {
    guard position < end else { return nil }
    let sign = bytes[position]
    if sign == Byte.minus || sign == Byte.plus { position += 1 }
    return sign == Byte.minus
  }

  /// Reads the digits and the point; false where there are no digits.
  @inline(__always)
  mutating func readMantissa(_ bytes: Span<UInt8>, _ end: Int, _ point: UInt8) -> Bool {
    let first = position
    readDigits(bytes, end)
    var count = position - first
    hasLeadingZero = count > 1 && bytes[first] == Byte.zero
    if position < end, bytes[position] == point {
      isWhole = false
      position += 1
      let fraction = position
      readDigits(bytes, end)
      exponent = fraction - position
      count += position - fraction
    }
    if count > Self.mostDigits { countSignificant(bytes, first) }
    return count > 0
  }

  /// Appends digits to the mantissa, which is void where there are more than it can hold.
  @inline(__always)
  private mutating func readDigits(_ bytes: Span<UInt8>, _ end: Int) {
    while position < end {
      let digit = bytes[position] &- Byte.zero
      guard digit < 10 else { return }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      position += 1
    }
  }

  /// Leading zeros do not count towards the most digits.
  @inline(never)
  private mutating func countSignificant(_ bytes: Span<UInt8>, _ first: Int) {
    var significant = 0
    for index in first..<position where Byte.isDigit(bytes[index]) {
      if significant > 0 || bytes[index] != Byte.zero { significant += 1 }
    }
    isTruncated = significant > Self.mostDigits
  }

  /// Reads the power of ten, if any; false where something else is left.
  @inline(__always)
  mutating func readExponent(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    position == end || readPower(bytes, end)
  }

  @inline(never)
  private mutating func readPower(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    guard bytes[position] == Byte.smallE || bytes[position] == Byte.capitalE else { return false }
    isWhole = false
    position += 1
    guard let negative = readSign(bytes, end), position < end else { return false }
    var power = 0
    while position < end, Byte.isDigit(bytes[position]) {
      if power < 100_000 { power = power * 10 + Int(bytes[position] - Byte.zero) }
      position += 1
    }
    exponent += negative ? -power : power
    return position == end
  }

  @inline(__always)
  func integer(negative: Bool) -> Int? {
    guard !isTruncated, mantissa <= UInt64(Int.max) else {
      return negative && !isTruncated && mantissa == Int.min.magnitude ? Int.min : nil
    }
    return negative ? -Int(mantissa) : Int(mantissa)
  }

  /// The value without its sign, where few operations give it.
  @inline(__always)
  var magnitude: Double? {
    if isTruncated { return nil }
    if mantissa == 0 { return 0 }
    if mantissa <= Self.largestExact, (-22...22).contains(exponent) {
      let power = powersOfTen[abs(exponent)]
      return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }
    return DecimalPowers.nearest(mantissa, exponent: exponent)
  }
}

/// The powers of ten that a Double holds exactly.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
