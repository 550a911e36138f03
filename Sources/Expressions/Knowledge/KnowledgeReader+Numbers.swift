internal import Diagnostics

extension KnowledgeReader {
  /// When a number, a day or a length is known.
  func number(_ node: NumberNode, _ scope: Scope) -> TimedValue {
    switch node {
    case .constant(let value): return TimedValue(window: DayWindow(day: value), isCertain: true)
    case .missing: return TimedValue()
    case .column(let name): return column(name, scope)
    case .slot(let index): return slot(index, scope)
    case .inner(let index): return scope.read(index)
    case .between(let low, let high): return between(number(low, scope), number(high, scope))
    case .negate(let inner):
      var value = number(inner, scope)
      value.window = -value.window
      value.scale = -value.scale
      value.isEvent = false
      return value
    case .apply(_, let inner, at: _): return plain([number(inner, scope)])
    case .choose(let test, let first, let second): return choose(test, first, second, scope)
    case .combine(let combination, let parts):
      return combine(combination, parts.map { number($0, scope) })
    case .arithmetic(let operation, let left, let right, at: _):
      return arithmetic(operation, number(left, scope), number(right, scope))
    }
  }

  private func arithmetic(
    _ operation: Arithmetic, _ left: TimedValue, _ right: TimedValue
  ) -> TimedValue {
    switch operation {
    case .later where left.isDay || !right.isDay: return shifted(left, by: right)
    case .later: return shifted(right, by: left)
    case .earlier:
      var length = right
      length.window = -length.window
      return shifted(left, by: length)
    case .subtract:
      var value = TimedValue.all([left, right])
      value.window = left.window + -right.window
      guard left.isDay || right.isDay || left.isEvent || right.isEvent else { return value }
      value.difference = [left, right]
      return measuring(value)
    case .add:
      var value = TimedValue.all([left, right])
      value.window = left.window + right.window
      return value
    case .multiply, .divide:
      return scaled(operation, left, right)
    case .power: return plain([left, right])
    }
  }

  /// A day some time later, or earlier where the length is negative.
  private func shifted(_ day: TimedValue, by length: TimedValue) -> TimedValue {
    var value = TimedValue.all([day, length])
    value.window = day.window + length.window
    value.isDay = day.isDay
    value.isEnd = day.isEnd
    value.isEvent = day.isEvent && length.window.low >= 0 && length.known == -.infinity
    value.branches = day.branches
    if value.isEvent { value.known = value.window.high }
    return value
  }

  private func scaled(
    _ operation: Arithmetic, _ left: TimedValue, _ right: TimedValue
  ) -> TimedValue {
    var value = TimedValue.all([left, right])
    value.measures = left.measures || right.measures
    let (length, factor) =
      operation == .multiply && left.window.day != nil && left.difference.isEmpty
      ? (right, left.window.day) : (left, right.window.day)
    guard var factor, factor != 0 else { return value }
    if operation == .divide { factor = 1 / factor }
    value.difference = length.difference
    value.scale = length.scale * factor
    let ends = [length.window.low * factor, length.window.high * factor]
    value.window = DayWindow(min(ends[0], ends[1]), max(ends[0], ends[1]))
    return value
  }

  /// The least or greatest: of days that are noticed also a day that is noticed.
  private func combine(_ combination: Combination, _ parts: [TimedValue]) -> TimedValue {
    var value = TimedValue.all(parts)
    value.measures = parts.contains(where: \.measures)
    value.isDay = parts.contains(where: \.isDay)
    value.isEnd = parts.contains(where: \.isEnd)
    value.isEvent = parts.allSatisfy { $0.isEvent || $0.isCertain }
    value.branches = parts.flatMap {
      $0.branches.isEmpty ? [$0.sources.isEmpty ? ["the day itself"] : $0.sources] : $0.branches
    }
    let (lows, highs) = (parts.map(\.window.low), parts.map(\.window.high))
    switch combination {
    case .minimum, .earliest:
      let certain = parts.filter(\.isCertain).map(\.window.high)
      let high = certain.min() ?? (combination == .minimum ? highs.min() : highs.max())
      value.window = DayWindow(lows.min() ?? -.infinity, high ?? .infinity)
      value.isCertain =
        combination == .earliest ? !certain.isEmpty : parts.allSatisfy(\.isCertain)
    case .maximum, .latest:
      let certain = parts.filter(\.isCertain).map(\.window.low)
      let low = certain.max() ?? (combination == .maximum ? lows.max() : lows.min())
      value.window = DayWindow(low ?? -.infinity, highs.max() ?? .infinity)
      value.isCertain =
        combination == .latest ? !certain.isEmpty : parts.allSatisfy(\.isCertain)
    }
    if value.isEvent { value.decide(by: value.window.high) }
    return value
  }

  /// A day of which no more is known than that it lies between two others.
  private func between(_ low: TimedValue, _ high: TimedValue) -> TimedValue {
    var value = TimedValue.all([low, high])
    value.window = low.window.hull(high.isWritten ? .open : high.window)
    value.isDay = true
    value.isEnd = low.isEnd
    value.isEvent = high.isEvent || (high.isWritten && low.isEvent)
    if value.isEvent { value.known = min(value.known, value.window.high) }
    return value
  }

  private func choose(
    _ test: FlagNode, _ first: NumberNode, _ second: NumberNode, _ scope: Scope
  ) -> TimedValue {
    let condition = flag(test, scope)
    let left = number(first, scope.narrowed(to: narrowing(test, isTrue: true, scope)))
    let right = number(second, scope.narrowed(to: narrowing(test, isTrue: false, scope)))
    var value = TimedValue.all([condition, left, right])
    value.window = left.window.hull(right.window)
    value.isDay = left.isDay || right.isDay
    value.measures = condition.measures || left.measures || right.measures
    value.isCertain = condition.isCertain && left.isCertain && right.isCertain
    value.branches = [left, right].map { $0.sources.isEmpty ? ["the day itself"] : $0.sources }
    if left.isEvent, right.isEvent, Self.fills(test, first, second) {
      value.isEvent = true
      value.isEnd = left.isEnd || right.isEnd
    }
    return value
  }

  /// Whether one day stands where the other is missing, so that either is noticed when it comes.
  private static func fills(_ test: FlagNode, _ first: NumberNode, _ second: NumberNode) -> Bool {
    switch (test, first, second) {
    case (.not(.numberIsMissing(.column(let day))), .column(let same), _),
      (.numberIsMissing(.column(let day)), _, .column(let same)):
      day == same
    case (.not(.numberIsMissing(.slot(let day))), .slot(let same), _),
      (.numberIsMissing(.slot(let day)), _, .slot(let same)),
      (.not(.numberIsMissing(.inner(let day))), .inner(let same), _),
      (.numberIsMissing(.inner(let day)), _, .inner(let same)):
      day == same
    default: false
    }
  }

  /// What is computed of values and is no day any more.
  private func plain(_ values: [TimedValue]) -> TimedValue {
    var value = TimedValue.all(values)
    value.measures = values.contains(where: \.measures)
    return value
  }

  /// A difference that is used as a value measures how long something lasted; the days since a date
  /// that is written are a date.
  private func measuring(_ value: TimedValue) -> TimedValue {
    guard let end = value.difference.first, end.isEvent, end.window.high > 0,
      !end.isDay || value.difference.last?.isWritten == false
    else { return value }
    var copy = value
    copy.measures = true
    copy.reads = value.reads.map { end.reads.contains($0) ? $0.measuring : $0 }
    return copy
  }
}

extension TimedRead {
  /// The reading where it measures a length.
  var measuring: TimedRead { changed(window, measuresLength: true) }

  /// The reading where it measures none.
  var noticing: TimedRead { changed(window, measuresLength: false) }

  /// The reading of other days.
  func narrowed(to days: DayWindow) -> TimedRead {
    changed(window.narrowed(to: days), measuresLength: measuresLength)
  }

  private func changed(_ window: DayWindow, measuresLength: Bool) -> TimedRead {
    TimedRead(
      source: source, time: time, kind: kind, window: window, isBounded: isBounded,
      measuresLength: measuresLength, isIndirect: isIndirect, text: text, place: place)
  }
}
