internal import Diagnostics

extension KnowledgeReader {
  /// When the value of a reading of events is known.
  ///
  /// - Parameters:
  ///   - aggregate: the reading.
  ///   - days: the days to which conditions around narrow the value, where it is a day.
  ///   - outer: the row around, or the patient.
  /// - Returns: when it is known, with the reading itself.
  func aggregate(_ aggregate: Aggregate, _ days: DayWindow, around outer: Scope) -> TimedValue {
    let table = context.schema.events.last { $0.name == aggregate.table }
    let time = table?.timeColumn
    var scope = Scope(aggregate: aggregate, time: time)
    scope.slots = aggregate.slots.map { value($0, outer) }
    scope.inner = inner(aggregate, scope)
    let counted = countedRows(aggregate, scope)
    scope = scope.narrowed(to: counted)
    let key = time.map(Self.key)
    if let time, let window = fixedDays(aggregate, scope, time: time) {
      scope = scope.narrowed(to: [Self.key(column: time): window])
    }
    let said = key.flatMap { scope.narrowed[$0] }
    let isBounded =
      key == nil || said.map { $0.high < .infinity || $0.low == -.infinity } ?? false
    if let key, readsTime(aggregate, time) { scope = scope.narrowed(to: [key: days]) }
    let rows = key.map { scope.narrowed[$0] ?? .open } ?? DayWindow(-.infinity, -.infinity)
    scope.inner = inner(aggregate, scope)
    let condition = aggregate.condition.map { flag($0, scope) }
    let inner = aggregate.value.map { value($0, scope) }
    let parts = [condition, inner].compactMap(\.self)
    var result = TimedValue.all(parts)
    result.known = max(rows.high, result.known)
    let indirect = indirectReads(aggregate, table)
    if !indirect.isEmpty { result.known = .infinity }
    let window = time == nil ? DayWindow(-.infinity, result.known) : rows
    let measures = parts.contains(where: \.measures) && result.known > 0
    let read = TimedRead(
      source: aggregate.table, time: time, kind: aggregate.operation.readKind, window: window,
      isBounded: isBounded, measuresLength: measures,
      isIndirect: table?.derivation?.isDefined == true && rows.high <= 0, text: aggregate.text,
      place: aggregate.place)
    result.reads = [read] + result.reads.filter { $0 != read } + indirect
    result.isCertain = false
    result.measures = measures
    describe(&result, aggregate, inner, read, days)
    return result
  }

  /// What is read of tables for each row, those that others need first.
  private func inner(_ aggregate: Aggregate, _ scope: Scope) -> [TimedValue] {
    var scope = scope
    scope.inner = []
    for reading in aggregate.inner {
      scope.inner.append(self.aggregate(reading, .open, around: scope))
    }
    return scope.inner
  }

  /// What a derived table reads after the day of its rows.
  private func indirectReads(_ aggregate: Aggregate, _ table: EventTableSchema?) -> [TimedRead] {
    guard let derivation = table?.derivation else { return [] }
    var names = derivation.rowReads
    for column in aggregate.columns.keys {
      names.formUnion(derivation.columnReads[column] ?? [])
    }
    return names.sorted().map { name in
      TimedRead(
        source: name, time: nil, kind: .single, window: .open, isBounded: true,
        measuresLength: false, isIndirect: true, text: aggregate.text, place: aggregate.place)
    }
  }

  private func describe(
    _ result: inout TimedValue, _ aggregate: Aggregate, _ inner: TimedValue?, _ read: TimedRead,
    _ days: DayWindow
  ) {
    switch aggregate.operation {
    case .any:
      result.requiredIfTrue = [read]
      result.isCertain = true
    case .all:
      result.requiredIfFalse = [read]
      result.isCertain = true
    case .count:
      result.isCount = true
      result.isCertain = true
    case .sum: result.isCertain = true
    case .first, .last, .nearest, .single, .combine, .each:
      guard let inner, inner.isDay else {
        if aggregate.value?.isFlag == true { result.requiredIfTrue = [read] }
        return
      }
      result.isDay = true
      result.isEnd = inner.isEnd
      result.window = inner.window.narrowed(to: days)
      let areKnown = read.window.high <= 0
      result.isEvent = inner.isEvent && (aggregate.operation.isFirst || areKnown)
      if result.isEvent { result.known = min(result.known, result.window.high) }
      if isEntry(aggregate) { result.isCertain = true }
    }
  }

  /// The days to which the rows that count are narrowed.
  private func countedRows(_ aggregate: Aggregate, _ scope: Scope) -> [String: DayWindow] {
    var result = aggregate.condition.map { narrowing($0, isTrue: true, scope) } ?? [:]
    guard case .flag(let inner) = aggregate.value else { return result }
    let wanted: Bool
    switch aggregate.operation {
    case .all: wanted = false
    case .any: wanted = true
    default: return result
    }
    let more = narrowing(inner, isTrue: wanted, scope.narrowed(to: result))
    result.merge(more) { $0.narrowed(to: $1) }
    return result
  }

  /// The days around another day that `nearest` looks at, and the day of entry for what is
  /// read of the row that entry is.
  private func fixedDays(_ aggregate: Aggregate, _ scope: Scope, time: String) -> DayWindow? {
    if case .nearest(let day, let reach?) = aggregate.operation {
      let target = scope.slots[day].window
      let low = scope.slots[reach.low].window.day ?? -.infinity
      let high = scope.slots[reach.high].window.day ?? .infinity
      return DayWindow(target.low + low, .infinity).narrowed(
        to: DayWindow(-.infinity, target.high + high))
    }
    guard isEntry(aggregate), let entry = context.columns["entry"] else { return nil }
    return entry.window
  }

  private func readsTime(_ aggregate: Aggregate, _ time: String?) -> Bool {
    if case .number(.column(let name), .date) = aggregate.value { name == time } else { false }
  }

  /// Whether the row that is read is the one whose date is entry: the first of the same rows, or
  /// the only one of the table.
  private func isEntry(_ aggregate: Aggregate) -> Bool {
    guard let entry = context.entry, entry.table == aggregate.table else { return false }
    switch (entry.operation, aggregate.operation) {
    case (.first, .single), (.single, .single), (.single, .first): return true
    case (.first, .first): return entry.rows == aggregate.rows
    default: return false
    }
  }
}

extension Aggregate {
  /// The condition as it is written.
  fileprivate var rows: Substring {
    guard let range = text.firstRange(of: " where ") else { return "" }
    return text[range.upperBound...]
  }
}

extension Aggregate.Operation {
  /// What is made of the rows.
  fileprivate var readKind: TimedRead.Kind {
    switch self {
    case .any, .all, .count, .sum, .combine: .overall
    case .first, .last, .nearest, .single, .each: .single
    }
  }

  /// Whether the day is that of the first row that counts, which is known when it comes.
  fileprivate var isFirst: Bool {
    switch self {
    case .first, .single, .combine(.minimum), .combine(.earliest): true
    default: false
    }
  }
}

extension TypedNode {
  fileprivate var isFlag: Bool {
    if case .flag = self { true } else { false }
  }
}
