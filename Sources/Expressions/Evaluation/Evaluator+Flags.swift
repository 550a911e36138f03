private import Tables

extension Evaluator {
  /// Truth in three values.
  mutating func truths(_ node: FlagNode, _ active: ActiveRows) -> [UInt8] {
    switch node {
    case .constant(let value):
      return [UInt8](repeating: value ? Truth.yes : Truth.no, count: count)
    case .missing: return [UInt8](repeating: Truth.missing, count: count)
    case .column(let name): return rows.truths(name)
    case .slot(let index): return rows.truths(slot: index)
    case .inner(let index): return rows.truths(inner: index)
    case .not(let operand): return truths(operand, active).map { Truth.not($0) }
    case .and(let left, let right):
      var result = truths(left, active)
      let other = truths(right, .except(active, truths: result, are: Truth.no))
      for row in result.indices { result[row] = Truth.and(result[row], other[row]) }
      return result
    case .or(let left, let right):
      var result = truths(left, active)
      let other = truths(right, .except(active, truths: result, are: Truth.yes))
      for row in result.indices { result[row] = Truth.or(result[row], other[row]) }
      return result
    case .choose(let condition, let first, let second):
      return choose(condition, first, second, active)
    default: return test(node, active)
    }
  }

  private mutating func test(_ node: FlagNode, _ active: ActiveRows) -> [UInt8] {
    switch node {
    case .numbers(let comparison, let left, let right):
      return Self.compare(comparison, numbers(left, active), numbers(right, active))
    case .within(let value, let low, let high):
      return Self.within(numbers(value, active), numbers(low, active), numbers(high, active))
    case .sameFlags(let left, let right):
      return Self.same(truths(left, active), truths(right, active))
    case .sameTexts(let left, let right):
      return texts(left, active).equal(to: texts(right, active))
    case .oneOfNumbers(let value, let elements):
      let values = numbers(value, active)
      return anyOf(elements.map { Self.compare(.equal, values, numbers($0, active)) })
    case .oneOfTexts(let value, let constants, let others):
      let values = texts(value, active)
      let first = values.isOne(of: Set(constants))
      return anyOf([first] + others.map { values.equal(to: texts($0, active)) })
    case .includes(let list, let name):
      return texts(list, active).includes(texts(name, active))
    case .numberIsMissing(let operand):
      return Self.areMissing(numbers(operand, active))
    case .flagIsMissing(let operand):
      return truths(operand, active).map {
        $0 == Truth.undecided ? $0 : $0 == Truth.missing ? Truth.yes : Truth.no
      }
    case .textIsMissing(let operand):
      return texts(operand, active).missingTruths
    default: return [UInt8](repeating: Truth.missing, count: count)
    }
  }

  private mutating func choose(
    _ condition: FlagNode, _ first: FlagNode, _ second: FlagNode, _ active: ActiveRows
  ) -> [UInt8] {
    let test = truths(condition, active)
    var result = truths(first, .only(active, truths: test, are: Truth.yes))
    let other = truths(second, .only(active, truths: test, are: Truth.no))
    for row in test.indices where test[row] != Truth.yes {
      result[row] = test[row] == Truth.no ? other[row] : test[row]
    }
    return result
  }

  private func anyOf(_ tests: [[UInt8]]) -> [UInt8] {
    var result = [UInt8](repeating: Truth.no, count: count)
    for test in tests {
      for row in result.indices { result[row] = Truth.or(result[row], test[row]) }
    }
    return result
  }

  private static func areMissing(_ numbers: Numbers) -> [UInt8] {
    var result = numbers.low.map { $0.isNaN ? Truth.yes : Truth.no }
    if !numbers.areKnown {
      for row in result.indices where !numbers[row].isMissing && numbers.high[row].isNaN {
        result[row] = Truth.undecided
      }
    }
    return result
  }

  private static func compare(_ comparison: Comparison, _ a: Numbers, _ b: Numbers) -> [UInt8] {
    guard a.areKnown, b.areKnown else {
      return a.low.indices.map { Interval.compare(comparison, a[$0], b[$0]) }
    }
    return compare(comparison, a.low, b.low)
  }

  private static func compare(_ comparison: Comparison, _ a: [Double], _ b: [Double]) -> [UInt8] {
    var result = [UInt8](repeating: Truth.no, count: a.count)
    switch comparison {
    case .equal: for row in a.indices where a[row] == b[row] { result[row] = Truth.yes }
    case .notEqual: for row in a.indices where a[row] != b[row] { result[row] = Truth.yes }
    case .less: for row in a.indices where a[row] < b[row] { result[row] = Truth.yes }
    case .lessOrEqual: for row in a.indices where a[row] <= b[row] { result[row] = Truth.yes }
    case .greater: for row in a.indices where a[row] > b[row] { result[row] = Truth.yes }
    case .greaterOrEqual: for row in a.indices where a[row] >= b[row] { result[row] = Truth.yes }
    }
    for row in a.indices where a[row].isNaN || b[row].isNaN { result[row] = Truth.missing }
    return result
  }

  /// `low <= value and value <= high`, so that one end that is missing can still decide.
  private static func within(_ a: Numbers, _ low: Numbers, _ high: Numbers) -> [UInt8] {
    var result = compare(.lessOrEqual, low, a)
    let below = compare(.lessOrEqual, a, high)
    for row in result.indices { result[row] = Truth.and(result[row], below[row]) }
    return result
  }

  private static func same(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: Truth.missing, count: a.count)
    for row in a.indices where a[row] != Truth.missing && b[row] != Truth.missing {
      let isOpen = a[row] == Truth.undecided || b[row] == Truth.undecided
      result[row] = isOpen ? Truth.undecided : a[row] == b[row] ? Truth.yes : Truth.no
    }
    return result
  }
}
