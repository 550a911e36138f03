internal import Diagnostics
internal import Tables

extension TypedExpression {
  /// The tables of events of which rows after the latest of some days may be read.
  ///
  /// Reading is bounded where the condition says of the date that orders the rows, perhaps with
  /// `and` more, that it is at most, before, on, or in a range up to one of the days, or that day
  /// less a duration; `nearest` also by its window. A function inside a condition is bounded, too,
  /// where it reads up to the date of a row around it that is bounded. Anything else may read what
  /// comes later. A derived table stands for the tables that its rows are made of.
  /// - Parameters:
  ///   - days: the columns of dates that bound, such as time zero.
  ///   - schema: the tables, for the dates that order their rows.
  /// - Returns: the names of tables, each once.
  /// - Complexity: O(length of the text).
  public func tablesReadAfter(_ days: Set<String>, schema: Schema) -> [String] {
    var reads = LaterReads(schema: schema, steps: plan.steps, days: days)
    for case .events(let aggregate) in plan.steps { reads.add(aggregate, around: nil) }
    return reads.tables
  }

  /// The tables of events that are read, and those that they are made of.
  public func tablesRead(schema: Schema) -> Set<String> {
    plan.eventReferences.reduce(into: []) {
      $0.formUnion(schema.tables(behind: $1.value.table))
    }
  }
}

/// The tables that are read later than some days.
struct LaterReads {
  /// A row around, as what is computed for it sees it.
  indirect enum Around {
    case row(Aggregate, isKept: Bool, time: String?, around: Around?)
  }

  let schema: Schema
  let steps: [PlanStep]
  let days: Set<String>
  private(set) var tables: [String] = []

  init(schema: Schema, steps: [PlanStep], days: Set<String>) {
    self.schema = schema
    self.steps = steps
    self.days = days
  }

  /// Adds what a reading of a table reads later, and the readings inside it.
  mutating func add(_ aggregate: Aggregate, around: Around?) {
    let table = schema.events.last { $0.name == aggregate.table }
    let isKept =
      TimeBounds(
        aggregate: aggregate, time: table?.timeColumn, days: days, steps: steps, around: around
      ).areKept
    if !isKept { add([aggregate.table]) }
    if let derivation = table?.derivation {
      add(isKept ? derivation.rowReads.sorted() : derivation.tables.sorted())
      for column in aggregate.columns.keys.sorted() {
        add((derivation.columnReads[column] ?? []).sorted())
      }
    }
    let row = Around.row(aggregate, isKept: isKept, time: table?.timeColumn, around: around)
    for inner in aggregate.inner { add(inner, around: row) }
  }

  private mutating func add(_ names: [String]) {
    for name in names where !tables.contains(name) { tables.append(name) }
  }
}

/// Whether one reading of a table stops at a day.
struct TimeBounds {
  let aggregate: Aggregate
  let time: String?
  let days: Set<String>
  let steps: [PlanStep]
  /// The row that slots are computed for; `nil` for the patient.
  let around: LaterReads.Around?

  var areKept: Bool {
    if case .each = aggregate.operation { return true }
    if case .nearest(let day, let window?) = aggregate.operation,
      isEarly(aggregate.slots[day], around), let high = constant(aggregate.slots[window.high]),
      high <= 0
    {
      return true
    }
    return aggregate.condition.map(bounds) ?? false
  }

  private func bounds(_ condition: FlagNode) -> Bool {
    switch condition {
    case .and(let left, let right): bounds(left) || bounds(right)
    case .numbers(.lessOrEqual, let date, let day), .numbers(.less, let date, let day),
      .numbers(.equal, let date, let day):
      isTime(date) && isEarly(day)
    case .numbers(.greaterOrEqual, let day, let date), .numbers(.greater, let day, let date):
      isTime(date) && isEarly(day)
    case .within(let date, from: let first, through: let day):
      (isTime(date) && isEarly(day)) || (isEarly(date) && isTime(first))
    default: false
    }
  }

  private func isTime(_ node: NumberNode) -> Bool {
    guard case .column(let name) = node else { return false }
    return time.map { $0 == name } ?? (aggregate.columns[name] == .date)
  }

  /// Whether a value of the owner, which is kept in a slot, is none after the days; a column of the
  /// row is no such value, whatever it is called.
  private func isEarly(_ node: NumberNode) -> Bool {
    if case .slot(let slot) = node { isEarly(aggregate.slots[slot], around) } else { false }
  }

  private func isEarly(_ node: TypedNode, _ around: LaterReads.Around?) -> Bool {
    if case .number(let number, .date) = node { isEarlyDay(number, around) } else { false }
  }

  private func isEarlyDay(_ node: NumberNode, _ around: LaterReads.Around?) -> Bool {
    switch node {
    case .column(let name):
      guard case .row(_, let isKept, let time, _)? = around else { return days.contains(name) }
      return isKept && name == time
    case .slot(let slot):
      guard case .row(let outer, _, _, let next)? = around else {
        if case .value(let node) = steps[slot] { return isEarly(node, nil) }
        return false
      }
      return isEarly(outer.slots[slot], next)
    case .arithmetic(.earlier, let day, let length, at: _):
      return isEarlyDay(day, around) && (constant(length).map { $0 >= 0 } ?? false)
    case .arithmetic(.later, let day, let length, at: _):
      return isEarlyDay(day, around) && (constant(length).map { $0 <= 0 } ?? false)
    case .combine(.earliest, let parts), .combine(.minimum, let parts):
      return parts.contains { isEarlyDay($0, around) }
    default: return false
    }
  }

  private func constant(_ node: TypedNode) -> Double? {
    if case .number(let number, _) = node { constant(number) } else { nil }
  }

  private func constant(_ node: NumberNode) -> Double? {
    switch node {
    case .constant(let value): value
    case .negate(let inner): constant(inner).map { -$0 }
    default: nil
    }
  }
}
