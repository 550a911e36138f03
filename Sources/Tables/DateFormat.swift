/// An order of day, month and year with what stands between them.
///
/// Days and months may have one or two digits, years have four.
public enum DateFormat: String, Sendable, CaseIterable {
  /// `2010-01-31`
  case yearMonthDay = "yyyy-mm-dd"
  /// `2010/01/31`
  case yearMonthDaySlashes = "yyyy/mm/dd"
  /// `20100131`
  case yearMonthDayDigits = "yyyymmdd"
  /// `31.01.2010`
  case dayMonthYearPoints = "dd.mm.yyyy"
  /// `31/01/2010`
  case dayMonthYearSlashes = "dd/mm/yyyy"
  /// `31-01-2010`
  case dayMonthYearDashes = "dd-mm-yyyy"
  /// `01/31/2010`
  case monthDayYearSlashes = "mm/dd/yyyy"
  /// `01-31-2010`
  case monthDayYearDashes = "mm-dd-yyyy"

  /// What stands between day, month and year.
  var separator: UInt8? {
    switch self {
    case .yearMonthDay, .dayMonthYearDashes, .monthDayYearDashes: Byte.minus
    case .yearMonthDaySlashes, .dayMonthYearSlashes, .monthDayYearSlashes: Byte.slash
    case .dayMonthYearPoints: Byte.point
    case .yearMonthDayDigits: nil
    }
  }

  /// The positions of year, month and day among the three.
  var order: (year: Int, month: Int, day: Int) {
    switch self {
    case .yearMonthDay, .yearMonthDaySlashes, .yearMonthDayDigits: (0, 1, 2)
    case .dayMonthYearPoints, .dayMonthYearSlashes, .dayMonthYearDashes: (2, 1, 0)
    case .monthDayYearSlashes, .monthDayYearDashes: (2, 0, 1)
    }
  }
}

extension CalendarDate {
  /// Reads all of `bytes[start..<end]` in a format; `nil` where it does not fit.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ format: DateFormat) {
    if format == .yearMonthDay {
      self.init(bytes, start, end)
    } else {
      self.init(bytes, start, end, declared: format)
    }
  }

  private init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, declared format: DateFormat) {
    guard end - start <= 10, let parts = Self.parts(bytes, start, end, format) else { return nil }
    let order = format.order
    guard parts[order.year].count == 4, parts[order.year].value >= 1,
      1...2 ~= parts[order.month].count, 1...2 ~= parts[order.day].count
    else { return nil }
    self.init(
      year: parts[order.year].value, month: parts[order.month].value, day: parts[order.day].value)
  }

  private typealias Part = (value: Int, count: Int)

  /// The three numbers, each with how many digits it has.
  private static func parts(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ format: DateFormat
  ) -> InlineArray<3, Part>? {
    var parts = InlineArray<3, Part>(repeating: (0, 0))
    var part = 0
    for position in start..<end {
      let digit = bytes[position] &- Byte.zero
      if digit < 10 {
        parts[part] = (parts[part].value * 10 + Int(digit), parts[part].count + 1)
        let isFull = parts[part].count == (part == 0 ? 4 : 2)
        if format.separator == nil, isFull, part < 2 { part += 1 }
      } else if bytes[position] == format.separator, part < 2 {
        part += 1
      } else {
        return nil
      }
    }
    guard format.separator == nil else { return part == 2 ? parts : nil }
    return end - start == 8 ? parts : nil
  }
}
