internal import Diagnostics
internal import Tables

/// Follows through an expression until when what it reads may happen.
struct KnowledgeReader {
  /// What the current part is computed for.
  struct Scope {
    /// The reading inside whose rows the part stands; `nil` where it is computed for patients.
    var aggregate: Aggregate?
    /// The date that orders those rows.
    var time: String?
    /// The values of the patient, or of the row around, that rows read.
    var slots: [TimedValue] = []
    /// What is read of tables for each row.
    var inner: [TimedValue] = []
    /// The days to which conditions around the part narrow a column or slot.
    var narrowed: [String: DayWindow] = [:]

    /// What was read of a table for the row.
    ///
    /// Nothing is known of it while the days that its own condition leaves are still looked for.
    func read(_ index: Int) -> TimedValue {
      inner.indices.contains(index) ? inner[index] : TimedValue()
    }

    /// The same, narrowed further.
    func narrowed(to windows: [String: DayWindow]) -> Scope {
      var copy = self
      for (key, window) in windows {
        copy.narrowed[key] = (copy.narrowed[key] ?? .open).narrowed(to: window)
      }
      return copy
    }
  }

  let plan: EvaluationPlan
  let context: KnowledgeContext

  func value(_ node: TypedNode, _ scope: Scope) -> TimedValue {
    switch node {
    case .number(let number, _): self.number(number, scope)
    case .flag(let flag): self.flag(flag, scope)
    case .text(let text, _): self.text(text, scope)
    case .range(let low, let high, _): .all([number(low, scope), number(high, scope)])
    case .missing: TimedValue()
    }
  }

  /// When a text is known.
  func text(_ node: TextNode, _ scope: Scope) -> TimedValue {
    switch node {
    case .constant: TimedValue(isCertain: true)
    case .missing: TimedValue()
    case .column(let name): column(name, scope)
    case .choose(let test, let first, let second):
      .all([flag(test, scope), text(first, scope), text(second, scope)])
    case .slot(let index): slot(index, scope)
    case .inner(let index): scope.read(index)
    }
  }

  /// When the value of a column is known: of a row when it happens, of a patient as is said.
  func column(_ name: String, _ scope: Scope) -> TimedValue {
    let window = scope.narrowed[Self.key(column: name)] ?? .open
    if let aggregate = scope.aggregate {
      return column(name, of: aggregate, scope, window)
    }
    if let known = context.columns[name] { return known.narrowed(to: window) }
    if let known = context.knownAt[name] {
      let isOwn = known.columnReferences.contains { context.knownAt[$0.value] != nil }
      let day =
        isOwn ? TimedValue(known: window.high, window: window) : number(atNode(known), scope)
      let read = TimedRead(
        source: name, time: nil, kind: .column, window: day.window, isBounded: true,
        measuresLength: known.columnReferences.contains { $0.value == name }, isIndirect: false,
        text: name,
        place: place(of: name))
      var value = TimedValue(known: day.window.high, reads: [read])
      value.requiredIfTrue = [read]
      value.isCount = true
      return value
    }
    let type = context.schema[name]?.type
    if context.isEventTime(name) {
      let read = TimedRead(
        source: name, time: nil, kind: .column, window: window, isBounded: true,
        measuresLength: false, isIndirect: false, text: name, place: place(of: name))
      return TimedValue(
        known: window.high, reads: [read], window: window, isEvent: true, isDay: type == .date)
    }
    return TimedValue(window: window, isDay: type == .date)
  }

  /// When the value of a column of a row is known: with the row, or at a later date of it.
  private func column(
    _ name: String, of aggregate: Aggregate, _ scope: Scope, _ window: DayWindow
  ) -> TimedValue {
    guard aggregate.columns[name] == .date else {
      let table = context.schema.events.last { $0.name == aggregate.table }
      guard let day = table?.knownAt[name] else {
        let row = scope.time.map { (scope.narrowed[Self.key(column: $0)] ?? .open).high }
        return TimedValue(known: row ?? -.infinity, isCertain: true)
      }
      let days = scope.narrowed[Self.key(column: day)] ?? .open
      return TimedValue(
        known: days.high, reads: [read(of: aggregate, at: day, days)], isCertain: true)
    }
    var value = TimedValue(
      known: window.high, window: window, isCertain: true, isEvent: true, isDay: true)
    value.isEnd = scope.time != nil && name != scope.time
    if value.isEnd { value.reads = [read(of: aggregate, at: name, window)] }
    return value
  }

  /// The reading of what a row tells at a later date of it.
  private func read(of aggregate: Aggregate, at day: String, _ days: DayWindow) -> TimedRead {
    TimedRead(
      source: aggregate.table, time: day, kind: .single, window: days, isBounded: true,
      measuresLength: false, isIndirect: false, text: aggregate.text, place: aggregate.place)
  }

  /// When a value that is computed before is known.
  func slot(_ index: Int, _ scope: Scope) -> TimedValue {
    if scope.aggregate != nil { return scope.slots[index] }
    switch plan.steps[index] {
    case .value(let node): return value(node, Scope())
    case .events(let aggregate):
      let days = scope.narrowed[Self.key(slot: index)] ?? .open
      return self.aggregate(aggregate, days, around: Scope())
    }
  }

  private func atNode(_ known: TypedExpression) -> NumberNode {
    if case .number(let node, _) = known.node { node } else { .missing }
  }

  private func place(of column: String) -> Place? {
    plan.columnReferences.first { $0.value == column }?.place
  }

  static func key(column name: String) -> String { "column:\(name)" }
  static func key(slot index: Int) -> String { "slot:\(index)" }
}

extension TimedValue {
  /// The value where more is said of the day that it is.
  func narrowed(to days: DayWindow) -> TimedValue {
    guard isDay || isEvent, days != .open else { return self }
    var copy = self
    copy.window = window.narrowed(to: days)
    if isEvent { copy.known = min(known, max(copy.window.high, -.infinity)) }
    return copy
  }
}
