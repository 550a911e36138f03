internal import Cohorts
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// Characteristics of the patients by group.
  func tableOne(
    _ section: TableOneSection, _ name: String, _ cohort: AnalysisCohort
  ) -> DescriptionDraft {
    let groups =
      section.eras.isEmpty
      ? DescribedGroups(by: section.by, cohort)
      : DescribedGroups(
        eras: section.eras, of: section.eraOf?.name ?? Timeline.entryColumn, cohort)
    let members = groups.withEveryone
    var table = DescriptionTable(
      "\(name)-characteristics",
      [
        "variable", "level", "group", "known", "missing", "count", "share", "mean",
        "standardDeviation", "median", "lowerQuartile", "upperQuartile", "smd",
      ])
    table.append(heading("patients", members: members.first?.rows.count ?? 0))
    for group in members.dropFirst() {
      var row = heading("patients", members: group.rows.count)
      row[2] = .text(group.name)
      table.append(row)
    }
    let compared =
      members.count > 1
      ? members.dropFirst().filter { $0.name != DescribedGroups.unknown }.map(\.rows) : []
    for column in section.columns.compactMap({ cohort.table[$0.name] }) {
      append(column, members, section.smd ? compared : [], to: &table)
    }
    var draft = DescriptionDraft(tables: [table])
    if groups.outside > 0 { draft.notes.append(.outsideGroups(groups.outside)) }
    if section.smd, compared.count > 1 { draft.notes.append(.standardized(groups: compared.count)) }
    return draft
  }

  private typealias Cell = DescriptionTable.Cell

  private func heading(_ variable: String, members: Int) -> [Cell] {
    let none = [Cell](repeating: .plain(nil), count: 7)
    return [
      .text(variable), .text(""), .text(DescribedGroups.everyone), .count(members), .count(0),
      .count(members),
    ] + none
  }

  private func append(
    _ column: Column, _ members: [(name: String, rows: [Int])], _ compared: [[Int]],
    to table: inout DescriptionTable
  ) {
    if isNumeric(column), let numbers = column.numbers {
      let smd = StandardizedDifference.of(numbers, compared)
      for (index, group) in members.enumerated() {
        let summary = NumericSummary(numbers, group.rows)
        let basis = [summary.known]
        func number(_ value: Double?) -> Cell { .number(value, of: basis) }
        table.append([
          .text(column.name), .text(""), .text(group.name), .count(summary.known),
          .count(group.rows.count - summary.known), .plain(nil), .plain(nil),
          number(summary.mean), number(summary.standardDeviation), number(summary.median),
          number(summary.lowerQuartile), number(summary.upperQuartile),
          index == 0 ? .number(smd, of: compared.map(\.count)) : .plain(nil),
        ])
      }
      return
    }
    guard let coded = column.coded else { return }
    for level in shownLevels(column, coded.labels) {
      let flags = coded.codes.map { $0 < 0 ? Double.nan : $0 == level ? 1 : 0 }
      let smd = StandardizedDifference.of(flags, compared)
      for (index, group) in members.enumerated() {
        let known = group.rows.count { coded.codes[$0] >= 0 }
        let count = group.rows.count { coded.codes[$0] == level }
        let none = [Cell](repeating: .plain(nil), count: 5)
        table.append(
          [
            .text(column.name), .text(coded.labels[level]), .text(group.name), .count(known),
            .count(group.rows.count - known), .count(count),
            .number(known > 0 ? Double(count) / Double(known) : nil, of: [count, known - count]),
          ] + none + [index == 0 ? .number(smd, of: [count]) : .plain(nil)])
      }
    }
  }

  private func isNumeric(_ column: Column) -> Bool {
    column.type == .number || column.type == .integer
  }

  /// Every level of a category; of a flag, that it holds.
  private func shownLevels(_ column: Column, _ labels: [String]) -> [Int] {
    column.type == .flag ? [1] : Array(labels.indices)
  }
}

/// Mean, standard deviation and quartiles of some rows of a column.
struct NumericSummary {
  let known: Int
  private(set) var mean: Double?
  private(set) var standardDeviation: Double?
  private(set) var median: Double?
  private(set) var lowerQuartile: Double?
  private(set) var upperQuartile: Double?

  /// Values that are not a number are unknown; quartiles are of type 7.
  /// - Complexity: O(n log n).
  init(_ values: [Double], _ rows: [Int]) {
    var kept: [Double] = []
    kept.reserveCapacity(rows.count)
    for row in rows where values[row].isFinite { kept.append(values[row]) }
    known = kept.count
    guard known > 0 else { return }
    kept.sort()
    let mean = kept.reduce(0, +) / Double(known)
    self.mean = mean.isFinite ? mean : nil
    let squares = kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares / Double(known - 1)
    standardDeviation = known > 1 && variance.isFinite ? variance.squareRoot() : nil
    median = Self.quantile(kept, 0.5)
    lowerQuartile = Self.quantile(kept, 0.25)
    upperQuartile = Self.quantile(kept, 0.75)
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let position = Double(sorted.count - 1) * share
    let below = Int(position)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}

/// How far groups are apart in a column, in standard deviations.
enum StandardizedDifference {
  /// Of two groups first less second, of more the largest size.
  ///
  /// It is over the root of the mean variance, which of a flag is p(1 − p); `nil` where there is no
  /// variance.
  static func of(_ values: [Double], _ groups: [[Int]]) -> Double? {
    guard groups.count > 1 else { return nil }
    let isBinary = values.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
    let moments = groups.map { rows -> (mean: Double, variance: Double)? in
      let summary = NumericSummary(values, rows)
      guard let mean = summary.mean else { return nil }
      if isBinary { return (mean, mean * (1 - mean)) }
      return summary.standardDeviation.map { (mean, $0 * $0) }
    }
    var largest: Double?
    for i in moments.indices {
      for j in moments.indices where j > i {
        guard let a = moments[i], let b = moments[j], a.variance + b.variance > 0 else { continue }
        let smd = (a.mean - b.mean) / ((a.variance + b.variance) / 2).squareRoot()
        let value = groups.count == 2 ? smd : abs(smd)
        if abs(value) >= abs(largest ?? 0) { largest = value }
      }
    }
    return largest
  }
}
