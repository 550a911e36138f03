internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Vocabulary

/// Finds columns and events that outcomes are made of, and uses of them where arms are made
/// comparable.
///
/// Derived columns are followed to what they are made of, in both directions. Events that an outcome
/// is made of may be read up to time zero, and not after it.
struct OutcomeGuard {
  /// What an expression reads.
  private struct Reads {
    var columns: [Located<String>] = []
    /// Tables of events.
    var tables: Set<String> = []
    /// Tables of events of which it may read rows after time zero.
    var later: Set<String> = []
  }

  /// A table of which rows after time zero may be read.
  struct Later {
    let table: String
    /// The date that orders it.
    let time: String?
    /// The outcome it belongs to.
    let outcome: String?
    /// Where the study asks for it.
    let place: Place?
    /// Where a definition reads it.
    let notes: [Diagnostic.Note]
  }

  /// For each derived column, what it is directly made of.
  private let parts: [String: Reads]
  /// The outcome each column belongs to.
  private var owners: [String: String] = [:]
  /// The outcome each table of events belongs to.
  private var tableOwners: [String: String] = [:]
  private let schema: Schema

  /// The days up to which events may be read.
  static let days: Set<String> = [Timeline.entryColumn, Timeline.timeZeroColumn]

  init(_ study: Study, _ schema: Schema) {
    self.schema = schema
    var parts: [String: Reads] = [:]
    for derived in study.covariates.elements + study.variables.elements {
      parts[derived.name] = Self.reads(derived.value.source, schema)
    }
    self.parts = parts
    for outcome in study.outcomes.elements {
      for text in outcome.value.expressions where text != outcome.value.entry {
        let reads = Self.reads(text.source, schema)
        for table in reads.tables where tableOwners[table] == nil {
          tableOwners[table] = outcome.name
        }
        for part in reads.columns.flatMap({ closure(of: $0.value) })
        where !Self.days.contains(part) {
          if owners[part] == nil { owners[part] = outcome.name }
          for table in parts[part]?.tables ?? [] where tableOwners[table] == nil {
            tableOwners[table] = outcome.name
          }
        }
      }
    }
  }

  /// The outcome that a column, or anything it is made of, belongs to.
  func outcome(of column: String) -> (column: String, outcome: String)? {
    for part in closure(of: column) {
      if let owner = owners[part] { return (column, owner) }
      for table in parts[part]?.later.sorted() ?? [] {
        if let owner = tableOwners[table] { return (column, owner) }
      }
    }
    return nil
  }

  /// The columns of patients that an expression names.
  func columns(of source: Located<String>) -> [Located<String>] {
    Self.reads(source, schema).columns.map { column in
      column.place?.file == source.place?.file ? column : Located(column.value, at: source.place)
    }
  }

  /// The tables of which an expression may read rows after time zero: the date that orders them, the
  /// outcome they belong to, and where they are named.
  func later(
    _ source: Located<String>
  ) -> [Later] {
    guard let typed = Self.typed(source, schema) else { return [] }
    return typed.tablesReadAfter(Self.days, schema: schema).map { table in
      let reference = typed.eventReferences.first { $0.value.table == table }
      let time = schema.events.last { $0.name == table }?.timeColumn
      let outcome = tableOwners[table]
      guard let place = reference?.place, place.file == source.place?.file else {
        let notes = reference.map { [Diagnostic.Note("it is read here", at: $0.place)] } ?? []
        return Later(table: table, time: time, outcome: outcome, place: source.place, notes: notes)
      }
      return Later(table: table, time: time, outcome: outcome, place: place, notes: [])
    }
  }

  private func closure(of column: String) -> [String] {
    var found = [column]
    var next = 0
    while next < found.count {
      for part in parts[found[next]]?.columns ?? [] where !found.contains(part.value) {
        found.append(part.value)
      }
      next += 1
    }
    return found
  }

  private static func typed(_ source: Located<String>, _ schema: Schema) -> TypedExpression? {
    try? Expression(source.value, at: source.place).typed(against: schema)
  }

  private static func reads(_ source: Located<String>, _ schema: Schema) -> Reads {
    if !schema.events.isEmpty {
      guard let typed = typed(source, schema) else { return Reads() }
      return Reads(
        columns: typed.columnReferences, tables: typed.tablesRead(schema: schema),
        later: Set(typed.tablesReadAfter(days, schema: schema)))
    }
    let expression = try? Expression(source.value, at: source.place)
    return Reads(columns: expression.map { schema.definitions.references(of: $0) } ?? [])
  }
}
