/// How the values of a column type are read from bytes.
protocol FieldParser {
  /// What a row holds.
  associatedtype Value: Sendable

  /// What stands in a missing slot.
  static var placeholder: Value { get }
  /// The column type of the values.
  static var type: ColumnType { get }
  /// Reads all of `bytes[start..<end]`.
  static func parse(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Value?
  /// The values as a column holds them.
  static func column(_ values: [Value]) -> ColumnValues
}

/// Decimal numbers.
enum NumberParser: FieldParser {
  static let placeholder = Double.nan
  static let type = ColumnType.number

  static func parse(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
    NumberText(bytes, start, end)?.value
  }

  static func column(_ values: [Double]) -> ColumnValues { .number(values) }
}

/// Whole numbers; `3.0` and `1e3` are whole as well, up to 2^53.
enum IntegerParser: FieldParser {
  static let placeholder = 0
  static let type = ColumnType.integer
  private static let largestExact = 9_007_199_254_740_992.0

  static func parse(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    guard let number = NumberText(bytes, start, end) else { return nil }
    if number.isWhole { return number.integer }
    let isExact = abs(number.value) <= largestExact && number.value == number.value.rounded()
    return isExact ? Int(number.value) : nil
  }

  static func column(_ values: [Int]) -> ColumnValues { .integer(values) }
}

/// `true` and `false`, also capitalised or in capitals, and 1 and 0 where flags are declared.
enum FlagParser: FieldParser {
  static let placeholder = false
  static let type = ColumnType.flag
  private static let words: [(text: [UInt8], value: Bool)] = [
    (Array("true".utf8), true), (Array("TRUE".utf8), true), (Array("True".utf8), true),
    (Array("false".utf8), false), (Array("FALSE".utf8), false), (Array("False".utf8), false),
  ]

  static func parse(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool? {
    if end - start == 1 {
      let digit = bytes[start] &- Byte.zero
      return digit <= 1 ? digit == 1 : nil
    }
    return word(bytes, start, end)
  }

  /// The flag of a word; digits are none.
  static func word(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool? {
    search: for word in words where word.text.count == end - start {
      for offset in word.text.indices where bytes[start + offset] != word.text[offset] {
        continue search
      }
      return word.value
    }
    return nil
  }

  static func column(_ values: [Bool]) -> ColumnValues { .flag(values) }
}

/// Calendar days written `YYYY-MM-DD`.
enum DateParser: FieldParser {
  static let placeholder: Int32 = 0
  static let type = ColumnType.date

  static func parse(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int32? {
    CalendarDate(bytes, start, end).map { Int32($0.daysSince1970) }
  }

  static func column(_ values: [Int32]) -> ColumnValues { .date(values) }
}
