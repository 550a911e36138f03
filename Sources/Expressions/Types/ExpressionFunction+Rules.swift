/// How many arguments a function takes.
enum Arity: Sendable {
  case one
  case several

  func accepts(_ count: Int) -> Bool { self == .one ? count == 1 : count >= 2 }

  var phrase: String { self == .one ? "one value" : "two values or more" }
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
    }
  }

  var arity: Arity { if case .combination = rule { .several } else { .one } }

  /// What the function takes, as it reads after "takes".
  var domain: String {
    switch rule {
    case .number: "a number"
    case .magnitude: "a number or a duration"
    case .part: "a date"
    case .length: "a duration"
    case .combination: "numbers, dates or durations"
    }
  }
}
