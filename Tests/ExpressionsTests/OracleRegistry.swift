import Expressions
import Tables
import TestSupport

/// A row as the file has it; a day that is not known is an interval of days, none where nobody wrote one.
struct OracleEvent {
  var date: ClosedRange<Int>?
  var stop: ClosedRange<Int>?
  var kind: String?
  var drugs: String?
  var value: Double?
}

/// Patients of an oracle with their events, as tables.
struct OracleRegistry {
  /// The day that is 0 in the oracles.
  static let origin = 14_610

  let table: Table
  let store: EventStore

  /// Tables in which the rows of patients stand between those of others, each patient's in their order.
  ///
  /// - Parameters:
  ///   - entries: the day of entry of each patient.
  ///   - tables: the events of each patient, by table.
  ///   - keeps: whether a row of a table is there.
  /// - Throws: what the store throws.
  init(
    entries: [Int?], tables: [(name: String, events: [[OracleEvent]])],
    keeps: (String, Int) -> Bool = { _, _ in true }
  ) throws {
    let ids = entries.indices.map { "p\($0)" }
    table = Table(
      name: "patients",
      columns: [
        Column("pid", .text(ids)),
        Column(
          "entry", .date(entries.map { Int32(Self.origin + ($0 ?? 0)) }),
          missing: Missingness(entries.map { $0 == nil })),
      ])
    store = try EventStore(
      patients: Column("pid", .text(ids)),
      sources: tables.map { Self.source($0.name, $0.events, ids, keeps) })
  }

  private static func source(
    _ name: String, _ events: [[OracleEvent]], _ ids: [String], _ keeps: (String, Int) -> Bool
  ) -> EventSource {
    var owners: [String] = []
    var rows: [OracleEvent] = []
    var count = 0
    for round in 0..<(events.map(\.count).max() ?? 0) {
      for (index, events) in events.enumerated() where round < events.count {
        if keeps(name, count) {
          owners.append(ids[index])
          rows.append(events[round])
        }
        count += 1
      }
    }
    return EventSource(
      name: name,
      table: Table(
        name: name,
        columns: [
          Column("pid", .text(owners)), Column("date", .text(owners)),
          Column("stop", .text(owners)), category("kind", ["a", "b"], rows.map(\.kind)),
          category("drugs", ["a", "b", "a+b", "c"], rows.map(\.drugs)),
          Column(
            "value", .number(rows.map { $0.value ?? 0 }),
            missing: Missingness(rows.map { $0.value == nil })),
        ]),
      patientColumn: "pid", timeColumn: "date",
      partialDates: ["date": dates(rows.map(\.date)), "stop": dates(rows.map(\.stop))])
  }

  private static func dates(_ days: [ClosedRange<Int>?]) -> PartialDates {
    PartialDates(
      earliest: days.map { $0.map { Int32(origin + $0.lowerBound) } ?? .max },
      latest: days.map { $0.map { Int32(origin + $0.upperBound) } ?? .min })
  }

  private static func category(_ name: String, _ levels: [String], _ values: [String?]) -> Column {
    let codes = values.map { value in
      value.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
    }
    return Column(
      name, .category(CategoryValues(levels: levels, codes: codes)),
      missing: Missingness(codes.map { $0 < 0 }))
  }

  /// The value of a row as the oracles have it.
  static func possible(_ column: Column, _ row: Int) -> Possible {
    guard !column.missing[row] else { return .missing }
    return switch column.values {
    case .number(let values): .number(values[row])
    case .integer(let values): .number(Double(values[row]))
    case .date(let values): .number(Double(Int(values[row]) - origin))
    case .flag(let values): .flag(values[row])
    case .category(let values): .text(values.levels[Int(values.codes[row])])
    case .text(let values): .text(values[row])
    }
  }
}
