internal import Platform
internal import Tables

/// The dates of a column by row, exact or not.
struct DayColumn: Sendable {
  private let first: [Int32]
  private let last: [Int32]
  private let missing: Missingness

  /// `nil` where the column holds no dates.
  init?(_ table: EventTable, _ name: String) {
    if let partial = table.partialDates[name] {
      (first, last) = (partial.earliest, partial.latest)
      missing = .none
    } else if let column = table.columns[name], case .date(let days) = column.values {
      (first, last) = (days, days)
      missing = column.missing
    } else {
      return nil
    }
  }

  subscript(row: Int) -> DaySpan {
    missing[row] ? .none : DaySpan(first: first[row], last: last[row])
  }
}

/// The words of a column by row, numbered in the order of the alphabet.
struct WordColumn: Sendable {
  /// The distinct words, sorted.
  let words: [String]
  private let codes: [Int32]
  /// The number of the word by code; nothing where that is the code.
  private let rank: [Int32]
  private let missing: Missingness

  /// `nil` where the column has no words.
  init?(_ table: EventTable, _ name: String) {
    guard let column = table.columns[name] else { return nil }
    let labels: [String]
    if case .category(let category) = column.values {
      (labels, codes) = (category.levels, category.codes)
    } else if let coded = column.coded {
      (labels, codes) = (coded.labels, coded.codes.map { Int32($0) })
    } else {
      return nil
    }
    let order = labels.indices.sorted { labels[$0] < labels[$1] }
    var rank = [Int32](repeating: -1, count: labels.count)
    for (place, label) in order.enumerated() { rank[label] = Int32(place) }
    let isSorted = order.indices.allSatisfy { order[$0] == $0 }
    words = order.map { labels[$0] }
    self.rank = isSorted ? [] : rank
    missing = column.missing
  }

  /// The number of the word of a row; -1 where there is none.
  subscript(row: Int) -> Int32 {
    let code = codes[row]
    if code < 0 || missing[row] { return -1 }
    return rank.isEmpty ? code : rank[Int(code)]
  }

  /// How many rows have no word.
  func missingCount(threads: Int) -> Int {
    let count = Parallel.reduce(codes.count, threads: threads, chunk: 1 << 18) { rows in
      var count = 0
      for row in rows where self[row] < 0 { count += 1 }
      return count
    } combine: {
      $0 += $1
    }
    return count ?? 0
  }

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
