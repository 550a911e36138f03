internal import Diagnostics

/// A column as `describe` shows it: its figures, why it has its type, and what is odd about it.
public struct ColumnProfile: Sendable, Equatable {
  /// What a reader should look at.
  public enum Oddity: Sendable, Equatable {
    /// Every row has a value, and it is the same.
    case constant
    /// No value occurs twice.
    case possibleIdentifier
    /// Texts look like something else.
    case lookalike(TextLookalike)
    /// Whole numbers look like `20100131`.
    case dateDigits
    /// A value that often stands for a missing one.
    case suspectedMissing(String, count: Int)
    /// More dates than chance allows are on day 1 or 15 of their month.
    case roundedDays(share: Double)
    /// Levels that differ by case, spaces or marks alone.
    case nearDuplicates([String])
  }

  /// The figures.
  public let summary: ColumnSummary
  /// Why the column has its type.
  public let reason: TypeReason
  /// How many values are in each of equally wide intervals from the least to the greatest.
  public let histogram: [Int]
  /// What is odd.
  public let oddities: [Oddity]

  /// The number of intervals of a histogram.
  public static let intervals = 16

  /// The profile of a column.
  /// - Complexity: O(n log n).
  public init(_ column: Column, reason: TypeReason) {
    summary = ColumnSummary(column)
    self.reason = reason
    histogram = Self.histogram(column, summary)
    oddities = Self.oddities(column, summary, reason)
  }

  private static func histogram(_ column: Column, _ summary: ColumnSummary) -> [Int] {
    guard let distribution = summary.distribution, let values = column.numbers else { return [] }
    let (low, high) = (distribution.minimum, distribution.maximum)
    guard high > low, (high - low).isFinite else { return [] }
    // Whole numbers in few steps have one interval each, so that none is empty by construction.
    let steps = high - low + 1
    let isWhole = summary.type != .number && steps <= Double(intervals)
    let count = isWhole ? Int(steps) : intervals
    let width = isWhole ? steps : high - low
    var bins = [Int](repeating: 0, count: count)
    for row in values.indices where !column.missing[row] {
      bins[min(count - 1, Int((values[row] - low) / width * Double(count)))] += 1
    }
    return bins
  }
}

extension ColumnProfile {
  private static func oddities(
    _ column: Column, _ summary: ColumnSummary, _ reason: TypeReason
  ) -> [Oddity] {
    var found: [Oddity] = []
    if summary.distinct == 1, summary.count > 1 { found.append(.constant) }
    let lookalike = TextLookalike(column)
    var isListing = summary.type == .integer || (summary.type == .text && lookalike == nil)
    if case .mixed = reason { isListing = false }
    if isListing, summary.distinct == summary.count, summary.count >= 10 {
      found.append(.possibleIdentifier)
    }
    if let lookalike { found.append(.lookalike(lookalike)) }
    switch column.values {
    case .integer(let values):
      if isDateDigits(values, column, summary) { found.append(.dateDigits) }
      found += missingCodes(values.map(Double.init), column, summary)
    case .number(let values): found += missingCodes(values, column, summary)
    case .date(let days): found += roundedDays(days, column, summary)
    case .category(let values):
      found += missingTexts(summary)
      found += nearDuplicates(values.levels)
    case .flag, .text: break
    }
    return found
  }

  private static func isDateDigits(
    _ values: [Int], _ column: Column, _ summary: ColumnSummary
  ) -> Bool {
    guard let range = summary.distribution, range.minimum >= 19_000_101,
      range.maximum <= 21_001_231
    else { return false }
    return values.indices.allSatisfy { row in
      let value = values[row]
      return column.missing[row]
        || CalendarDate(year: value / 10_000, month: value / 100 % 100, day: value % 100) != nil
    }
  }

  private static let codes: [Double] = [
    -1, -9, -99, -999, -9_999, 88, 99, 888, 999, 8_888, 9_999, 99_999,
  ]

  /// A code at an end of the range, away from the other values and more frequent than its neighbour.
  private static func missingCodes(
    _ values: [Double], _ column: Column, _ summary: ColumnSummary
  ) -> [Oddity] {
    guard let range = summary.distribution, summary.count >= 10, summary.distinct > 2 else {
      return []
    }
    return [range.minimum, range.maximum].compactMap { end in
      guard codes.contains(end) else { return nil }
      var (count, next, nextCount) = (0, Double.nan, 0)
      for row in values.indices where !column.missing[row] {
        let value = values[row]
        if value == end {
          count += 1
        } else if value == next {
          nextCount += 1
        } else if next.isNaN || abs(value - end) < abs(next - end) {
          (next, nextCount) = (value, 1)
        }
      }
      let isApart = end < 0 ? next >= 0 : end - next >= 2
      let isFar = abs(end - next) > abs(next - (range.minimum + range.maximum - end))
      guard isApart, count >= 2, end < 0 || isFar || count > nextCount else { return nil }
      return .suspectedMissing(String(Int(end)), count: count)
    }
  }

  private static func roundedDays(
    _ days: [Int32], _ column: Column, _ summary: ColumnSummary
  ) -> [Oddity] {
    guard summary.count >= 20, summary.distinct > 2 else { return [] }
    var rounded = 0
    for row in days.indices where !column.missing[row] {
      let day = CalendarDate(daysSince1970: Int(days[row])).day
      if day == 1 || day == 15 { rounded += 1 }
    }
    let share = Double(rounded) / Double(summary.count)
    return share >= 0.3 ? [.roundedDays(share: share)] : []
  }

  private static let words: Set<String> = [
    "", ".", "-", "?", "n/a", "na", "nan", "null", "nil", "none", "missing", "unknown", "unk",
    "not available", "not known", "n/k", "nk", "99", "999", "-1", "-9", "-99",
  ]

  private static func missingTexts(_ summary: ColumnSummary) -> [Oddity] {
    summary.levels.filter { $0.count > 0 && words.contains(plain($0.level)) }
      .map { .suspectedMissing($0.level, count: $0.count) }
  }

  private static func nearDuplicates(_ levels: [String]) -> [Oddity] {
    let groups = Dictionary(grouping: levels) { plain($0) }
    return groups.values.filter { $0.count > 1 }.map { $0.sorted() }
      .sorted { $0.lexicographicallyPrecedes($1) }.map(Oddity.nearDuplicates)
  }

  /// A text without case, outer spaces and repeated inner ones.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
