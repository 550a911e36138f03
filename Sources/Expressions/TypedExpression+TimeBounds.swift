internal import Diagnostics
internal import Tables

extension TypedExpression {
  /// The tables of events of which rows after the latest of some days may be read.
  ///
  /// Reading is bounded where the condition says of the date that orders the rows, perhaps with
  /// `and` more, that it is at most, before, on, or in a range up to one of the days, or that day
  /// less a duration; `nearest` also by its window. Anything else may read what comes later.
  /// - Parameters:
  ///   - days: the columns of dates that bound, such as time zero.
  ///   - schema: the tables, for the dates that order their rows.
  /// - Returns: the names of tables, each once.
  /// - Complexity: O(length of the text).
  public func tablesReadAfter(_ days: Set<String>, schema: Schema) -> [String] {
    var tables: [String] = []
    for aggregate in plan.aggregates where !tables.contains(aggregate.table) {
      let time = schema.events.last { $0.name == aggregate.table }?.timeColumn
      let bounds = TimeBounds(aggregate: aggregate, time: time, days: days)
      if !bounds.areKept { tables.append(aggregate.table) }
    }
    return tables
  }
}

/// Whether one reading of a table stops at a day.
private struct TimeBounds {
  let aggregate: Aggregate
  let time: String?
  let days: Set<String>

  var areKept: Bool {
    if case .nearest(let day, let window?) = aggregate.operation, isEarly(aggregate.slots[day]),
      case .number(let high, _) = aggregate.slots[window.high], let high = constant(high), high <= 0
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
    case .within(let date, from: _, through: let day): isTime(date) && isEarly(day)
    default: false
    }
  }

  private func isTime(_ node: NumberNode) -> Bool {
    guard case .column(let name) = node else { return false }
    return time.map { $0 == name } ?? (aggregate.columns[name] == .date)
  }

  /// Whether a value of the patient, which is kept in a slot, is none after the days; a column of the
  /// row is no such value, whatever it is called.
  private func isEarly(_ node: NumberNode) -> Bool {
    if case .slot(let slot) = node { isEarly(aggregate.slots[slot]) } else { false }
  }

  private func isEarly(_ node: TypedNode) -> Bool {
    if case .number(let number, .date) = node { isEarlyDay(number) } else { false }
  }

  private func isEarlyDay(_ node: NumberNode) -> Bool {
    switch node {
    case .column(let name): days.contains(name)
    case .arithmetic(.earlier, let day, let length, at: _):
      isEarlyDay(day) && (constant(length).map { $0 >= 0 } ?? false)
    case .arithmetic(.later, let day, let length, at: _):
      isEarlyDay(day) && (constant(length).map { $0 <= 0 } ?? false)
    case .combine(.earliest, let parts), .combine(.minimum, let parts):
      parts.contains(where: isEarlyDay)
    default: false
    }
  }

  private func constant(_ node: NumberNode) -> Double? {
    switch node {
    case .constant(let value): value
    case .negate(let inner): constant(inner).map { -$0 }
    default: nil
    }
  }
}
