import Diagnostics
import Expressions
import Tables

/// A table of events in CSV; the time column comes second, columns of dates are said.
struct EventText {
  let name: String
  let text: String
  var time: String? = "date"
  var dates: [String] = ["date"]
  var types: [String: ColumnType] = [:]
}

/// Patients with events, and a table of one row each.
struct Registry {
  let table: Table
  let store: EventStore

  /// The first column of each text is the patient.
  init(patients: String, _ events: [EventText]) throws {
    let text = CSVOptions(columns: ["pid": ColumnDeclaration(type: .text)])
    let table = try read(patients, text)
    var sources: [EventSource] = []
    for event in events {
      var columns = ["pid": ColumnDeclaration(type: .text)]
      for name in event.dates { columns[name] = ColumnDeclaration(type: .text) }
      for (name, type) in event.types { columns[name] = ColumnDeclaration(type: type) }
      let rows = try read(event.text, CSVOptions(columns: columns))
      var dates: [String: PartialDates] = [:]
      for name in event.dates {
        dates[name] = try rows[name].map { try PartialDates(reading: $0) }
      }
      sources.append(
        EventSource(
          name: event.name, table: rows, patientColumn: "pid", timeColumn: event.time,
          partialDates: dates))
    }
    self.table = table
    store = try EventStore(patients: table["pid"] ?? Column("pid", .text([])), sources: sources)
  }

  var schema: Schema { Schema(table, events: store) }

  func evaluate(_ text: String) throws(Faults) -> Evaluation {
    try Expression(text, at: origin).typed(against: schema)
      .evaluate(on: table, events: store, name: "x")
  }

  func values(_ text: String) throws(Faults) -> [String?] { try evaluate(text).column.cells }

  func faults(_ text: String) -> [Diagnostic] {
    do throws(Faults) {
      _ = try evaluate(text)
      return []
    } catch {
      return error.diagnostics
    }
  }
}

private func read(_ text: String, _ options: CSVOptions) throws(Faults) -> Table {
  try table(text, options)
}
