/// The functions that can be called in an expression over one row.
public enum ExpressionFunction: String, Sendable, CaseIterable {
  /// The distance from 0.
  case abs
  /// The square root.
  case sqrt
  /// The natural logarithm.
  case log
  /// The logarithm to base 10.
  case log10
  /// The logarithm to base 2.
  case log2
  /// e to a power.
  case exp
  /// The nearest whole number, halves away from 0.
  case round
  /// The next whole number below.
  case floor
  /// The next whole number above.
  case ceiling
  /// The least of several values, missing where one is.
  case min
  /// The greatest of several values, missing where one is.
  case max
  /// The least of the values that are there.
  case earliest
  /// The greatest of the values that are there.
  case latest
  /// The calendar year of a date.
  case year
  /// The calendar month of a date.
  case month
  /// The day of the month of a date.
  case day
  /// A duration in days.
  case days
  /// A duration in weeks.
  case weeks
  /// A duration in months of 30.4375 days.
  case months
  /// A duration in years of 365.25 days.
  case years
  /// The time that two ranges of days share.
  case overlap
  /// Whether a list joined by `+` has a name.
  case includes
  /// A day of which no more is known than a range it lies in.
  case sometime

  /// What the function gives, in one line.
  public var summary: String {
    switch self {
    case .abs: "the distance of a number or duration from 0"
    case .sqrt: "the square root; missing below 0"
    case .log: "the natural logarithm; missing unless above 0"
    case .log10: "the logarithm to base 10; missing unless above 0"
    case .log2: "the logarithm to base 2; missing unless above 0"
    case .exp: "e to the power of a number"
    case .round: "the nearest whole number, halves away from 0"
    case .floor: "the next whole number below"
    case .ceiling: "the next whole number above"
    case .min: "the least of several numbers, dates or durations; missing where any is missing"
    case .max: "the greatest of several numbers, dates or durations; missing where any is missing"
    case .earliest: "the least of those of several values that are not missing"
    case .latest: "the greatest of those of several values that are not missing"
    case .year: "the calendar year of a date"
    case .month: "the month of a date, from 1 to 12"
    case .day: "the day of the month of a date, from 1 to 31"
    case .days: "a duration in days"
    case .weeks: "a duration in weeks"
    case .months: "a duration in months of 30.4375 days"
    case .years: "a duration in years of 365.25 days"
    case .overlap: "the time that two ranges of days share; 0d where they are apart"
    case .includes: "whether a list of names joined by '+' has a name"
    case .sometime: "a day of which no more is known than that it lies in a range"
    }
  }

  /// How the function is written, as in `year(date)`.
  public var signature: String { "\(rawValue)(\(parameters))" }

  private var parameters: String {
    switch self {
    case .min, .max, .earliest, .latest: "value, value, …"
    case .abs, .sqrt, .log, .log10, .log2, .exp, .round, .floor, .ceiling: "number"
    case .year, .month, .day: "date"
    case .days, .weeks, .months, .years: "duration"
    case .overlap: "date..date, date..date"
    case .includes: "list, name"
    case .sometime: "date..date"
    }
  }
}
