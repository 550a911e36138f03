extension KnowledgeReader {
  /// When a condition is decided, and what must have happened where it is true or false.
  func flag(_ node: FlagNode, _ scope: Scope) -> TimedValue {
    switch node {
    case .constant: return TimedValue(isCertain: true)
    case .missing: return TimedValue()
    case .column(let name): return column(name, scope)
    case .slot(let index): return slot(index, scope)
    case .inner(let index): return scope.read(index)
    case .includes(let list, let name): return plainFlag([text(list, scope), text(name, scope)])
    case .not(let inner):
      var value = flag(inner, scope)
      swap(&value.requiredIfTrue, &value.requiredIfFalse)
      return value
    case .and(let left, let right): return both(left, right, isTrue: true, node, scope)
    case .or(let left, let right):
      if let day = notBefore(left, right, scope) ?? notBefore(right, left, scope) { return day }
      return both(left, right, isTrue: false, node, scope)
    case .numbers(let comparison, let left, let right):
      return compare(comparison, number(left, scope), number(right, scope))
    case .within(let inner, from: let low, through: let high):
      let (day, first, last) = (number(inner, scope), number(low, scope), number(high, scope))
      return joined(
        compare(.greaterOrEqual, day, first), compare(.lessOrEqual, day, last), isTrue: true)
    case .sameFlags(let left, let right): return plainFlag([flag(left, scope), flag(right, scope)])
    case .sameTexts(let left, let right): return plainFlag([text(left, scope), text(right, scope)])
    case .oneOfNumbers(let inner, let others):
      return plainFlag(([inner] + others).map { number($0, scope) })
    case .oneOfTexts(let inner, constants: _, let others):
      return plainFlag(([inner] + others).map { text($0, scope) })
    case .numberIsMissing(let inner): return missing(number(inner, scope))
    case .flagIsMissing(let inner): return missing(flag(inner, scope))
    case .textIsMissing(let inner): return missing(text(inner, scope))
    case .choose(let test, let first, let second):
      let parts = [
        flag(test, scope), flag(first, scope.narrowed(to: narrowing(test, isTrue: true, scope))),
        flag(second, scope.narrowed(to: narrowing(test, isTrue: false, scope))),
      ]
      return plainFlag(parts)
    }
  }

  /// `and` is decided as soon as one side is false, so each side counts where the other is true.
  private func both(
    _ left: FlagNode, _ right: FlagNode, isTrue: Bool, _ node: FlagNode, _ scope: Scope
  ) -> TimedValue {
    let inner = scope.narrowed(to: narrowing(node, isTrue: isTrue, scope))
    return joined(flag(left, inner), flag(right, inner), isTrue: isTrue)
  }

  /// That something has not ended before a day, or not at all, is known by the day: only an end before
  /// it would make it false.
  private func notBefore(
    _ missing: FlagNode, _ late: FlagNode, _ scope: Scope
  ) -> TimedValue? {
    guard case .numberIsMissing(.column(let name)) = missing,
      case .numbers(let comparison, let left, let right) = late
    else { return nil }
    func isEnd(_ node: NumberNode) -> Bool {
      if case .column(name) = node { true } else { false }
    }
    switch comparison {
    case .greater, .greaterOrEqual: return isEnd(left) ? flag(late, scope) : nil
    case .less, .lessOrEqual: return isEnd(right) ? flag(late, scope) : nil
    case .equal, .notEqual: return nil
    }
  }

  private func joined(_ left: TimedValue, _ right: TimedValue, isTrue: Bool) -> TimedValue {
    var value = plainFlag([left, right])
    func every(_ path: KeyPath<TimedValue, [TimedRead]>) -> [TimedRead] {
      left[keyPath: path] + right[keyPath: path]
    }
    func either(_ path: KeyPath<TimedValue, [TimedRead]>) -> [TimedRead] {
      left[keyPath: path].isEmpty || right[keyPath: path].isEmpty ? [] : every(path)
    }
    value.requiredIfTrue = isTrue ? every(\.requiredIfTrue) : either(\.requiredIfTrue)
    value.requiredIfFalse = isTrue ? either(\.requiredIfFalse) : every(\.requiredIfFalse)
    return value
  }

  private func plainFlag(_ parts: [TimedValue]) -> TimedValue {
    var value = TimedValue.all(parts)
    value.measures = parts.contains(where: \.measures)
    return value
  }

  /// Whether a day will come is known when it comes, or not before the last day on which it may.
  private func missing(_ value: TimedValue) -> TimedValue {
    var value = value
    // Whether a column has a value says that something came, and not how long it lasted.
    value.reads = value.reads.map { $0.kind == .column ? $0.noticing : $0 }
    var result = plainFlag([value])
    if value.isEvent { result.known = value.window.high }
    if !value.isCertain { result.requiredIfFalse = value.reads }
    // That something has no end yet says how long it lasts.
    if value.isEnd, result.known > 0 {
      result.measures = true
      result.reads = result.reads.map(\.measuring)
    }
    result.isCertain = true
    return result
  }
}

extension KnowledgeReader {
  /// When an order of two numbers or days is decided.
  func compare(
    _ comparison: Comparison, _ left: TimedValue, _ right: TimedValue
  ) -> TimedValue {
    if left.difference.count == 2, right.difference.isEmpty, !right.isDay, left.scale > 0 {
      let day = moved(left.difference[1], by: right, scale: left.scale)
      return compareDays(comparison, left.difference[0], day)
    }
    if right.difference.count == 2, left.difference.isEmpty, !left.isDay, right.scale > 0 {
      let day = moved(right.difference[1], by: left, scale: right.scale)
      return compareDays(comparison, day, right.difference[0])
    }
    return compareDays(comparison, left, right)
  }

  private func moved(_ day: TimedValue, by length: TimedValue, scale: Double) -> TimedValue {
    var copy = day
    copy.reads += length.reads
    let ends = DayWindow(length.window.low / scale, length.window.high / scale)
    copy.window = day.window + ends
    copy.known = max(day.isEvent ? copy.window.high : day.known, length.known)
    return copy
  }

  private func compareDays(
    _ comparison: Comparison, _ left: TimedValue, _ right: TimedValue
  ) -> TimedValue {
    var value = plainFlag([left, right])
    let (isCalendar, isOther) = (left.isDay && !right.isDay, right.isDay && !left.isDay)
    let first = isOther ? DayWindow.open : left.window
    let last = isCalendar ? DayWindow.open : right.window
    let byRight = left.isEvent ? max(right.known, last.high) : .infinity
    let byLeft = right.isEvent ? max(left.known, first.high) : .infinity
    value.decide(by: min(byRight, byLeft))
    value.measures = (left.isEnd || right.isEnd) && value.known > 0
    if value.measures { value.reads = value.reads.map(\.measuring) }
    if left.isCount || right.isCount {
      return counted(value, comparison, left, right)
    }
    let holds = Self.bounds(comparison, first, last, isTrue: true)
    let fails = Self.bounds(comparison, first, last, isTrue: false)
    for (side, isHeld) in [(left, true), (right, false)] where side.isEvent && !side.isCertain {
      value.requiredIfTrue += side.reads.map { $0.narrowed(to: isHeld ? holds.0 : holds.1) }
      value.requiredIfFalse += side.reads.map { $0.narrowed(to: isHeld ? fails.0 : fails.1) }
    }
    if !left.isEvent, !right.isEvent {
      value.requiredIfTrue += left.requiredIfTrue + right.requiredIfTrue
    }
    return value
  }

  private func counted(
    _ value: TimedValue, _ comparison: Comparison, _ left: TimedValue, _ right: TimedValue
  ) -> TimedValue {
    var value = value
    let count = left.isCount ? left : right
    guard let number = (left.isCount ? right : left).window.day else { return value }
    let comparison = left.isCount ? comparison : comparison.turned
    switch comparison {
    case .greaterOrEqual, .equal: if number > 0 { value.requiredIfTrue = count.reads }
    case .greater: if number >= 0 { value.requiredIfTrue = count.reads }
    case .less: if number > 0 { value.requiredIfFalse = count.reads }
    case .lessOrEqual: if number >= 0 { value.requiredIfFalse = count.reads }
    case .notEqual: if number == 0 { value.requiredIfTrue = count.reads }
    }
    if comparison == .equal, number == 0 { value.requiredIfFalse = count.reads }
    return value
  }

  /// The days that two sides have where a comparison holds, or does not.
  static func bounds(
    _ comparison: Comparison, _ left: DayWindow, _ right: DayWindow, isTrue: Bool
  ) -> (DayWindow, DayWindow) {
    let (early, late) = (
      (DayWindow(-.infinity, right.high), DayWindow(left.low, .infinity)),
      (DayWindow(right.low, .infinity), DayWindow(-.infinity, left.high))
    )
    return switch (comparison, isTrue) {
    case (.less, true), (.lessOrEqual, true), (.greater, false), (.greaterOrEqual, false): early
    case (.greater, true), (.greaterOrEqual, true), (.less, false), (.lessOrEqual, false): late
    case (.equal, true), (.notEqual, false): (right, left)
    case (.equal, false), (.notEqual, true): (.open, .open)
    }
  }
}

extension Comparison {
  /// The order seen from the other side.
  var turned: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: self
    }
  }
}
