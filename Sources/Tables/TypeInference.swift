/// The types that every value of a column could have.
struct CandidateTypes: OptionSet {
  let rawValue: UInt8

  static let number = CandidateTypes(rawValue: 1)
  static let integer = CandidateTypes(rawValue: 2)
  static let flag = CandidateTypes(rawValue: 4)
  static let date = CandidateTypes(rawValue: 8)
  static let all: CandidateTypes = [.number, .integer, .flag, .date]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The types that the text in `bytes[start..<end]` could have.
  ///
  /// Digits behind a leading zero, and whole numbers beyond 64 bits, are not counted as numbers:
  /// they are most likely identifiers, whose digits must all be kept.
  init(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    guard start < end else {
      self = []
      return
    }
    switch bytes[start] {
    case Byte.zero...Byte.nine, Byte.plus, Byte.minus, Byte.point:
      if CalendarDate(bytes, start, end) != nil {
        self = .date
      } else if let number = NumberText(bytes, start, end), !number.hasLeadingZero {
        self = number.isWhole ? (number.integer == nil ? [] : [.number, .integer]) : .number
      } else {
        self = []
      }
    default: self = FlagParser.word(bytes, start, end) == nil ? [] : .flag
    }
  }
}

/// The type of a column, found from all of its values.
///
/// All whole numbers make integers; all numbers, numbers; all `true` or `false`, flags; all ISO
/// dates, dates. Anything else is a category where it has at most 50 distinct values and at least
/// one of them twice, and text otherwise. A column without values is a number column.
struct TypeInference {
  /// The most levels that a column may have and be taken for a category.
  static let mostLevels = 50

  /// The type that every value has; `nil` for text.
  let type: ColumnType?
  /// Whether there are no values at all.
  let isAllMissing: Bool

  /// - Complexity: O(bytes of the column).
  init(_ fields: ColumnFields) {
    let bytes = fields.bytes
    var candidates = CandidateTypes.all
    var isAllMissing = true
    for row in 0..<fields.count {
      let span = fields[row]
      guard fields.content(of: span) == .value else { continue }
      isAllMissing = false
      candidates.formIntersection(CandidateTypes(bytes, span.start, span.end))
      if candidates.isEmpty { break }
    }
    self.isAllMissing = isAllMissing
    type =
      if isAllMissing { .number } else if candidates.contains(.integer) {
        .integer
      } else if candidates.contains(.number) { .number } else if candidates.contains(.flag) {
        .flag
      } else if candidates.contains(.date) {
        .date
      } else { nil }
  }
}

/// A column of text nearly all of whose values are numbers or dates.
///
/// Identifiers are not meant: where everything that is no number consists of digits, as `007` does,
/// nothing is found.
struct MixedColumn {
  let type: ColumnType
  let others: Int
  let present: Int
  let firstRow: Int

  /// `nil` unless at least nine in ten values are of one type.
  init?(_ fields: ColumnFields) {
    let bytes = fields.bytes
    var present = 0
    var numbers = Tally()
    var dates = Tally()
    for row in 0..<fields.count {
      let span = fields[row]
      guard fields.content(of: span) == .value else { continue }
      present += 1
      let candidates = CandidateTypes(bytes, span.start, span.end)
      if candidates.contains(.number) {
        numbers.count += 1
      } else {
        let isDigits = (span.start..<span.end).allSatisfy { Byte.isDigit(bytes[$0]) }
        numbers.addOther(row: row, isDigits: isDigits)
      }
      if candidates.contains(.date) { dates.count += 1 } else { dates.addOther(row: row) }
    }
    for (type, tally) in [(ColumnType.number, numbers), (.date, dates)]
    where tally.count * 10 >= present * 9 {
      guard let firstRow = tally.firstOther else { continue }
      self.type = type
      self.present = present
      self.firstRow = firstRow
      others = present - tally.count
      return
    }
    return nil
  }

  private struct Tally {
    var count = 0
    var firstOther: Int?

    mutating func addOther(row: Int, isDigits: Bool = false) {
      if firstOther == nil, !isDigits { firstOther = row }
    }
  }
}
