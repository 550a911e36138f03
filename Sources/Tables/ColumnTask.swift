internal import Platform

/// How the fields of one column are read, and where their values go.
enum ColumnTask: Sendable {
  /// Nothing is read.
  case skip
  /// Types are found out; no values are kept.
  case candidates
  case number(NumberParser, RowBuffer<Double>)
  case integer(IntegerParser, RowBuffer<Int>)
  case flag(FlagParser, RowBuffer<Bool>)
  case date(DateParser, RowBuffer<Int32>)
  /// Levels that are declared.
  case levels(LevelCodes, RowBuffer<Int32>)
  /// Levels that are found, at most so many.
  case category(mostLevels: Int, RowBuffer<Int32>)
  case text(RowBuffer<String>)

  /// The task for a declared type.
  init(_ type: ColumnType, levels: [String]?, _ syntax: FieldSyntax, rows: Int) {
    switch type {
    case .number:
      self = .number(
        NumberParser(point: syntax.point, isInferred: false), RowBuffer(unwritten: rows))
    case .integer:
      self = .integer(
        IntegerParser(point: syntax.point, isInferred: false), RowBuffer(unwritten: rows))
    case .flag: self = .flag(FlagParser(isInferred: false), RowBuffer(unwritten: rows))
    case .date: self = .date(DateParser(format: syntax.dates), RowBuffer(unwritten: rows))
    case .text: self = .text(RowBuffer(repeating: "", count: rows))
    case .category:
      if let levels {
        self = .levels(LevelCodes(levels), RowBuffer(unwritten: rows))
      } else {
        self = .category(mostLevels: .max, RowBuffer(unwritten: rows))
      }
    }
  }

  /// The task for a column all of whose values so far have some of these types.
  init(_ candidates: CandidateTypes, _ syntax: FieldSyntax, rows: Int) {
    if candidates.contains(.declaredDate) {
      self = .date(DateParser(format: syntax.dates), RowBuffer(unwritten: rows))
    } else if candidates.contains(.integer) {
      self = .integer(
        IntegerParser(point: syntax.point, isInferred: true), RowBuffer(unwritten: rows))
    } else if candidates.contains(.number) {
      self = .number(
        NumberParser(point: syntax.point, isInferred: true), RowBuffer(unwritten: rows))
    } else if candidates.contains(.flag) {
      self = .flag(FlagParser(isInferred: true), RowBuffer(unwritten: rows))
    } else if candidates.contains(.isoDate) {
      self = .date(DateParser(format: .yearMonthDay), RowBuffer(unwritten: rows))
    } else {
      self = .category(mostLevels: TypeInference.mostLevels, RowBuffer(unwritten: rows))
    }
  }
}

/// The levels declared for a category, by their text.
struct LevelCodes: Sendable {
  /// The levels in their order.
  let levels: [String]
  private var codeByText: [String: Int32] = [:]

  init(_ levels: [String]) {
    self.levels = levels
    for (index, level) in levels.enumerated() where codeByText[level] == nil {
      codeByText[level] = Int32(index)
    }
  }

  /// The code of a text; -1 where it is no level.
  subscript(text: String) -> Int32 { codeByText[text] ?? -1 }
}
