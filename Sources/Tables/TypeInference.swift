/// How numbers and dates of a column are written.
struct FieldSyntax: Sendable, Equatable {
  /// What stands before the decimals.
  var point = Byte.point
  /// The format of dates.
  var dates = DateFormat.yearMonthDay
}

/// The types that every value of a column could have.
struct CandidateTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let number = CandidateTypes(rawValue: 1)
  static let integer = CandidateTypes(rawValue: 2)
  static let flag = CandidateTypes(rawValue: 4)
  static let isoDate = CandidateTypes(rawValue: 8)
  static let declaredDate = CandidateTypes(rawValue: 16)
  static let all: CandidateTypes = [.number, .integer, .flag, .isoDate, .declaredDate]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The types that the text in `bytes[start..<end]` could have.
  ///
  /// Digits behind a leading zero, and whole numbers beyond 64 bits, are not counted as numbers:
  /// they are most likely identifiers, whose digits must all be kept.
  init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ syntax: FieldSyntax) {
    self = []
    guard start < end else { return }
    switch bytes[start] {
    case Byte.zero...Byte.nine, Byte.plus, Byte.minus, syntax.point:
      if CalendarDate(bytes, start, end) != nil { insert(.isoDate) }
      if syntax.dates != .yearMonthDay, CalendarDate(bytes, start, end, syntax.dates) != nil {
        insert(.declaredDate)
      }
      let number = NumberText(bytes, start, end, point: syntax.point)
      guard let number, !number.hasLeadingZero else { return }
      if !number.isWhole || number.integer != nil { insert(.number) }
      if number.isWhole, number.integer != nil { insert(.integer) }
    default: if FlagParser.word(bytes, start, end) != nil { insert(.flag) }
    }
  }

  /// Whether every value could be a date.
  var isDate: Bool { contains(.isoDate) || contains(.declaredDate) }
}

/// The type of a column, found from all of its values.
///
/// All dates in the declared format or all ISO dates make dates; all whole numbers, integers; all
/// numbers, numbers; all `true` or `false`, flags. Anything else is a category where it has at most
/// 50 distinct values and at least one of them twice, and text otherwise. A column without values
/// is a number column.
enum TypeInference {
  /// The most levels that a column may have and be taken for a category.
  static let mostLevels = 50
}

/// How many values of a text column are numbers or dates, and the first that is not.
struct MixedTally: Sendable {
  private(set) var present = 0
  private var numbers = Tally()
  private var dates = Tally()

  private struct Tally {
    var count = 0
    var firstOther: FieldSpan?
  }

  /// Counts a value; one of digits alone is no number, and yet not what keeps others from being it.
  @inline(__always)
  mutating func add(_ kind: ValueKind, _ span: FieldSpan) {
    present += 1
    if kind.candidates.contains(.number) {
      numbers.count += 1
    } else if numbers.firstOther == nil, !kind.isDigits {
      numbers.firstOther = span
    }
    if kind.candidates.isDate {
      dates.count += 1
    } else if dates.firstOther == nil {
      dates.firstOther = span
    }
  }

  /// Adds the values of later rows.
  mutating func add(_ later: MixedTally) {
    present += later.present
    numbers.count += later.numbers.count
    numbers.firstOther = numbers.firstOther ?? later.numbers.firstOther
    dates.count += later.dates.count
    dates.firstOther = dates.firstOther ?? later.dates.firstOther
  }

  /// The type of at least nine in ten values, how many are of another, and the first of these.
  ///
  /// Identifiers are not meant: where everything that is no number consists of digits, as `007`
  /// does, nothing is found.
  var finding: (type: ColumnType, others: Int, first: FieldSpan)? {
    for (type, tally) in [(ColumnType.number, numbers), (.date, dates)]
    where tally.count * 10 >= present * 9 {
      if let first = tally.firstOther { return (type, present - tally.count, first) }
    }
    return nil
  }
}

/// What a text could be other than text.
struct ValueKind: Sendable {
  let candidates: CandidateTypes
  let isDigits: Bool

  init(_ bytes: Span<UInt8>, _ span: FieldSpan, _ syntax: FieldSyntax) {
    candidates = CandidateTypes(bytes, span.start, span.end, syntax)
    var isDigits = candidates.isEmpty
    for position in span.start..<span.end where isDigits {
      isDigits = Byte.isDigit(bytes[position])
    }
    self.isDigits = isDigits
  }
}
