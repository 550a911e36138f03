/// How many arguments a function takes.
enum Arity: Sendable {
  case one
  case two
  case several

  func accepts(_ count: Int) -> Bool {
    switch self {
    case .one: count == 1
    case .two: count == 2
    case .several: count >= 2
    }
  }

  var phrase: String {
    switch self {
    case .one: "one value"
    case .two: "two values"
    case .several: "two values or more"
    }
  }
}

/// What a function computes.
enum FunctionRule: Sendable {
  /// A number from a number.
  case number(UnaryFunction)
  /// A number or a duration from the same.
  case magnitude
  /// A number from a date.
  case part(UnaryFunction)
  /// A number from a duration, in units of so many days.
  case length(DurationUnit)
  /// One of several values of one type.
  case combination(Combination)
  /// A duration from two ranges of days.
  case overlap
  /// A flag from two texts.
  case membership
  /// A day from a range of days.
  case sometime
}

extension ExpressionFunction {
  var rule: FunctionRule {
    switch self {
    case .abs: .magnitude
    case .sqrt: .number(.squareRoot)
    case .log: .number(.logarithm)
    case .log10: .number(.logarithm10)
    case .log2: .number(.logarithm2)
    case .exp: .number(.exponential)
    case .round: .number(.round)
    case .floor: .number(.floor)
    case .ceiling: .number(.ceiling)
    case .min: .combination(.minimum)
    case .max: .combination(.maximum)
    case .earliest: .combination(.earliest)
    case .latest: .combination(.latest)
    case .year: .part(.year)
    case .month: .part(.month)
    case .day: .part(.day)
    case .days: .length(.day)
    case .weeks: .length(.week)
    case .months: .length(.month)
    case .years: .length(.year)
    case .overlap: .overlap
    case .includes: .membership
    case .sometime: .sometime
    }
  }

  var arity: Arity {
    switch rule {
    case .combination: .several
    case .overlap, .membership: .two
    case .number, .magnitude, .part, .length, .sometime: .one
    }
  }

  /// What the function takes, as it reads after "takes".
  var domain: String {
    switch rule {
    case .number: "a number"
    case .magnitude: "a number or a duration"
    case .part: "a date"
    case .length: "a duration"
    case .combination: "numbers, dates or durations"
    case .overlap: "ranges of dates"
    case .membership: "texts"
    case .sometime: "a range of dates"
    }
  }
}
