internal import Expressions
internal import Tables

/// Turns explanations into what a report holds.
struct PatientParts {
  let events: EventStore?
  let sources: PatientSources

  /// A part with the rows that decide it.
  func part(_ explanation: Explanation) -> PatientReport.Part {
    PatientReport.Part(
      text: Self.oneLine(explanation.text), value: explanation.value.text,
      state: explanation.value.state,
      form: explanation.form.word,
      columns: explanation.columns.map {
        PatientReport.Field(name: $0.name, text: $0.value.text)
      },
      table: explanation.reading?.table, rowsOfTable: explanation.reading?.count,
      rows: explanation.reading.map(rows) ?? [], parts: explanation.parts.map(part))
  }

  /// A text that may be written over several lines, on one.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
  }

  private func rows(_ reading: Explanation.ReadRows) -> [PatientReport.Row] {
    guard let table = events?[reading.table] else { return [] }
    return reading.deciding.map { read in
      PatientReport.Row(
        source: sources.of(table, row: read.row), counts: read.counts.state,
        fields: fields(table, row: read.row, first: reading.columns).filter { $0.text != nil },
        unknown: read.unknown.map {
          PatientReport.Field(name: $0, text: table.text($0, row: read.row))
        }, parts: read.parts.map(part))
    }
  }

  /// The values of a row but for the id of its patient, which no other table of events has.
  func fields(_ table: EventTable, row: Int) -> [PatientReport.Field] {
    table.columns.columns.compactMap { column in
      let isPatient = column.text(row) == owner(table, row: row) && column.type == .text
      return isPatient
        ? nil : PatientReport.Field(name: column.name, text: table.text(column.name, row: row))
    }
  }

  /// The values of a row, those that were asked for first.
  private func fields(
    _ table: EventTable, row: Int, first names: [String]
  ) -> [PatientReport.Field] {
    let all = fields(table, row: row)
    let asked = names.compactMap { name in all.first { $0.name == name } }
    return asked + all.filter { !names.contains($0.name) }
  }

  private func owner(_ table: EventTable, row: Int) -> String? {
    guard let events else { return nil }
    var (low, high) = (0, table.patientCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if table.offsets[middle] <= row { low = middle } else { high = middle }
    }
    return events.patients.text(low)
  }
}

extension EventTable {
  /// The value of a row as it would be written, a date as far as it is known; `nil` where missing.
  func text(_ column: String, row: Int) -> String? {
    if let dates = partialDates[column], !dates.isMissing(row), !dates.isExact(row) {
      let first = CalendarDate(daysSince1970: Int(dates.earliest[row])).description
      let last = CalendarDate(daysSince1970: Int(dates.latest[row])).description
      for length in [7, 4] where PartialDates.interval(String(first.prefix(length))) == dates[row] {
        return String(first.prefix(length))
      }
      return "\(first)..\(last)"
    }
    guard let values = columns[column], !values.missing[row] else { return nil }
    if case .number(let numbers) = values.values {
      return Explanation.Value.number(numbers[row]).text
    }
    return values.text(row)
  }
}

extension PartialDates {
  /// The days on which a row may lie.
  fileprivate subscript(row: Int) -> ClosedRange<Int32> { earliest[row]...latest[row] }
}

extension Explanation.Value {
  /// As it would be written; `nil` where there is none.
  var text: String? {
    switch self {
    case .flag(let holds): return holds ? "true" : "false"
    case .number(let number):
      return number == number.rounded() && abs(number) < 1e15
        ? String(Int(number)) : String(number)
    case .duration(let days): return Explanation.Value.number(days).text.map { "\($0)d" }
    case .date(let day): return CalendarDate(daysSince1970: Int(day)).description
    case .text(let text): return text
    case .missing, .undecided: return nil
    }
  }

  /// Whether it is known.
  var state: PatientReport.State {
    switch self {
    case .missing: .missing
    case .undecided: .undecided
    default: .known
    }
  }
}

extension Explanation.Form {
  fileprivate var word: String {
    switch self {
    case .and: "and"
    case .or: "or"
    case .not: "not"
    case .choice: "choice"
    case .computed: "computed"
    case .reading: "reading"
    case .definition: "definition"
    }
  }
}
