extension KnowledgeReader {
  /// The days to which a condition narrows columns and slots where it is true, or false.
  func narrowing(_ node: FlagNode, isTrue: Bool, _ scope: Scope) -> [String: DayWindow] {
    switch node {
    case .not(let inner): return narrowing(inner, isTrue: !isTrue, scope)
    case .and(let left, let right), .or(let left, let right):
      let first = narrowing(left, isTrue: isTrue, scope)
      let second = narrowing(right, isTrue: isTrue, scope)
      if case .and = node { return isTrue ? Self.both(first, second) : Self.either(first, second) }
      return isTrue ? Self.either(first, second) : Self.both(first, second)
    case .numbers(let comparison, let left, let right):
      return narrowing(comparison, left, right, isTrue: isTrue, scope)
    case .within(let inner, from: let low, through: let high):
      guard isTrue else { return [:] }
      return Self.both(
        narrowing(.greaterOrEqual, inner, low, isTrue: true, scope),
        narrowing(.lessOrEqual, inner, high, isTrue: true, scope))
    default: return [:]
    }
  }

  private func narrowing(
    _ comparison: Comparison, _ left: NumberNode, _ right: NumberNode, isTrue: Bool,
    _ scope: Scope
  ) -> [String: DayWindow] {
    let (first, second) = (number(left, scope), number(right, scope))
    guard first.isDay == second.isDay else { return [:] }
    let bounds = Self.bounds(comparison, first.window, second.window, isTrue: isTrue)
    var result: [String: DayWindow] = [:]
    for (node, window) in [(left, bounds.0), (right, bounds.1)] {
      guard window != .open, let (key, shift) = keyed(node, scope) else { continue }
      let days = window + -shift
      result[key] = (result[key] ?? .open).narrowed(to: days)
    }
    return result
  }

  /// The column or slot that a number is, but for a length that is added.
  private func keyed(_ node: NumberNode, _ scope: Scope) -> (String, shift: DayWindow)? {
    switch node {
    case .column(let name): return (Self.key(column: name), DayWindow(day: 0))
    case .slot(let index):
      return scope.aggregate == nil ? (Self.key(slot: index), DayWindow(day: 0)) : nil
    case .arithmetic(.later, let day, let length, at: _),
      .arithmetic(.add, let day, let length, at: _):
      return keyed(day, scope).map { ($0.0, $0.shift + number(length, scope).window) }
    case .arithmetic(.earlier, let day, let length, at: _),
      .arithmetic(.subtract, let day, let length, at: _):
      return keyed(day, scope).map { ($0.0, $0.shift + -number(length, scope).window) }
    case .arithmetic(.divide, let inner, .constant(1), at: _): return keyed(inner, scope)
    default: return nil
    }
  }

  private static func both(
    _ left: [String: DayWindow], _ right: [String: DayWindow]
  ) -> [String: DayWindow] {
    left.merging(right) { $0.narrowed(to: $1) }
  }

  private static func either(
    _ left: [String: DayWindow], _ right: [String: DayWindow]
  ) -> [String: DayWindow] {
    var result: [String: DayWindow] = [:]
    for (key, window) in left {
      if let other = right[key] { result[key] = window.hull(other) }
    }
    return result
  }
}
