/// How the values of a column type are read from bytes.
protocol FieldParser: Sendable {
  /// What a row holds.
  associatedtype Value: Sendable

  /// What stands in a missing slot.
  static var placeholder: Value { get }
  /// Reads all of `bytes[start..<end]`.
  func parse(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Value?
}

/// Decimal numbers; where the type is inferred, digits behind a leading zero and whole numbers
/// beyond 64 bits are none.
struct NumberParser: FieldParser {
  static let placeholder = Double.nan
  let point: UInt8
  let isInferred: Bool

  @inline(__always)
  func parse(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    guard let number = NumberText(bytes, start, end, point: point) else { return nil }
    if isInferred, number.hasLeadingZero || (number.isWhole && number.integer == nil) { return nil }
    return number.value
  }
}

/// Whole numbers; where the type is declared `3.0` and `1e3` are whole as well, up to 2^53.
struct IntegerParser: FieldParser {
  static let placeholder = 0
  let point: UInt8
  let isInferred: Bool
  private static let largestExact = 9_007_199_254_740_992.0

  @inline(__always)
  func parse(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    digits(bytes, start, end) ?? number(bytes, start, end)
  }

  /// Up to 18 digits without a sign and without a leading zero, and one digit.
  @inline(__always)
  private func digits(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard end - start <= 18, start < end, bytes[start] != Byte.zero || end - start == 1 else {
      return nil
    }
    var value = 0
    for position in start..<end {
      let digit = bytes[position] &- Byte.zero
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  @inline(never)
  private func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard let number = NumberText(bytes, start, end, point: point) else { return nil }
    if number.isWhole { return isInferred && number.hasLeadingZero ? nil : number.integer }
    if isInferred { return nil }
    let isExact = abs(number.value) <= Self.largestExact && number.value == number.value.rounded()
    return isExact ? Int(number.value) : nil
  }
}

/// `true` and `false`, also capitalised or in capitals, and 1 and 0 where flags are declared.
struct FlagParser: FieldParser {
  static let placeholder = false
  let isInferred: Bool
  private static let words: [(text: [UInt8], value: Bool)] = [
    (Array("true".utf8), true), (Array("TRUE".utf8), true), (Array("True".utf8), true),
    (Array("false".utf8), false), (Array("FALSE".utf8), false), (Array("False".utf8), false),
  ]

  func parse(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool? {
    if !isInferred, end - start == 1 {
      let digit = bytes[start] &- Byte.zero
      return digit <= 1 ? digit == 1 : nil
    }
    return Self.word(bytes, start, end)
  }

  /// The flag of a word; digits are none.
  static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool? {
    search: for word in words where word.text.count == end - start {
      for offset in word.text.indices where bytes[start + offset] != word.text[offset] {
        continue search
      }
      return word.value
    }
    return nil
  }
}

/// Calendar days in one format.
struct DateParser: FieldParser {
  static let placeholder: Int32 = 0
  let format: DateFormat

  @inline(__always)
  func parse(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int32? {
    CalendarDate(bytes, start, end, format).map { Int32($0.daysSince1970) }
  }
}
