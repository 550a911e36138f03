public import Vocabulary

/// The unit of a time.
public enum TimeUnit: String, Word {
  /// Days.
  case days
  /// Weeks.
  case weeks
  /// Months of 30.4375 days.
  case months
  /// Years of 365.25 days.
  case years

  /// What it means.
  public var summary: String {
    switch self {
    case .days: "days"
    case .weeks: "weeks of 7 days"
    case .months: "months of 30.4375 days"
    case .years: "years of 365.25 days"
    }
  }

  /// One of it, as in 'per year'.
  public var singular: String { String(rawValue.dropLast()) }

  /// How many days one unit is.
  public var days: Double {
    switch self {
    case .days: 1
    case .weeks: 7
    case .months: 30.4375
    case .years: 365.25
    }
  }
}
