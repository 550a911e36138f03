internal import Tables

/// Texts of the rows of a table that a condition compares, by number, with those of the rows around.
///
/// Of a condition `drug == a.drug and …` a row with another drug than the row around makes no pair:
/// the condition is false whatever else it says. What is missing or undecided on either side is kept,
/// for then the condition is not false.
struct JoinKey {
  /// The number of the text of each row of the table from `base` on; less than 0 where it is not known.
  private let numbers: [Int32]
  private let base: Int
  /// The number for each row around, or one for all.
  private let wanted: [Int32]

  /// The row around may have any text.
  private static let anything: Int32 = -1
  /// No row of the table has the text.
  private static let nothing: Int32 = -2

  /// Whether the condition can hold for a row of the table and a row around.
  @inline(__always)
  func admits(_ row: Int, for around: Int) -> Bool {
    let number = numbers[row - base]
    let wanted = wanted[wanted.count == 1 ? 0 : around]
    return number < 0 || number == wanted || wanted == Self.anything
  }

  /// The keys of the condition of an aggregate.
  ///
  /// - Parameters:
  ///   - aggregate: what is read.
  ///   - events: its table.
  ///   - slots: the values of the rows around.
  ///   - patients: the patients of the rows around.
  /// - Returns: the keys, none where leaving out rows could change what is told of them.
  static func keys(
    _ aggregate: Aggregate, _ events: EventTable, _ slots: [SlotValues], _ patients: [Int]
  ) -> [JoinKey] {
    guard aggregate.inner.isEmpty, let condition = aggregate.condition else { return [] }
    if case .single = aggregate.operation { return [] }
    var compared: [(column: String, with: TextNode)] = []
    _ = compare(condition, &compared)
    return compared.compactMap { JoinKey($0.column, $0.with, events, slots, patients) }
  }

  /// Collects comparisons of texts in the order in which they are made, until something is computed
  /// that can fail.
  private static func compare(
    _ node: FlagNode, _ compared: inout [(column: String, with: TextNode)]
  ) -> Bool {
    switch node {
    case .and(let left, let right): return compare(left, &compared) && compare(right, &compared)
    case .sameTexts(.column(let name), let other), .sameTexts(let other, .column(let name)):
      switch other {
      case .slot, .constant: compared.append((name, other))
      case .column, .missing, .choose, .inner: break
      }
      return other.isPlain
    case .numbers(_, let left, let right): return left.isPlain && right.isPlain
    case .within(let value, from: let low, through: let high):
      return value.isPlain && low.isPlain && high.isPlain
    case .oneOfTexts(let text, constants: _, let others):
      return text.isPlain && others.isEmpty
    case .constant, .column, .slot: return true
    default: return false
    }
  }

  private init?(
    _ name: String, _ other: TextNode, _ events: EventTable, _ slots: [SlotValues],
    _ patients: [Int]
  ) {
    guard let column = events.columns[name], !(events.undecided[name]?.any ?? false) else {
      return nil
    }
    var numberOfText: [String: Int32] = [:]
    switch column.values {
    case .category(let category):
      for (number, level) in category.levels.enumerated() { numberOfText[level] = Int32(number) }
      guard numberOfText.count == category.levels.count else { return nil }
      (numbers, base) = (category.codes, 0)
    case .text(let texts):
      guard let rows = Self.rows(of: patients, events) else { return nil }
      base = rows.lowerBound
      numbers = Self.numbers(rows, texts, column.missing, &numberOfText)
    case .number, .integer, .flag, .date: return nil
    }
    switch other {
    case .constant(let text): wanted = [numberOfText[text] ?? Self.nothing]
    case .slot(let slot):
      guard case .texts(let texts) = slots[slot] else { return nil }
      wanted = Self.wanted(texts, numberOfText)
    case .column, .missing, .choose, .inner: return nil
    }
  }

  /// The rows of all patients, and of those between; `nil` where the latter are many.
  private static func rows(of patients: [Int], _ events: EventTable) -> Range<Int>? {
    guard let first = patients.min(), let last = patients.max() else { return nil }
    let rows = events.offsets[first]..<events.offsets[last + 1]
    return rows.count <= 1 << 16 || rows.count <= 8 * patients.count ? rows : nil
  }

  private static func numbers(
    _ rows: Range<Int>, _ texts: [String], _ missing: Missingness,
    _ numberOfText: inout [String: Int32]
  ) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(rows.count)
    for row in rows {
      guard !missing[row] else {
        numbers.append(anything)
        continue
      }
      let next = Int32(numberOfText.count)
      numbers.append(numberOfText[texts[row], default: next])
      if numbers.last == next { numberOfText[texts[row]] = next }
    }
    return numbers
  }

  private static func wanted(_ texts: Texts, _ numberOfText: [String: Int32]) -> [Int32] {
    switch texts {
    case .codes(let codes, let levels):
      let numbers = levels.map { numberOfText[$0] ?? nothing }
      return codes.map { $0 < 0 ? anything : numbers[Int($0)] }
    case .plain(let values, let missing, let undecided):
      return values.indices.map { row in
        missing[row] || undecided[row] ? anything : numberOfText[values[row]] ?? nothing
      }
    }
  }
}

extension TextNode {
  /// Whether it is read and not computed.
  fileprivate var isPlain: Bool {
    switch self {
    case .constant, .column, .missing, .slot: true
    case .choose, .inner: false
    }
  }
}

extension NumberNode {
  /// Whether it is read and not computed.
  fileprivate var isPlain: Bool {
    switch self {
    case .constant, .column, .missing, .slot: true
    default: false
    }
  }
}
