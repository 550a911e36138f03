internal import Tables

/// The fields of one column, row by row, as values of one type.
///
/// What is held is what reading the column's text would give: the days, numbers and texts themselves.
struct FieldColumn: Sendable {
  /// Of which type the values are.
  enum Kind: Sendable {
    /// Nothing but missing values so far.
    case none
    case day, integer, number, flag
    /// Texts of which there are few, by code.
    case code
    case text
    /// Values of several types, which are not kept.
    case mixed
  }

  /// A date that is known to the month only.
  struct Month: Sendable {
    let row: Int
    /// The last day of the month.
    let last: Int32
  }

  private(set) var kind = Kind.none
  /// The number of rows.
  private(set) var count = 0
  /// Days since 1970-01-01; of a month the first.
  private(set) var days: [Int32] = []
  private(set) var months: [Month] = []
  private(set) var integers: [Int] = []
  private(set) var numbers: [Double] = []
  private(set) var flags: [Bool] = []
  private(set) var codes: [Int32] = []
  private(set) var levels: [String] = []
  private(set) var texts: [String] = []
  /// Which rows have no value; empty where all have one.
  private(set) var missing: [Bool] = []

  /// The most texts that are held by code.
  private static let mostLevels = 64

  /// Whether any row has a value.
  var hasValues: Bool { kind != .none }

  /// Adds a field.
  mutating func append(_ field: RecordField) {
    switch field {
    case .missing: appendMissing(1)
    case .day(let day): append(day: Int32(clamping: day))
    case .month: appendMonth(field.text)
    case .integer(let value):
      if kind == .number { append(number: Double(value)) } else { append(integer: value) }
    case .number:
      guard let value = field.number else { return appendMissing(1) }
      append(number: value)
    case .flag(let value):
      if begin(.flag) { flags.append(value) }
      endRow()
    case .text(let text): append(text: text)
    }
  }

  /// A column without a value as one of a type.
  func placeholders(_ type: Kind) -> FieldColumn {
    var column = self
    return column.begin(type) ? column : self
  }

  private mutating func append(day: Int32) {
    if begin(.day) { days.append(day) }
    endRow()
  }

  private mutating func appendMonth(_ text: String) {
    guard let days = PartialDates.interval(text) else {
      kind = .mixed
      return endRow()
    }
    months.append(Month(row: count, last: days.upperBound))
    append(day: days.lowerBound)
  }

  private mutating func append(integer: Int) {
    if begin(.integer) { integers.append(integer) }
    endRow()
  }

  private mutating func append(number: Double) {
    if kind == .integer { becomeNumbers() }
    if begin(.number) { numbers.append(number) }
    endRow()
  }

  private mutating func append(text: String) {
    // An empty text is read as one type of nothing or another, as the column has it.
    guard !text.isEmpty else {
      kind = .mixed
      return endRow()
    }
    if kind != .text, begin(.code) {
      if let code = code(of: text) { codes.append(code) } else { becomeTexts() }
    }
    if kind == .text { texts.append(text) }
    endRow()
  }

  /// The code of a text; `nil` where there are too many texts for another.
  private mutating func code(of text: String) -> Int32? {
    if let code = levels.firstIndex(of: text) { return Int32(code) }
    guard levels.count < Self.mostLevels else { return nil }
    levels.append(text)
    return Int32(levels.count - 1)
  }

  /// Whether values of a type may be added; where none was before, it is that of the column.
  private mutating func begin(_ type: Kind) -> Bool {
    if kind == .none {
      kind = type
      appendPlaceholders(count)
    }
    if kind != type { kind = .mixed }
    return kind == type
  }

  private mutating func endRow() {
    count += 1
    if !missing.isEmpty { missing.append(false) }
  }

  private mutating func appendMissing(_ rows: Int) {
    guard rows > 0 else { return }
    appendPlaceholders(rows)
    markAll()
    missing.append(contentsOf: repeatElement(true, count: rows))
    count += rows
  }

  /// Gives every row so far a flag.
  private mutating func markAll() {
    if missing.isEmpty { missing = [Bool](repeating: false, count: count) }
  }

  private mutating func appendPlaceholders(_ rows: Int) {
    switch kind {
    case .none, .mixed: break
    case .day: days.append(contentsOf: repeatElement(0, count: rows))
    case .integer: integers.append(contentsOf: repeatElement(0, count: rows))
    case .number: numbers.append(contentsOf: repeatElement(.nan, count: rows))
    case .flag: flags.append(contentsOf: repeatElement(false, count: rows))
    case .code: codes.append(contentsOf: repeatElement(-1, count: rows))
    case .text: texts.append(contentsOf: repeatElement("", count: rows))
    }
  }

  private mutating func becomeNumbers() {
    numbers = integers.indices.map { row in
      !missing.isEmpty && missing[row] ? .nan : Double(integers[row])
    }
    (kind, integers) = (.number, [])
  }

  private mutating func becomeTexts() {
    texts = codes.map { $0 < 0 ? "" : levels[Int($0)] }
    (kind, codes, levels) = (.text, [], [])
  }
}

extension FieldColumn {
  /// Adds the rows of another column behind these.
  mutating func append(_ other: FieldColumn) {
    var other = other
    agree(with: &other)
    guard other.hasValues else { return appendMissing(other.count) }
    if begin(other.kind) { appendValues(other) }
    if !missing.isEmpty || !other.missing.isEmpty {
      markAll()
      missing +=
        other.missing.isEmpty ? [Bool](repeating: false, count: other.count) : other.missing
    }
    count += other.count
  }

  /// Brings both columns to one type where one is a case of the other.
  private mutating func agree(with other: inout FieldColumn) {
    switch (kind, other.kind) {
    case (.integer, .number): becomeNumbers()
    case (.number, .integer): other.becomeNumbers()
    case (.code, .text): becomeTexts()
    case (.text, .code): other.becomeTexts()
    case (.none, .code), (.code, .code):
      if Set(levels).union(other.levels).count > Self.mostLevels {
        if kind == .code { becomeTexts() }
        other.becomeTexts()
      }
    default: break
    }
  }

  private mutating func appendValues(_ other: FieldColumn) {
    switch kind {
    case .none, .mixed: break
    case .day:
      days += other.days
      months += other.months.map { Month(row: count + $0.row, last: $0.last) }
    case .integer: integers += other.integers
    case .number: numbers += other.numbers
    case .flag: flags += other.flags
    case .code:
      let known = other.levels.map { code(of: $0) ?? -1 }
      codes += other.codes.map { $0 < 0 ? $0 : known[Int($0)] }
    case .text: texts += other.texts
    }
  }

  /// Makes room for a number of rows.
  mutating func reserve(_ rows: Int) {
    switch kind {
    case .none, .mixed: break
    case .day: days.reserveCapacity(rows)
    case .integer: integers.reserveCapacity(rows)
    case .number: numbers.reserveCapacity(rows)
    case .flag: flags.reserveCapacity(rows)
    case .code: codes.reserveCapacity(rows)
    case .text: texts.reserveCapacity(rows)
    }
    if !missing.isEmpty { missing.reserveCapacity(rows) }
  }
}
