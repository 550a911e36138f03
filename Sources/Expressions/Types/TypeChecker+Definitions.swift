internal import Diagnostics

extension TypeChecker {
  /// How many definitions may stand in each other, and be read in one expression.
  private static let deepest = 60
  private static let most = 5_000

  /// What stands for a parameter of the definition that is typed.
  func argument(_ name: String) -> Syntax? { expansions[context.expansion].arguments[name] }

  /// Looks at an argument where it was written.
  mutating func inCaller<Value>(_ body: (inout TypeChecker) -> Value) -> Value {
    let inside = context
    context = expansions[inside.expansion].caller
    defer { context = inside }
    return body(&self)
  }

  /// What a definition gives with the arguments of a mention.
  mutating func expand(
    _ definition: Definition, _ arguments: [Syntax], at syntax: Syntax
  ) -> TypedNode? {
    guard arguments.count == definition.parameters.count else {
      fail(.definitionArguments(definition.written, found: arguments.count), at: syntax)
      return nil
    }
    let outer = expansions[context.expansion]
    guard outer.depth < Self.deepest, expansions.count < Self.most else {
      fail(.tooDeep, at: syntax)
      return nil
    }
    let key =
      arguments.isEmpty
      ? definition.name : "\(outer.key)>\(source.text(syntax.range))"
    if current == nil, let known = nodeByExpansion[key] { return known }
    for argument in arguments {
      if case .qualified(_, let clauses) = argument.kind, let first = clauses.words.first {
        fail(.strayClause(first.word), at: first.range)
        return nil
      }
    }
    expansions.append(
      Expansion(
        source: definition.expression.source,
        arguments: Dictionary(
          zip(definition.parameters, arguments), uniquingKeysWith: { first, _ in first }),
        caller: context, use: syntax.range, name: definition.name, key: key,
        depth: outer.depth + 1))
    let inside = context
    context = NameContext(expansion: expansions.count - 1)
    let node = check(definition.expression.syntax)
    context = inside
    guard current == nil, let node else { return node }
    let shared = shared(node)
    nodeByExpansion[key] = shared
    return shared
  }

  /// A value of the patient that is computed once, however often it is read.
  private mutating func shared(_ node: TypedNode) -> TypedNode {
    switch node {
    case .number(.constant, _), .flag(.constant), .text(.constant, _), .missing, .range,
      .number(.slot, _), .flag(.slot), .text(.slot, _), .number(.column, _), .flag(.column),
      .text(.column, _):
      return node
    case .number(_, let measure):
      steps.append(.value(node))
      return .number(.slot(steps.count - 1), measure)
    case .flag:
      steps.append(.value(node))
      return .flag(.slot(steps.count - 1))
    case .text(_, let levels):
      steps.append(.value(node))
      return .text(.slot(steps.count - 1), levels: levels)
    }
  }

  /// The faults in words: what a definition is at fault for stands in its own text, with a note for
  /// each mention that led there.
  var diagnostics: [Diagnostic] {
    var keyed: [(offset: Int, index: Int, diagnostic: Diagnostic)] = []
    for (index, framed) in faults.enumerated() {
      let place = expansions[framed.expansion].source.place(of: framed.fault.range)
      var diagnostic = framed.fault.fault.diagnostic(at: place)
      var offset = framed.fault.range.lowerBound
      var inside = framed.expansion
      while inside > 0 {
        let expansion = expansions[inside]
        let caller = expansion.caller.expansion
        let use = expansions[caller].source.place(of: expansion.use)
        diagnostic.notes.append(Diagnostic.Note("'\(expansion.name)' is asked for here", at: use))
        offset = expansion.use.lowerBound
        inside = caller
      }
      if !keyed.contains(where: { $0.diagnostic == diagnostic }) {
        keyed.append((offset, index, diagnostic))
      }
    }
    return keyed.sorted { ($0.offset, $0.index) < ($1.offset, $1.index) }.map(\.diagnostic)
  }
}
