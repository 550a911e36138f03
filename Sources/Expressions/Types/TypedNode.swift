internal import Diagnostics

/// What an expression computes, once its types are known; each kind can only hold what fits it.
enum TypedNode: Sendable {
  case number(NumberNode, Measure)
  case flag(FlagNode)
  case text(TextNode, levels: [String]?)
  case range(NumberNode, NumberNode, Measure)
  /// The literal `missing`, which takes its type from the other branch of an `if`.
  case missing

  /// The type; `nil` for `missing`.
  var type: ValueType? {
    switch self {
    case .number(_, let measure): measure.type
    case .flag: .flag
    case .text: .text
    case .range(_, _, let measure): .range(measure.type)
    case .missing: nil
    }
  }
}

/// A computation of numbers; dates and durations are numbers of days.
indirect enum NumberNode: Sendable {
  case constant(Double)
  case column(String)
  case missing
  case arithmetic(Arithmetic, NumberNode, NumberNode, at: Place?)
  case negate(NumberNode)
  case apply(UnaryFunction, NumberNode, at: Place?)
  case combine(Combination, [NumberNode])
  case choose(FlagNode, NumberNode, NumberNode)
  /// A number of which no more is known than that it lies between two others.
  case between(NumberNode, NumberNode)
  /// A value that is computed before, for each patient or row around.
  case slot(Int)
  /// A value that is read of a table of events for each row.
  case inner(Int)
}

/// A computation of truth in three values.
indirect enum FlagNode: Sendable {
  case constant(Bool)
  case column(String)
  case missing
  case and(FlagNode, FlagNode)
  case or(FlagNode, FlagNode)
  case not(FlagNode)
  case numbers(Comparison, NumberNode, NumberNode)
  case sameFlags(FlagNode, FlagNode)
  case sameTexts(TextNode, TextNode)
  case within(NumberNode, from: NumberNode, through: NumberNode)
  case oneOfNumbers(NumberNode, [NumberNode])
  case oneOfTexts(TextNode, constants: [String], others: [TextNode])
  case numberIsMissing(NumberNode)
  case flagIsMissing(FlagNode)
  case textIsMissing(TextNode)
  case choose(FlagNode, FlagNode, FlagNode)
  /// Whether a list of names, joined by `+`, has a name.
  case includes(TextNode, TextNode)
  /// A value that is computed before, for each patient or row around.
  case slot(Int)
  /// A value that is read of a table of events for each row.
  case inner(Int)
}

/// A computation of texts or levels.
indirect enum TextNode: Sendable {
  case constant(String)
  case column(String)
  case missing
  case choose(FlagNode, TextNode, TextNode)
  /// A value that is computed before, for each patient or row around.
  case slot(Int)
  /// A value that is read of a table of events for each row.
  case inner(Int)
}

/// Operations on two numbers.
enum Arithmetic: Sendable {
  case add, subtract, multiply, divide, power
  /// A date plus a duration, rounded to the nearest day.
  case later
  /// A date minus a duration, rounded to the nearest day.
  case earlier
}

/// Orders of two numbers.
enum Comparison: Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// Operations on one number.
enum UnaryFunction: Sendable {
  case absolute, squareRoot, logarithm, logarithm10, logarithm2, exponential
  case round, floor, ceiling
  case year, month, day
}

/// Operations on several numbers.
enum Combination: Sendable {
  case minimum, maximum, earliest, latest
}
