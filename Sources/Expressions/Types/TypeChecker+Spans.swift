internal import Diagnostics
internal import Tables

extension TypeChecker {
  /// `overlap(a..b, c..d)`: from the later of the beginnings to the earlier of the ends.
  mutating func overlap(_ arguments: [Syntax], at range: Range<Int>) -> TypedNode? {
    let first = days(arguments[0], of: .overlap)
    let second = days(arguments[1], of: .overlap)
    guard let first, let second else { return nil }
    let start = NumberNode.combine(.maximum, [first.low, second.low])
    let end = NumberNode.combine(.minimum, [first.high, second.high])
    let shared = NumberNode.arithmetic(.subtract, end, start, at: source.place(of: range))
    return .number(.combine(.maximum, [shared, .constant(0)]), .duration)
  }

  /// `sometime(a..b)`.
  mutating func sometime(_ arguments: [Syntax]) -> TypedNode? {
    days(arguments[0], of: .sometime).map { .number(.between($0.low, $0.high), .date) }
  }

  /// The ends of a range of days.
  private mutating func days(
    _ syntax: Syntax, of function: ExpressionFunction
  ) -> (low: NumberNode, high: NumberNode)? {
    let node = check(syntax)
    if case .range(let low, let high, .date) = node { return (low, high) }
    if let type = node?.type { fail(.argument(function, found: type), at: syntax) }
    if case .missing = node { fail(.strayMissing, at: syntax) }
    return nil
  }

  /// `includes(list, name)`.
  mutating func includes(_ arguments: [Syntax]) -> TypedNode? {
    let nodes = arguments.map { value($0) }
    var texts: [TextNode] = []
    for (argument, node) in zip(arguments, nodes) {
      if case .text(let text, _) = node {
        texts.append(text)
      } else if let type = node?.type {
        fail(.argument(.includes, found: type), at: argument)
      }
    }
    return texts.count == 2 ? .flag(.includes(texts[0], texts[1])) : nil
  }

  /// The rows whose span holds the day behind `on`, and that the condition keeps.
  mutating func during(
    _ clauses: Syntax.Clauses, _ table: EventTableSchema,
    _ condition: (node: FlagNode?, isSound: Bool), at range: Range<Int>
  ) -> (node: FlagNode?, isSound: Bool) {
    guard let day = clauses.day, let (low, high) = span(clauses, table, at: range) else {
      return (nil, false)
    }
    let node = ofOwner(day)
    guard case .number(let number, .date)? = node else {
      if let type = node?.type {
        fail(.clauseType(.on, expected: "a date", found: type), at: day)
      }
      return (nil, false)
    }
    let held: NumberNode =
      if case .constant = number { number } else { .slot(slot(.number(number, .date))) }
    let holds = FlagNode.within(held, from: low, through: high)
    guard let rest = condition.node else { return (holds, condition.isSound) }
    return (.and(holds, rest), condition.isSound)
  }

  /// The ends of the span of a row: those behind `during`, or of a table of intervals its own.
  private mutating func span(
    _ clauses: Syntax.Clauses, _ table: EventTableSchema, at range: Range<Int>
  ) -> (low: NumberNode, high: NumberNode)? {
    guard let syntax = clauses.span else {
      guard let (start, stop) = table.interval else {
        fail(.noSpan(table: table.name), at: range)
        return nil
      }
      guard let current else { return nil }
      for name in [start, stop] {
        scopes[current].columns[name] = .date
        refer(table, name, at: range)
      }
      return (.column(start), .column(stop))
    }
    let node = check(syntax)
    if case .range(let low, let high, .date) = node { return (low, high) }
    if let type = node?.type {
      fail(.clauseType(.during, expected: "a range of dates", found: type), at: syntax)
    }
    return nil
  }
}
