private import Diagnostics

extension Expression {
  /// The conditions that all must hold where the expression is `a and b and …`, in order; else the
  /// expression alone.
  public var conjuncts: [Expression] {
    var ranges: [Range<Int>] = []
    Self.split(syntax, &ranges)
    guard ranges.count > 1 else { return [self] }
    let parts = ranges.compactMap { range in
      try? Expression(source.text(range), at: source.place(of: range))
    }
    return parts.count == ranges.count ? parts : [self]
  }

  private static func split(_ syntax: Syntax, _ ranges: inout [Range<Int>]) {
    if case .infix(.and, let left, let right, _) = syntax.ungrouped.kind {
      split(left, &ranges)
      split(right, &ranges)
    } else {
      ranges.append(syntax.range)
    }
  }
}
