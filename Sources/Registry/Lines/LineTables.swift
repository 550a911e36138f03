internal import Tables

/// The tables of regimens, lines and rules that are made of records.
struct LineTables {
  let source: LineSource
  let records: LineRecords
  let patients: Int

  /// The names of the tables.
  static let names = ["regimen", "line", "line_rule"]

  var tables: [EventTable] { [regimens, lines, trace] }

  private var regimens: EventTable {
    let rows = Self.sorted(records.regimens, by: \.start, \.patient)
    return table(
      Self.names[0], rows.map(\.patient),
      [
        Self.integers("number", rows.map(\.number)), Self.integers("line", rows.map(\.line)),
        texts("drugs", rows.map(\.drugs)), texts("name", rows.map(\.name)),
        words("intent", source.intent?.words ?? [], rows.map(\.intent)),
        words("stop_reason", source.stopReason?.words ?? [], rows.map(\.reason)),
        Column("ongoing", .flag(rows.map(\.isOngoing))),
      ], [("start", rows.map(\.start)), ("stop", rows.map(\.stop))])
  }

  private var lines: EventTable {
    let rows = Self.sorted(records.lines, by: \.start, \.patient)
    return table(
      Self.names[1], rows.map(\.patient),
      [
        Self.integers("number", rows.map(\.number)), texts("drugs", rows.map(\.drugs)),
        texts("name", rows.map(\.name)), texts("sequence", rows.map(\.sequence)),
        Self.rules("reason", rows.map(\.reason), LineRule.allCases.filter(\.beginsLine)),
        texts("end_reason", rows.map(\.endReason)),
        Self.integers("transplants", rows.map(\.transplants)),
      ], [("start", rows.map(\.start)), ("stop", rows.map(\.stop))])
  }

  private var trace: EventTable {
    let rows = records.trace
    let tables = [source.treatments, source.transplants, source.progressions]
    let codes = rows.map { Int32($0.source.rawValue) }
    let known = tables.map { $0?.name ?? "" }
    return table(
      Self.names[2], rows.map(\.patient),
      [
        Self.integers("line", rows.map(\.line), missing: 0),
        Self.integers("regimen", rows.map(\.regimen), missing: 0),
        Self.rules("rule", rows.map(\.rule), LineRule.allCases),
        texts("detail", rows.map(\.detail)),
        Column("source", .category(CategoryValues(levels: known, codes: codes))),
        Self.integers(
          "source_row",
          rows.map { row in
            guard row.row >= 0, let table = tables[Int(row.source.rawValue)] else { return -1 }
            // The header is the first line of the file.
            return Int32(clamping: table.fileRows[Int(row.row)] + 2)
          }, missing: -1),
      ], [("date", rows.map(\.span))])
  }

  private func table(
    _ name: String, _ owners: [Int32], _ columns: [Column], _ spans: [(String, [DaySpan])]
  ) -> EventTable {
    var offsets = [Int](repeating: 0, count: patients + 1)
    for owner in owners { offsets[Int(owner) + 1] += 1 }
    for patient in 0..<patients { offsets[patient + 1] += offsets[patient] }
    var partial: [String: PartialDates] = [:]
    var dates: [Column] = []
    for (column, spans) in spans {
      let intervals = PartialDates(
        earliest: spans.map(\.first), latest: spans.map(\.last))
      dates.append(intervals.column(column))
      if intervals.hasPartial { partial[column] = intervals }
    }
    return EventTable(
      name: name, columns: Table(name: name, columns: dates + columns),
      timeColumn: dates.first?.name, offsets: offsets, fileRows: Array(owners.indices),
      partialDates: partial)
  }

  /// The rows of each patient by the first day on which they can have begun.
  private static func sorted<Row>(
    _ rows: [Row], by start: (Row) -> DaySpan, _ patient: (Row) -> Int32
  ) -> [Row] {
    let order = rows.indices.sorted { left, right in
      (patient(rows[left]), start(rows[left]).first, left)
        < (patient(rows[right]), start(rows[right]).first, right)
    }
    return order.map { rows[$0] }
  }

  private static func integers(_ name: String, _ values: [Int32], missing: Int32? = nil) -> Column {
    let flags = missing.map { missing in values.map { $0 == missing } } ?? []
    let numbers =
      missing.map { missing in values.map { $0 == missing ? 0 : Int($0) } } ?? values.map(Int.init)
    return Column(name, .integer(numbers), missing: Missingness(flags))
  }

  private func texts(_ name: String, _ numbers: [Int32]) -> Column {
    let pool = records.pool.texts
    return Column(
      name, .text(numbers.map { $0 < 0 ? "" : pool[Int($0)] }),
      missing: Missingness(numbers.map { $0 < 0 || pool[Int($0)].isEmpty }))
  }

  private func words(_ name: String, _ words: [String], _ codes: [Int32]) -> Column {
    guard !words.isEmpty else {
      return Column(
        name, .text(codes.map { _ in "" }), missing: Missingness(codes.map { _ in true }))
    }
    return Column(
      name, .category(CategoryValues(levels: words, codes: codes)),
      missing: Missingness(codes.map { $0 < 0 }))
  }

  private static func rules(_ name: String, _ rules: [LineRule], _ levels: [LineRule]) -> Column {
    var place: [LineRule: Int32] = [:]
    for (index, rule) in levels.enumerated() { place[rule] = Int32(index) }
    let codes = rules.map { place[$0] ?? -1 }
    return Column(name, .category(CategoryValues(levels: levels.map(\.rawValue), codes: codes)))
  }
}
