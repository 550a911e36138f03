extension TypedExpression {
  /// What is read to decide which days count, and is no such day itself: what stands behind `if`,
  /// and what conditions on rows ask of other rows but for their dates.
  ///
  /// - Parameter context: what is said of columns.
  /// - Returns: the readings.
  /// - Complexity: O(length of the text · depth of its conditions).
  public func readsThatDecide(_ context: KnowledgeContext) -> [TimedRead] {
    var reader = DecidingReader(reader: KnowledgeReader(plan: plan, context: context))
    if case .number(let number, _) = node { reader.add(number) }
    return reader.reads
  }
}

/// Collects what decides which days count.
private struct DecidingReader {
  let reader: KnowledgeReader
  var reads: [TimedRead] = []

  mutating func add(_ node: NumberNode) {
    switch node {
    case .choose(let test, let first, let second):
      reads += reader.flag(test, KnowledgeReader.Scope()).reads
      add(first)
      add(second)
    case .combine(_, let parts): for part in parts { add(part) }
    case .arithmetic(_, let left, let right, at: _), .between(let left, let right):
      add(left)
      add(right)
    case .slot(let index): add(reader.plan.steps[index])
    case .constant, .column, .missing, .negate, .apply, .inner: return
    }
  }

  private mutating func add(_ step: PlanStep) {
    switch step {
    case .value(.number(let node, _)): add(node)
    case .events(let aggregate):
      if let condition = aggregate.condition { add(condition, of: aggregate) }
      if case .number(let value, _) = aggregate.value { add(value, of: aggregate) }
    case .value: return
    }
  }

  private mutating func add(_ node: NumberNode, of aggregate: Aggregate) {
    guard case .choose(let test, let first, let second) = node else { return }
    add(test, of: aggregate)
    add(first, of: aggregate)
    add(second, of: aggregate)
  }

  /// Dates of other rows say when; whether there are rows, how many, and what stands in them decide.
  private mutating func add(_ node: FlagNode, of aggregate: Aggregate) {
    switch node {
    case .not(let inner): add(inner, of: aggregate)
    case .and(let left, let right), .or(let left, let right), .sameFlags(let left, let right):
      add(left, of: aggregate)
      add(right, of: aggregate)
    case .choose(let test, let first, let second):
      for part in [test, first, second] { add(part, of: aggregate) }
    case .slot(let index): addSlot(index, of: aggregate)
    case .inner(let index): addInner(index, of: aggregate)
    case .sameTexts(let left, let right): for text in [left, right] { add(text, of: aggregate) }
    case .oneOfTexts(let text, constants: _, _): add(text, of: aggregate)
    case .numbers(_, let left, let right):
      for number in [left, right] {
        switch number {
        case .inner(let index) where !aggregate.inner[index].isDate: addInner(index, of: aggregate)
        case .slot(let index) where !aggregate.slots[index].isDate: addSlot(index, of: aggregate)
        default: continue
        }
      }
    default: return
    }
  }

  private mutating func add(_ text: TextNode, of aggregate: Aggregate) {
    switch text {
    case .slot(let index): addSlot(index, of: aggregate)
    case .inner(let index): addInner(index, of: aggregate)
    case .constant, .column, .missing, .choose: return
    }
  }

  private mutating func addSlot(_ index: Int, of aggregate: Aggregate) {
    reads += reader.value(aggregate.slots[index], KnowledgeReader.Scope()).reads
  }

  private mutating func addInner(_ index: Int, of aggregate: Aggregate) {
    let scope = KnowledgeReader.Scope(aggregate: aggregate, time: aggregate.time)
    reads += reader.aggregate(aggregate.inner[index], .open, around: scope).reads
  }
}

extension Aggregate {
  /// Whether it is a day.
  fileprivate var isDate: Bool {
    if case .number(_, .date) = value { operation.isOfRows } else { false }
  }
}

extension TypedNode {
  fileprivate var isDate: Bool {
    if case .number(_, .date) = self { true } else { false }
  }
}

extension Aggregate.Operation {
  /// Whether it is a value of rows, and not whether or how many there are.
  fileprivate var isOfRows: Bool {
    switch self {
    case .any, .all, .count, .sum: false
    case .combine, .first, .last, .nearest, .single, .each: true
    }
  }
}
