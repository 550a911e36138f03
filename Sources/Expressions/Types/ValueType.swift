internal import Tables

/// The types that an expression can have.
public indirect enum ValueType: Sendable, Hashable {
  /// A number; whole numbers are numbers.
  case number
  /// True or false.
  case flag
  /// A text, or a level of a category.
  case text
  /// A calendar day.
  case date
  /// A length of time, in days.
  case duration
  /// A closed range between two numbers, dates or durations.
  case range(ValueType)

  /// The type of the values of a column.
  init(_ type: ColumnType) {
    switch type {
    case .number, .integer: self = .number
    case .category, .text: self = .text
    case .flag: self = .flag
    case .date: self = .date
    }
  }

  /// The type as it reads in a sentence: "a number".
  public var phrase: String {
    switch self {
    case .number: "a number"
    case .flag: "a flag"
    case .text: "text"
    case .date: "a date"
    case .duration: "a duration"
    case .range(let type): "a range of \(type.plural)"
    }
  }

  private var plural: String {
    switch self {
    case .number: "numbers"
    case .flag: "flags"
    case .text: "texts"
    case .date: "dates"
    case .duration: "durations"
    case .range: "ranges"
    }
  }
}

/// What a number stands for while an expression is computed.
enum Measure: Sendable {
  case number
  /// Days since 1970-01-01.
  case date
  /// Days.
  case duration

  var type: ValueType {
    switch self {
    case .number: .number
    case .date: .date
    case .duration: .duration
    }
  }
}
