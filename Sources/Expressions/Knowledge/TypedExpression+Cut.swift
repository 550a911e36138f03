extension TypedExpression {
  /// The number that is taken from a time, so that it counts from that much later: 90 of
  /// `days - 90`.
  ///
  /// - Parameter derived: the expression of a derived column.
  /// - Returns: the number, 0 where none is taken.
  public func cut(_ derived: (String) -> TypedExpression?) -> Double {
    guard case .number(let node, _) = node else { return 0 }
    return Self.cut(node, derived, depth: 0)
  }

  private static func cut(
    _ node: NumberNode, _ derived: (String) -> TypedExpression?, depth: Int
  ) -> Double {
    switch node {
    case .arithmetic(.subtract, let time, .constant(let days), at: _):
      return days + cut(time, derived, depth: depth)
    case .choose(_, let first, let second):
      return min(cut(first, derived, depth: depth), cut(second, derived, depth: depth))
    case .column(let name):
      guard depth < 100, let inner = derived(name), case .number(let node, _) = inner.node else {
        return 0
      }
      return cut(node, derived, depth: depth + 1)
    default: return 0
    }
  }
}
