extension CalendarDate {
  /// Reads `YYYY-MM-DD` (ISO 8601) of the years 0001 to 9999; `nil` for anything else.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0, bytes.count)
  }

  /// Reads `YYYY-MM-DD` from all of `bytes[start..<end]`.
  init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    guard end - start == 10, bytes[start + 4] == Byte.minus, bytes[start + 7] == Byte.minus,
      let year = Self.digits(bytes, start, 4), year >= 1,
      let month = Self.digits(bytes, start + 5, 2), let day = Self.digits(bytes, start + 8, 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func digits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for position in start..<start + count {
      guard Byte.isDigit(bytes[position]) else { return nil }
      value = value * 10 + Int(bytes[position] - Byte.zero)
    }
    return value
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `YYYY-MM-DD`; years outside 0000 to 9999 have a sign and as many digits as they need.
  public var description: String {
    let digits = Self.padded(Int(year.magnitude), to: 4)
    let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
    return "\(sign)\(digits)-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
