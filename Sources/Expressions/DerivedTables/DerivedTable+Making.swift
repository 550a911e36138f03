public import Diagnostics
internal import Platform
public import Tables

extension DerivedTable {
  /// Makes the rows of the table.
  ///
  /// A row of which it cannot be decided whether the condition keeps it is there and doubtful: it may
  /// count or not in whatever is read of the table. Dates keep the interval in which they lie; of other
  /// values of which only an interval is known, no more is kept than that they are not known.
  /// - Parameters:
  ///   - patients: the table of patients, in the order of the store.
  ///   - events: the tables that were there when types were found.
  ///   - threads: how many threads read the events; the result does not depend on it.
  /// - Returns: the table and what was found on the way.
  /// - Throws: `several-rows` where a patient has several rows of a table that is read as one value.
  /// - Complexity: O(n log n) for n rows, and the cost of the expressions.
  public func make(
    patients: Table, events: EventStore, threads: Int = 1
  ) throws(Faults) -> (table: EventTable, findings: [Diagnostic]) {
    guard let from = events[source.from.value] else { return (Self.empty(schema, events), []) }
    var making = DerivedMaking(self, from, patients, events, threads)
    if let condition { try making.filter(condition) }
    if let span { try making.add(span, gap) }
    making.sort(by: gap == nil && span == nil ? nil : Self.interval.start)
    for column in columns {
      try making.add(column.rows.entry(column.name), column.rows)
    }
    if let time = schema.timeColumn, making.time != time { making.sort(by: time) }
    return (making.table, making.findings)
  }

  private static func empty(_ schema: EventTableSchema, _ events: EventStore) -> EventTable {
    EventTable(
      name: schema.name, columns: Table(name: schema.name, columns: []),
      timeColumn: schema.timeColumn,
      offsets: [Int](repeating: 0, count: events.patientCount + 1), fileRows: [], partialDates: [:])
  }
}

/// A derived table on its way.
private struct DerivedMaking {
  let derived: DerivedTable
  let patients: Table
  let events: EventStore
  let threads: Int
  private(set) var time: String?
  private(set) var findings: [Diagnostic] = []
  private var values: RowValues
  private var offsets: [Int]
  private var fileRows: [Int]
  private var doubtful: [Bool]

  init(
    _ derived: DerivedTable, _ from: EventTable, _ patients: Table, _ events: EventStore,
    _ threads: Int
  ) {
    self.derived = derived
    self.patients = patients
    self.events = events
    self.threads = threads
    time = from.timeColumn
    values = RowValues(
      columns: from.columns, partialDates: from.partialDates, undecided: from.undecided)
    offsets = from.offsets
    fileRows = from.fileRows
    doubtful = (0..<from.rowCount).map { from.doubtful[$0] }
  }

  var table: EventTable {
    EventTable(
      name: derived.schema.name,
      columns: Table(name: derived.schema.name, columns: values.columns.columns),
      timeColumn: time, offsets: offsets, fileRows: fileRows, partialDates: values.partialDates,
      doubtful: Missingness(doubtful), undecided: values.undecided.filter { $0.value.any })
  }

  /// The values of rows, all of them.
  private mutating func compute(_ rows: TypedRows) throws(Faults) -> [SlotValues] {
    let store = events.adding([table])
    var reading = EventReading(
      store: store, table: patients, partialDates: [:], patients: nil, threads: threads)
    for step in rows.plan.steps { try reading.read(step) }
    for aggregate in rows.aggregates { try reading.read(aggregate) }
    findings += reading.failures.diagnostics + reading.findings
    return Array(reading.slots.suffix(rows.aggregates.count))
  }

  mutating func filter(_ condition: TypedRows) throws(Faults) {
    guard case .truths(let truths)? = try compute(condition).first else { return }
    var kept: [Int] = []
    for row in truths.indices where truths[row] != Truth.no {
      if truths[row] != Truth.yes { doubtful[row] = true }
      kept.append(row)
    }
    select(kept)
  }

  /// Keeps rows, which stand in the order of their patients.
  private mutating func select(_ rows: [Int]) {
    var next = 0
    var moved = [0]
    moved.reserveCapacity(offsets.count)
    let owners = owners
    for patient in 0..<offsets.count - 1 {
      while next < rows.count, owners[rows[next]] == patient { next += 1 }
      moved.append(next)
    }
    offsets = moved
    reorder(rows)
  }

  private mutating func reorder(_ rows: [Int]) {
    values.columns = values.columns.selecting(rows)
    values.partialDates = values.partialDates.mapValues { $0.selecting(rows) }
    values.undecided = values.undecided.mapValues { $0.selecting(rows) }
    fileRows = rows.map { fileRows[$0] }
    doubtful = rows.map { doubtful[$0] }
  }

  private var owners: [Int] {
    var owners: [Int] = []
    owners.reserveCapacity(fileRows.count)
    for patient in 0..<offsets.count - 1 {
      for _ in offsets[patient]..<offsets[patient + 1] { owners.append(patient) }
    }
    return owners
  }

  mutating func add(_ entry: Schema.Entry, _ rows: TypedRows) throws(Faults) {
    guard let computed = try compute(rows).first else { return }
    values.set(entry, computed)
  }

  /// Gives rows a start and a stop; with a gap, intervals become eras.
  mutating func add(_ span: TypedRows, _ gap: Double?) throws(Faults) {
    let ends = try compute(span)
    guard ends.count == 2, case .numbers(let starts) = ends[0], case .numbers(let stops) = ends[1]
    else { return }
    let (start, stop) = DerivedTable.interval
    guard let gap else {
      values.set(Schema.Entry(start, .date), .numbers(starts))
      values.set(Schema.Entry(stop, .date), .numbers(stops))
      return
    }
    let eras = Eras(starts, stops, offsets: offsets, doubtful: doubtful, gap: gap)
    fileRows = eras.rows.map { fileRows[$0] }
    offsets = eras.offsets
    doubtful = eras.doubtful
    values = RowValues(
      columns: Table(name: derived.schema.name, columns: []), partialDates: [:], undecided: [:])
    values.set(Schema.Entry(start, .date), .numbers(eras.starts))
    values.set(Schema.Entry(stop, .date), .numbers(eras.stops))
    values.set(Schema.Entry(DerivedTable.rows, .number), .numbers(eras.counts))
    values.countRows(DerivedTable.rows)
  }

  /// Orders the rows of each patient by a date, as the rows of a file are.
  mutating func sort(by name: String?) {
    guard let name, let column = values.columns[name], case .date(let days) = column.values else {
      return
    }
    time = name
    let partial = values.partialDates[name]
    let keys: [Int32] = days.indices.map { row in
      if let partial { return partial.isMissing(row) ? .max : partial.earliest[row] }
      return column.missing[row] ? .max : days[row]
    }
    var order = Array(days.indices)
    for patient in 0..<offsets.count - 1 {
      order[offsets[patient]..<offsets[patient + 1]].sort {
        (keys[$0], fileRows[$0], $0) < (keys[$1], fileRows[$1], $1)
      }
    }
    if order.indices.contains(where: { order[$0] != $0 }) { reorder(order) }
  }
}
