internal import Platform
internal import Tables

/// The tables of regimens, lines and rules that are made of records.
struct LineTables: Sendable {
  let source: LineSource
  let records: [LineRecords]

  /// The names of the tables.
  static let names = ["regimen", "line", "line_rule"]

  /// A column, and its intervals where it has dates that are not known to the day.
  typealias Made = (column: Column, partial: PartialDates?)
  typealias Making = @Sendable (LineTables) -> Made

  /// The tables; their columns are made at the same time.
  func tables(threads: Int) -> [EventTable] {
    let (regimens, lines, trace) = (Self.regimenColumns, Self.lineColumns, Self.traceColumns)
    let makings = trace + regimens + lines
    let made = Parallel.map(makings.count, threads: threads) { makings[$0](self) }
    let counts = Parallel.map(3, threads: threads) {
      (table: Int) -> (offsets: [Int], rows: [Int]) in
      let offsets = offsets { records in
        switch table {
        case 0: records.regimens.counts
        case 1: records.lines.counts
        default: records.trace.counts
        }
      }
      return (offsets, Array(0..<(offsets.last ?? 0)))
    }
    let columns = [
      made[trace.count..<trace.count + regimens.count], made[(trace.count + regimens.count)...],
      made[..<trace.count],
    ]
    return Self.names.indices.map { table in
      EventTable(
        name: Self.names[table],
        columns: Table(name: Self.names[table], columns: columns[table].map(\.column)),
        timeColumn: columns[table].first?.column.name, offsets: counts[table].offsets,
        fileRows: counts[table].rows,
        partialDates: Dictionary(
          uniqueKeysWithValues: columns[table].compactMap { made in
            made.partial.map { (made.column.name, $0) }
          }))
    }
  }

  private func offsets(_ counts: (LineRecords) -> [Int32]) -> [Int] {
    var offsets = [0]
    offsets.reserveCapacity(source.treatments.patientCount + 1)
    var total = 0
    for part in records {
      for count in counts(part) {
        total += Int(count)
        offsets.append(total)
      }
    }
    return offsets
  }

  private static var regimenColumns: [Making] {
    [
      { $0.dates("start", \.regimens.start) },
      { $0.dates("stop", \.regimens.stop) },
      { $0.integers("number", \.regimens.number) },
      { $0.integers("line", \.regimens.line) },
      { $0.texts("drugs", \.regimens.drugs) },
      { $0.texts("name", \.regimens.name) },
      { $0.words("intent", $0.source.intent?.words ?? [], \.regimens.intent) },
      { $0.words("stop_reason", $0.source.stopReason?.words ?? [], \.regimens.reason) },
      { tables in
        (Column("ongoing", .flag(tables.collect(\.regimens.isOngoing) { $0 })), nil)
      },
    ]
  }

  private static var lineColumns: [Making] {
    [
      { $0.dates("start", \.lines.start) },
      { $0.dates("stop", \.lines.stop) },
      { $0.integers("number", \.lines.number) },
      { $0.texts("drugs", \.lines.drugs) },
      { $0.texts("name", \.lines.name) },
      { $0.texts("sequence", \.lines.sequence) },
      { $0.rules("reason", LineRule.allCases.filter(\.beginsLine), \.lines.rule) },
      { $0.ends("end_reason", \.lines.end) },
      { $0.integers("transplants", \.lines.transplants) },
    ]
  }

  private static var traceColumns: [Making] {
    [
      { $0.dates("date", \.trace.span) },
      { $0.integers("line", \.trace.line, missing: 0) },
      { $0.integers("regimen", \.trace.regimen, missing: 0) },
      { $0.rules("rule", LineRule.allCases, \.trace.rule) },
      { $0.texts("detail", \.trace.detail) },
      { $0.sources("source") },
      { $0.fileLines("source_row") },
    ]
  }
}
