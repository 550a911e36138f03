public import Diagnostics

/// Dates of which some are known only to the month or to the year.
///
/// Each is an interval of days in which the day lies. In a column a date that is not known to the
/// day is missing, so that nobody takes one of its days for the day; the interval is kept here.
public struct PartialDates: Sendable, Equatable {
  /// The first possible day since 1970-01-01 per row; `Int32.max` where there is no date.
  public let earliest: [Int32]
  /// The last possible day since 1970-01-01 per row; `Int32.min` where there is no date.
  public let latest: [Int32]

  /// Intervals of days; a row whose first day is after its last has no date.
  public init(earliest: [Int32], latest: [Int32]) {
    precondition(earliest.count == latest.count)
    self.earliest = earliest
    self.latest = latest
  }

  /// The number of rows.
  public var count: Int { earliest.count }

  /// Whether a row has no date at all.
  public func isMissing(_ row: Int) -> Bool { earliest[row] > latest[row] }

  /// Whether the date of a row is known to the day.
  public func isExact(_ row: Int) -> Bool { earliest[row] == latest[row] }

  /// Whether any date is not known to the day.
  public var hasPartial: Bool {
    earliest.indices.contains { earliest[$0] < latest[$0] }
  }

  /// The chosen rows, in the order given.
  public func selecting(_ rows: [Int]) -> PartialDates {
    PartialDates(earliest: rows.map { earliest[$0] }, latest: rows.map { latest[$0] })
  }

  /// The dates that are known to the day as a column; the others are missing in it.
  public func column(_ name: String, at place: Place? = nil) -> Column {
    var missing = [Bool](repeating: false, count: count)
    var days = earliest
    for row in earliest.indices where !isExact(row) {
      missing[row] = true
      days[row] = 0
    }
    return Column(name, .date(days), missing: Missingness(missing), at: place)
  }
}

extension PartialDates {
  /// The interval of days that a text names: `2010-05-14`, `2010-05` or `2010`.
  ///
  /// The years 0001 to 9999 can be named; anything else is `nil`.
  public static func interval(_ text: String) -> ClosedRange<Int32>? {
    let bytes = Array(text.utf8)
    func day(_ month: Int, of year: Int) -> Int32? {
      CalendarDate(year: year, month: month, day: 1).map { Int32($0.daysSince1970) }
    }
    switch bytes.count {
    case 10:
      guard let date = CalendarDate(iso: text) else { return nil }
      let day = Int32(date.daysSince1970)
      return day...day
    case 7:
      guard bytes[4] == Byte.minus, let year = digits(bytes[0..<4]), year >= 1,
        let month = digits(bytes[5..<7]), let first = day(month, of: year),
        let next = month == 12 ? day(1, of: year + 1) : day(month + 1, of: year)
      else { return nil }
      return first...next - 1
    case 4:
      guard let year = digits(bytes[...]), year >= 1, let first = day(1, of: year),
        let next = day(1, of: year + 1)
      else { return nil }
      return first...next - 1
    default: return nil
    }
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard Byte.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - Byte.zero)
    }
    return value
  }
}
