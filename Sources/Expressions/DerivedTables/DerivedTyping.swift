internal import Diagnostics
internal import Tables

/// Finds the types of a derived table, one part after the other.
struct DerivedTyping {
  let source: DerivedTable.Source
  let known: Schema
  private(set) var faults: [Diagnostic] = []
  private var entries: [Schema.Entry] = []
  private var time: String?
  private var interval: (start: String, stop: String)?
  private var derivation = TableDerivation(tables: [])
  private var knownAt: [String: String] = [:]
  private var from = ""

  init(_ source: DerivedTable.Source, _ known: Schema) {
    self.source = source
    self.known = known
  }

  mutating func fail(_ fault: ExpressionFault, _ text: Located<String>) {
    faults.append(fault.diagnostic(at: text.place))
  }

  /// The rows are those of a table.
  mutating func start(_ table: EventTableSchema) {
    from = table.name
    entries = table.columns
    time = table.timeColumn
    interval = table.interval
    knownAt = table.knownAt
    derivation.tables = known.tables(behind: table.name)
    derivation.rowReads = table.derivation?.rowReads ?? []
    derivation.columnReads = table.derivation?.columnReads ?? [:]
    if table.timeColumn == nil { derivation.rowReads.formUnion(derivation.tables) }
  }

  /// The rows as an expression sees them; without a time where what comes before it may come after
  /// that of the rows they are made of.
  private var table: EventTableSchema {
    var table = EventTableSchema(source.name.value, columns: entries, timeColumn: time)
    table.interval = interval
    table.derivation = derivation
    table.knownAt = knownAt
    return table
  }

  private mutating func typed(
    _ text: Located<String>, expecting type: ValueType? = nil
  ) -> TypedRows? {
    do throws(Faults) {
      return try Expression(text.value, at: text.place).typed(
        forRowsOf: table, alias: from, against: known, expecting: type)
    } catch {
      faults += error.diagnostics
      return nil
    }
  }

  /// The tables that a part reads later than the time of the row.
  private mutating func later(_ rows: TypedRows) -> Set<String> {
    derivation.tables.formUnion(
      rows.tablesRead(known).subtracting([source.name.value]))
    var schema = known
    schema.events.append(table)
    return rows.tablesReadLater(schema)
  }

  mutating func condition() -> TypedRows? {
    guard let text = source.condition, let rows = typed(text, expecting: .flag) else { return nil }
    derivation.rowReads.formUnion(later(rows))
    if knownAt(rows) != nil { derivation.rowReads.formUnion(derivation.tables) }
    return rows
  }

  /// The date at which what an expression reads of a row is known, where that is a later one of the row.
  private func knownAt(_ rows: TypedRows) -> String? {
    rows.aggregates.flatMap(\.columns.keys).sorted().compactMap { knownAt[$0] }.first
  }

  /// Rows have a start and a stop from here on, and are ordered by the start.
  mutating func span() -> TypedRows? {
    guard let text = source.interval, let rows = typed(text, expecting: .range(.date)) else {
      return nil
    }
    let (start, stop) = DerivedTable.interval
    let later = later(rows)
    let isLate =
      if case .number(let low, _) = rows.aggregates[0].value { isAfter(low) } else { false }
    add(Schema.Entry(start, .date), reading: later)
    add(Schema.Entry(stop, .date), reading: later)
    if !isLate { derivation.rowReads.formUnion(derivation.tables) }
    time = start
    interval = DerivedTable.interval
    return rows
  }

  /// Whether a date of a row is none before the time of the row.
  private func isAfter(_ node: NumberNode) -> Bool {
    switch node {
    case .column(let name): name == time
    case .arithmetic(.later, let day, .constant(let days), at: _): isAfter(day) && days >= 0
    case .combine(.latest, let parts), .combine(.maximum, let parts): parts.contains(where: isAfter)
    default: false
    }
  }

  mutating func gap() -> Double? {
    guard let text = source.gap else { return nil }
    guard source.interval != nil else {
      fail(.gapWithoutInterval, text)
      return nil
    }
    do throws(Faults) {
      let typed = try Expression(text.value, at: text.place)
        .typed(against: Schema(), expecting: .duration)
      guard case .number(.constant(let days), _) = typed.node, days >= 0 else {
        fail(.gapIsNoDuration(text.value), text)
        return nil
      }
      let all = derivation.tables
      entries = [
        Schema.Entry(DerivedTable.interval.start, .date),
        Schema.Entry(DerivedTable.interval.stop, .date), Schema.Entry(DerivedTable.rows, .integer),
      ]
      derivation.columnReads[DerivedTable.interval.stop] = all
      derivation.columnReads[DerivedTable.rows] = all
      return days
    } catch {
      faults += error.diagnostics
      return nil
    }
  }

  mutating func columns() -> [(name: String, rows: TypedRows)] {
    let added = Set(source.columns.map(\.name.value))
    chooseTime(among: added)
    var columns: [(name: String, rows: TypedRows)] = []
    for column in source.columns {
      if entries.contains(where: { $0.name == column.name.value }) {
        fail(.columnExists(column.name.value, table: source.name.value), column.name)
        continue
      }
      guard let rows = typed(column.text) else { continue }
      add(rows.entry(column.name.value), reading: later(rows))
      knownAt[column.name.value] = knownAt(rows)
      columns.append((column.name.value, rows))
    }
    return columns
  }

  /// Where another date than that of the rows it is made of orders a table, that a row comes early says
  /// nothing of when it became known.
  private mutating func chooseTime(among added: Set<String>) {
    guard let chosen = source.time, chosen.value != time else { return }
    derivation.rowReads.formUnion(derivation.tables)
    time = added.contains(chosen.value) ? nil : chosen.value
  }

  private mutating func add(_ entry: Schema.Entry, reading later: Set<String>) {
    if let index = entries.firstIndex(where: { $0.name == entry.name }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    derivation.columnReads[entry.name] = later
  }

  /// The whole table.
  mutating func finish(_ table: EventTableSchema) -> EventTableSchema {
    if let chosen = source.time {
      time = chosen.value
      let entry = entries.first { $0.name == chosen.value }
      if entry == nil {
        let names = entries.map(\.name)
        fail(.unknownEventColumn(chosen.value, table: source.name.value, known: names), chosen)
      } else if entry?.type != .date {
        fail(.timeIsNoDate(chosen.value), chosen)
      }
      if chosen.value != DerivedTable.interval.start, source.time != nil,
        table.timeColumn != chosen.value
      {
        derivation.rowReads.formUnion(derivation.tables)
      }
    }
    return self.table
  }
}
