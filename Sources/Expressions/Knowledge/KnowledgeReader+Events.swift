internal import Diagnostics

extension KnowledgeReader {
  /// When the value of a reading of events is known.
  ///
  /// - Parameters:
  ///   - index: the reading.
  ///   - days: the days to which conditions around narrow the value, where it is a day.
  func aggregate(_ index: Int, _ days: DayWindow) -> TimedValue {
    let aggregate = plan.aggregates[index]
    let time = context.schema.events.last { $0.name == aggregate.table }?.timeColumn
    var scope = Scope(aggregate: aggregate, time: time)
    scope.slots = aggregate.slots.map { value($0, Scope()) }
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
    let condition = aggregate.condition.map { flag($0, scope) }
    let inner = aggregate.value.map { value($0, scope) }
    let parts = [condition, inner].compactMap(\.self)
    var result = TimedValue.all(parts)
    result.known = max(rows.high, result.known)
    let window = time == nil ? DayWindow(-.infinity, result.known) : rows
    let measures = parts.contains(where: \.measures) && result.known > 0
    let read = TimedRead(
      source: aggregate.table, time: time, kind: aggregate.operation.readKind, window: window,
      isBounded: isBounded, measuresLength: measures, text: aggregate.text,
      place: aggregate.place)
    result.reads = [read] + result.reads.filter { $0 != read }
    result.isCertain = false
    result.measures = measures
    describe(&result, aggregate, inner, read, days)
    return result
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
    case .first, .last, .nearest, .single, .combine:
      guard let inner, inner.isDay else {
        if aggregate.value?.isFlag == true { result.requiredIfTrue = [read] }
        return
      }
      result.isDay = true
      result.isEnd = inner.isEnd
      result.window = inner.window.narrowed(to: days)
      result.isEvent = inner.isEvent && aggregate.operation.isFirst
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
      let (low, high) = (reachEnd(aggregate, reach.low), reachEnd(aggregate, reach.high))
      return DayWindow(target.low + low, .infinity).narrowed(
        to: DayWindow(-.infinity, target.high + high))
    }
    guard isEntry(aggregate), let entry = context.columns["entry"] else { return nil }
    return entry.window
  }

  private func reachEnd(_ aggregate: Aggregate, _ slot: Int) -> Double {
    guard case .number(let node, _) = aggregate.slots[slot] else { return .infinity }
    return number(node, Scope()).window.day ?? .infinity
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
    case .first, .last, .nearest, .single: .single
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
