extension TypedExpression {
  /// The columns of numbers and dates of which it is asked whether there is a value.
  public var columnsAskedForPresence: Set<String> {
    var found: Set<String> = []
    collect(node, &found)
    return found
  }

  private func collect(_ node: TypedNode, _ found: inout Set<String>) {
    switch node {
    case .number(let number, _): collect(number, &found)
    case .flag(let flag): collect(flag, &found)
    case .text(.choose(let test, _, _), _): collect(test, &found)
    case .text, .range, .missing: return
    }
  }

  private func collect(_ node: NumberNode, _ found: inout Set<String>) {
    guard case .choose(let test, let first, let second) = node else { return }
    collect(test, &found)
    collect(first, &found)
    collect(second, &found)
  }

  private func collect(_ node: FlagNode, _ found: inout Set<String>) {
    switch node {
    case .numberIsMissing(.column(let name)): found.insert(name)
    case .not(let inner): collect(inner, &found)
    case .and(let left, let right), .or(let left, let right), .sameFlags(let left, let right):
      collect(left, &found)
      collect(right, &found)
    case .numbers(_, let left, let right):
      collect(left, &found)
      collect(right, &found)
    case .choose(let test, let first, let second):
      for part in [test, first, second] { collect(part, &found) }
    default: return
    }
  }
}
