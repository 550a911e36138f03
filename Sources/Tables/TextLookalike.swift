/// What the texts of a column look like that are perhaps meant to be numbers or dates.
public enum TextLookalike: Sendable, Equatable {
  /// Numbers with a comma before the decimals.
  case decimalComma
  /// Numbers with signs between the thousands.
  case thousands
  /// Dates in one of these formats, each of which fits equally many values.
  case dates([DateFormat])
  /// Dates in a way that cannot be declared: two-digit years, names of months, times of day.
  case otherDates

  /// What nine in ten values of a text or category column look like; `nil` for nothing known.
  /// - Complexity: O(bytes); it ends where a tenth of the values looks like nothing.
  public init?(_ column: Column) {
    var counts = Counts(rows: column.count - column.missing.count)
    switch column.values {
    case .category(let values):
      var weights = [Int](repeating: 0, count: values.levels.count)
      for code in values.codes where code >= 0 { weights[Int(code)] += 1 }
      for (level, weight) in zip(values.levels, weights) where weight > 0 {
        counts.add(level, weight)
      }
    case .text(let values):
      for row in values.indices where !column.missing[row] {
        counts.add(values[row], 1)
        if counts.isHopeless { return nil }
      }
    default: return nil
    }
    guard let found = counts.lookalike else { return nil }
    self = found
  }

  private struct Counts {
    let rows: Int
    private var unknown = 0
    private var byShape = [Int](repeating: 0, count: TextShape.names.count)

    init(rows: Int) { self.rows = rows }

    var isHopeless: Bool { unknown * 10 > rows }

    mutating func add(_ text: String, _ weight: Int) {
      let shape = TextShape(text)
      if shape.isEmpty { unknown += weight }
      for (index, name) in TextShape.names.enumerated() where shape.contains(name) {
        byShape[index] += weight
      }
    }

    private func fits(_ count: Int) -> Bool { count > 0 && count * 10 >= rows * 9 }

    private func count(_ shape: TextShape) -> Int {
      TextShape.names.firstIndex(of: shape).map { byShape[$0] } ?? 0
    }

    var lookalike: TextLookalike? {
      let formats = DateFormat.allCases.filter { $0 != .yearMonthDay && $0 != .yearMonthDayDigits }
      let most = formats.map { count(TextShape($0)) }.max() ?? 0
      if fits(most) { return .dates(formats.filter { count(TextShape($0)) == most }) }
      if fits(count(.otherDate)) { return .otherDates }
      let (commas, thousands) = (count(.decimalComma), count(.thousands))
      if fits(thousands), thousands >= commas { return .thousands }
      return fits(commas) ? .decimalComma : nil
    }
  }
}

/// The ways in which one text could be meant.
struct TextShape: OptionSet {
  let rawValue: Int

  static let decimalComma = TextShape(rawValue: 1)
  static let thousands = TextShape(rawValue: 2)
  static let otherDate = TextShape(rawValue: 4)

  /// Every way.
  static let names: [TextShape] =
    [.decimalComma, .thousands, .otherDate] + DateFormat.allCases.map(TextShape.init)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// A date in a format.
  init(_ format: DateFormat) {
    let position = DateFormat.allCases.firstIndex(of: format) ?? 0
    rawValue = 8 << position
  }

  init(_ text: String) {
    self = []
    let bytes = Array(text.utf8)
    guard 3...24 ~= bytes.count, bytes.contains(where: Byte.isDigit) else { return }
    for format in DateFormat.allCases
    where CalendarDate(bytes.span, 0, bytes.count, format) != nil {
      insert(TextShape(format))
    }
    if NumberText(bytes.span, 0, bytes.count, point: Byte.comma) != nil, bytes.contains(Byte.comma)
    {
      insert(.decimalComma)
    }
    if Self.hasThousands(text) { insert(.thousands) }
    if Self.isOtherDate(text) { insert(.otherDate) }
  }

  /// One to three digits, then groups of three behind one sign, then perhaps decimals.
  private static func hasThousands(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars.drop { $0 == "-" || $0 == "+" })
    let signs: Set<Unicode.Scalar> = [",", ".", "'", " ", "\u{A0}", "\u{202F}", "\u{2019}"]
    guard let sign = scalars.first(where: { signs.contains($0) }) else { return false }
    let groups = scalars.split(separator: sign, omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, 1...3 ~= first.count,
      first.allSatisfy(isDigit), first.first != "0"
    else { return false }
    for (index, group) in groups.enumerated().dropFirst() {
      guard group.prefix(3).count == 3, group.prefix(3).allSatisfy(isDigit) else { return false }
      let rest = group.dropFirst(3)
      let isLast = index == groups.count - 1
      guard rest.isEmpty || (isLast && rest.first.map { $0 == "," || $0 == "." } == true) else {
        return false
      }
      guard rest.dropFirst().allSatisfy(isDigit) else { return false }
    }
    return true
  }

  /// `31.1.10`, `31-Jan-2010`, `31JAN2010` or a date with a time of day.
  private static func isOtherDate(_ text: String) -> Bool {
    let head = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    if head.count == 2, head[1].contains(":"), head[1].first?.isNumber == true {
      let bytes = Array(head[0].utf8)
      let isDate = DateFormat.allCases.contains {
        CalendarDate(bytes.span, 0, bytes.count, $0) != nil
      }
      if isDate { return true }
    }
    let parts = text.split { "./- ".contains($0) }
    let digits = parts.allSatisfy { $0.utf8.allSatisfy(Byte.isDigit) }
    if parts.count == 3, digits, parts.allSatisfy({ 1...2 ~= $0.count }) {
      return parts.contains { Int($0).map { 1...31 ~= $0 } == true } && parts[2].count == 2
    }
    let letters = text.filter(\.isLetter).lowercased()
    return months.contains(String(letters.prefix(3))) && text.count { $0.isNumber } >= 3
      && letters.count <= 9 && text.first?.isNumber == true
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && Byte.isDigit(UInt8(truncatingIfNeeded: scalar.value))
  }
}
