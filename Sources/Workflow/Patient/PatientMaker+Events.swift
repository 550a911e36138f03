internal import Cohorts
internal import Tables

extension PatientMaker {
  /// The names of the dates on which events end.
  private static let stops = ["stop", "end"]

  /// The patient's events, table by table.
  var tables: [PatientReport.Table] {
    (checked.events?.tables ?? []).filter { !$0.rows(of: row).isEmpty }.map { table in
      let time = time(of: table)
      let stop = Self.stops.first { $0 != time && table.columns[$0]?.type == .date }
      return PatientReport.Table(
        name: table.name, file: parts.sources.file(of: table.name), time: time, stop: stop,
        events: table.rows(of: row).map { event(table, $0, time: time, stop: stop) })
    }
  }

  /// The date that orders a table; for a table without one that of death or the end of follow-up in it.
  private func time(of table: EventTable) -> String? {
    let ends = [checked.followUp?.death, checked.followUp?.end].compactMap(\.self)
    return table.timeColumn ?? ends.first { $0.table == table.name }?.column
  }

  /// The tables in which the patient has no row.
  var emptyTables: [String] {
    (checked.events?.tables ?? []).filter { $0.rows(of: row).isEmpty }.map(\.name)
  }

  private func event(
    _ table: EventTable, _ event: Int, time: String?, stop: String?
  ) -> PatientReport.Event {
    let days = [time, stop].compactMap(\.self)
    return PatientReport.Event(
      source: parts.sources.of(table, row: event),
      start: time.flatMap { table.text($0, row: event) },
      stop: stop.flatMap { table.text($0, row: event) },
      fields: parts.fields(table, row: event).filter { !days.contains($0.name) })
  }
}
