internal import Diagnostics
internal import Tables

/// Finds the types of an expression; goes on after a fault, so that all are found at once.
struct TypeChecker {
  private(set) var faults: [(fault: LocatedFault, expansion: Int)] = []
  /// The columns that are used, with the types they were checked as.
  var columns: [String: ColumnType] = [:]
  /// Every mention of a column that is used.
  var columnPlaces: [Located<String>] = []
  /// Every mention of a table of events or a column of one.
  var events: [Located<EventReference>] = []
  /// What is computed for each patient beforehand, what others need first.
  var steps: [PlanStep] = []
  /// The readings of tables for patients by what is written.
  var stepByKey: [String: Int] = [:]
  /// Every scope that was entered.
  var scopes: [RowScope] = []
  /// The rows that the current part is computed for; `nil` where it is computed for patients.
  var current: Int?
  /// Where names are looked up.
  var context = NameContext()
  /// The expression, and every definition as it was asked for.
  var expansions: [Expansion]
  /// What definitions give for patients.
  var nodeByExpansion: [String: TypedNode] = [:]

  let schema: Schema

  init(_ source: ExpressionSource, schema: Schema) {
    expansions = [Expansion(source: source)]
    self.schema = schema
  }

  /// The text that is being typed.
  var source: ExpressionSource { expansions[context.expansion].source }

  mutating func fail(_ fault: ExpressionFault, at syntax: Syntax) {
    fail(fault, at: syntax.range)
  }

  mutating func fail(_ fault: ExpressionFault, at range: Range<Int>) {
    faults.append((LocatedFault(fault: fault, range: range), context.expansion))
  }

  /// What the syntax computes; `nil` after a fault.
  mutating func check(_ syntax: Syntax) -> TypedNode? {
    if current != nil, depth(of: syntax) < depth { return lowered { $0.check(syntax) } }
    switch syntax.kind {
    case .number(let value): return .number(.constant(value), .number)
    case .duration(let days): return .number(.constant(days), .duration)
    case .date(let days): return .number(.constant(Double(days)), .date)
    case .text(let text): return .text(.constant(text), levels: [text])
    case .flag(let value): return .flag(.constant(value))
    case .missing: return .missing
    case .name(let name): return named(name, at: syntax)
    case .group(let inner): return check(inner)
    case .negate(let operand): return negate(operand)
    case .not(let operand): return flag(operand, for: "not").map { .flag(.not($0)) }
    case .isMissing(let operand): return isMissing(operand)
    case .infix(let infix, let left, let right, let range):
      return check(infix, left, right, at: range)
    case .choose(let condition, let first, let second): return choose(condition, first, second)
    case .call(let name, let arguments, let range): return call(name, arguments, at: range, syntax)
    case .list:
      fail(.strayList, at: syntax)
      return nil
    case .qualified(_, let clauses):
      if let (word, range) = clauses.words.first {
        fail(schema.events.isEmpty ? .eventRows(word.rawValue) : .strayClause(word), at: range)
      }
      return nil
    }
  }

  /// What the syntax computes, unless it is `missing` or a range.
  mutating func value(_ syntax: Syntax) -> TypedNode? {
    let node = check(syntax)
    switch node {
    case .missing:
      fail(.strayMissing, at: syntax)
      return nil
    case .range:
      fail(.strayRange, at: syntax)
      return nil
    default: return node
    }
  }

  private mutating func negate(_ operand: Syntax) -> TypedNode? {
    guard let node = value(operand), let type = node.type else { return nil }
    if case .number(let number, let measure) = node, measure != .date {
      return .number(.negate(number), measure)
    }
    fail(.negated(type), at: operand)
    return nil
  }

  /// A flag, where `word` needs one.
  mutating func flag(_ syntax: Syntax, for word: String) -> FlagNode? {
    guard let node = value(syntax), let type = node.type else { return nil }
    if case .flag(let flag) = node { return flag }
    let text = source.text(syntax.range)
    fail(.needsFlag(by: word, operand: text, type, hint: hint(for: syntax, type)), at: syntax)
    return nil
  }

  /// What to do with a number that stands where a flag is needed.
  func hint(for syntax: Syntax, _ type: ValueType) -> TypeHint? {
    guard type == .number, case .name = syntax.ungrouped.kind else { return nil }
    return .compare(source.text(syntax.ungrouped.range))
  }

  private mutating func isMissing(_ operand: Syntax) -> TypedNode? {
    switch value(operand) {
    case .number(let node, _): .flag(.numberIsMissing(node))
    case .flag(let node): .flag(.flagIsMissing(node))
    case .text(let node, _): .flag(.textIsMissing(node))
    case .range, .missing, nil: nil
    }
  }

  private mutating func choose(
    _ condition: Syntax, _ first: Syntax, _ second: Syntax
  ) -> TypedNode? {
    let test = flag(condition, for: "if")
    let left = check(first)
    let right = check(second)
    guard let test, let left, let right else { return nil }
    switch (left, right) {
    case (.number(let a, let measure), .number(let b, let other)) where measure == other:
      return .number(.choose(test, a, b), measure)
    case (.number(let a, let measure), .missing):
      return .number(.choose(test, a, .missing), measure)
    case (.missing, .number(let b, let measure)):
      return .number(.choose(test, .missing, b), measure)
    case (.flag(let a), .flag(let b)): return .flag(.choose(test, a, b))
    case (.flag(let a), .missing): return .flag(.choose(test, a, .missing))
    case (.missing, .flag(let b)): return .flag(.choose(test, .missing, b))
    case (.text(let a, let levels), .text(let b, let others)):
      return .text(.choose(test, a, b), levels: Self.union(levels, others))
    case (.text(let a, let levels), .missing):
      return .text(.choose(test, a, .missing), levels: levels)
    case (.missing, .text(let b, let levels)):
      return .text(.choose(test, .missing, b), levels: levels)
    case (.missing, .missing): return .missing
    default: return mismatchedBranches(left, first, right, second)
    }
  }

  private mutating func mismatchedBranches(
    _ left: TypedNode, _ first: Syntax, _ right: TypedNode, _ second: Syntax
  ) -> TypedNode? {
    for (node, syntax) in [(left, first), (right, second)] {
      if case .range = node {
        fail(.strayRange, at: syntax)
        return nil
      }
    }
    if let type = left.type, let other = right.type { fail(.branches(type, other), at: second) }
    return nil
  }

  /// The levels of either, those of the first first; `nil` where one is free text.
  static func union(_ levels: [String]?, _ others: [String]?) -> [String]? {
    guard let levels, let others else { return nil }
    let known = Set(levels)
    return levels + others.filter { !known.contains($0) }
  }
}
