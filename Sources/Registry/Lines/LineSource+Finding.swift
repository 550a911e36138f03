internal import Diagnostics
internal import Tables
internal import Vocabulary

extension LineSource {
  /// Finds the tables and columns that a section names, or that have the usual names.
  ///
  /// - Throws: `Faults` with every table and column that is not there or of another type.
  init(_ section: LinesSection, _ events: EventStore, _ followUp: LineFollowUp?) throws(Faults) {
    var finder = Finder(events: events)
    let treatments = finder.table(section.treatments.table.value, section.treatments.table.place)
    let transplants = finder.table(section.transplants.table, "transplant")
    let progressions = finder.table(section.progressions.table, "progression")
    let columns = section.treatments
    let drug = finder.words(treatments, columns.drug)
    let start = finder.days(treatments, columns.start)
    stop = finder.days(treatments, columns.stop, usually: "stop")
    intent = finder.words(treatments, columns.intent, usually: "intent")
    stopReason = finder.words(treatments, columns.stopReason, usually: "stop_reason")
    transplantDay = finder.days(transplants, section.transplants.date)
    kind = finder.words(transplants, section.transplants.kind, usually: "kind")
    tandem = finder.words(transplants, section.transplants.tandem, usually: "tandem_planned")
    progressionDay = finder.days(progressions, section.progressions.date)
    death = finder.follow(followUp?.death)
    end = finder.follow(followUp?.end)
    guard let treatments, let drug, let start, finder.faults.isEmpty else {
      throw Faults(finder.faults)
    }
    self.treatments = treatments
    self.drug = drug
    self.start = start
    self.transplants = transplants
    self.progressions = progressions
  }
}

/// Looks for tables and columns, and keeps what is missing.
private struct Finder {
  let events: EventStore
  var faults: [Diagnostic] = []

  mutating func table(_ name: String, _ place: Place?) -> EventTable? {
    if let table = events[name] { return table }
    let known = events.tables.map(\.name)
    faults.append(LineFault.noTable(name, known: known).diagnostic(at: place))
    return nil
  }

  mutating func table(_ name: Located<String>?, _ usual: String) -> EventTable? {
    if let name { return table(name.value, name.place) }
    return events[usual]
  }

  mutating func days(_ table: EventTable?, _ name: ColumnName) -> DayColumn? {
    guard let table, isThere(table, name) else { return nil }
    if let column = DayColumn(table, name.name) { return column }
    faults.append(
      LineFault.noDates(name.name, table: table.name).diagnostic(at: name.source.place))
    return nil
  }

  mutating func days(
    _ table: EventTable?, _ name: ColumnName?, usually usual: String
  ) -> DayColumn? {
    if let name { return days(table, name) }
    return table.flatMap { DayColumn($0, usual) }
  }

  mutating func words(_ table: EventTable?, _ name: ColumnName) -> WordColumn? {
    guard let table, isThere(table, name) else { return nil }
    if let column = WordColumn(table, name.name) { return column }
    faults.append(
      LineFault.noWords(name.name, table: table.name).diagnostic(at: name.source.place))
    return nil
  }

  mutating func words(
    _ table: EventTable?, _ name: ColumnName?, usually usual: String
  ) -> WordColumn? {
    if let name { return words(table, name) }
    return table.flatMap { WordColumn($0, usual) }
  }

  private mutating func isThere(_ table: EventTable, _ name: ColumnName) -> Bool {
    if table.columns[name.name] != nil { return true }
    let known = table.columns.columnNames
    faults.append(
      LineFault.noColumn(name.name, table: table.name, known: known)
        .diagnostic(at: name.source.place))
    return false
  }

  func follow(_ column: LineFollowUp.Day?) -> (table: EventTable, day: DayColumn)? {
    guard let column, let table = events[column.table],
      let days = DayColumn(table, column.column)
    else { return nil }
    return (table, days)
  }
}
