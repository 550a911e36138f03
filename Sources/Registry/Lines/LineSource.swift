internal import Tables

/// The dates of a column by row, exact or not.
struct DayColumn: Sendable {
  private let days: [Int32]
  private let missing: Missingness
  private let partial: PartialDates?

  /// `nil` where the column holds no dates.
  init?(_ table: EventTable, _ name: String) {
    if let partial = table.partialDates[name] {
      self.partial = partial
      days = []
      missing = .none
    } else if let column = table.columns[name], case .date(let days) = column.values {
      partial = nil
      self.days = days
      missing = column.missing
    } else {
      return nil
    }
  }

  subscript(row: Int) -> DaySpan {
    if let partial { return DaySpan(first: partial.earliest[row], last: partial.latest[row]) }
    return missing[row] ? .none : DaySpan(days[row])
  }
}

/// The words of a column by row, numbered in the order of the alphabet.
struct WordColumn: Sendable {
  /// The distinct words, sorted.
  let words: [String]
  private let codes: [Int32]

  /// `nil` where the column has no words.
  init?(_ table: EventTable, _ name: String) {
    guard let column = table.columns[name] else { return nil }
    let labels: [String]
    let given: [Int32]
    if case .category(let category) = column.values {
      (labels, given) = (category.levels, category.codes)
    } else if let coded = column.coded {
      (labels, given) = (coded.labels, coded.codes.map { Int32($0) })
    } else {
      return nil
    }
    let order = labels.indices.sorted { labels[$0] < labels[$1] }
    var rank = [Int32](repeating: -1, count: labels.count)
    for (place, label) in order.enumerated() { rank[label] = Int32(place) }
    words = order.map { labels[$0] }
    let isSorted = order.indices.allSatisfy { order[$0] == $0 }
    let missing = column.missing
    if isSorted, !missing.any {
      codes = given
    } else {
      codes = given.indices.map { row in
        given[row] < 0 || missing[row] ? -1 : rank[Int(given[row])]
      }
    }
  }

  /// The number of the word of a row; -1 where there is none.
  subscript(row: Int) -> Int32 { codes[row] }

  /// For each word whether it is one of a list.
  func areIn(_ list: [String]) -> [Bool] {
    let known = Set(list)
    return words.map { known.contains($0) }
  }
}

/// The columns from which lines are made.
struct LineSource: Sendable {
  let treatments: EventTable
  let drug: WordColumn
  let start: DayColumn
  let stop: DayColumn?
  let intent: WordColumn?
  let stopReason: WordColumn?
  let transplants: EventTable?
  let transplantDay: DayColumn?
  let kind: WordColumn?
  let tandem: WordColumn?
  let progressions: EventTable?
  let progressionDay: DayColumn?
  let death: (table: EventTable, day: DayColumn)?
  let end: (table: EventTable, day: DayColumn)?

  /// The end of what is known of a patient: death, else the last day under follow-up.
  func end(of patient: Int) -> DaySpan {
    for source in [death, end] {
      guard let source else { continue }
      for row in source.table.rows(of: patient) where source.day[row].isKnown {
        return source.day[row]
      }
    }
    return .none
  }
}
