internal import Diagnostics
private import Foundation
internal import Tables

extension Evaluator {
  /// Numbers, NaN where missing, infinite only at an end that is open.
  mutating func numbers(_ node: NumberNode, _ active: ActiveRows) -> Numbers {
    switch node {
    case .constant(let value): return Numbers([Double](repeating: value, count: count))
    case .missing: return Numbers([Double](repeating: .nan, count: count))
    case .column(let name): return rows.numbers(name)
    case .slot(let index): return rows.numbers(slot: index)
    case .inner(let index): return rows.numbers(inner: index)
    case .between(let low, let high):
      return Self.between(numbers(low, active), numbers(high, active))
    case .negate(let operand): return Self.negated(numbers(operand, active))
    case .arithmetic(let operation, let left, let right, let place):
      let a = numbers(left, active)
      let b = numbers(right, active)
      var result = Numbers(Self.compute(operation, a.low, b.low))
      settle(&result.low, operation, a, b, active, at: place)
      if !a.areKnown || !b.areKnown {
        for row in 0..<count where a.isOpen(row) || b.isOpen(row) {
          let (x, y) = (a[row], b[row])
          result.set(
            row, x.isMissing || y.isMissing ? .missing : Interval.compute(operation, x, y))
        }
      }
      return result
    case .apply(let function, let operand, let place):
      let operands = numbers(operand, active)
      var result = Numbers(Self.compute(function, operands))
      settle(&result.low, function, operands, active, at: place)
      if !operands.areKnown {
        for row in 0..<count where operands.isOpen(row) {
          result.set(row, Interval.compute(function, operands[row]))
        }
      }
      return result
    case .combine(let combination, let parts):
      var result: Numbers?
      for part in parts {
        let next = numbers(part, active)
        result = result.map { Self.combine(combination, $0, next) } ?? next
      }
      return result ?? Numbers([Double](repeating: .nan, count: count))
    case .choose(let condition, let first, let second):
      return choose(condition, first, second, active)
    }
  }

  private mutating func choose(
    _ condition: FlagNode, _ first: NumberNode, _ second: NumberNode, _ active: ActiveRows
  ) -> Numbers {
    let test = truths(condition, active)
    var result = numbers(first, .only(active, truths: test, are: Truth.yes))
    let other = numbers(second, .only(active, truths: test, are: Truth.no))
    for row in test.indices where test[row] != Truth.yes {
      let interval: Interval =
        switch test[row] {
        case Truth.no: other[row]
        case Truth.undecided: .undecided
        default: .missing
        }
      result.set(row, interval)
    }
    return result
  }

  /// What lies between two numbers, and is no further known; missing where there is nothing between.
  private static func between(_ low: Numbers, _ high: Numbers) -> Numbers {
    var result = Numbers([Double](repeating: .nan, count: low.count))
    for row in low.low.indices {
      let (a, b) = (low[row], high[row])
      if a.isMissing || b.isMissing || a.low > b.high { continue }
      result.set(row, a.high.isNaN || b.high.isNaN ? .undecided : .between(a.low, b.high))
    }
    return result
  }

  private static func negated(_ a: Numbers) -> Numbers {
    let ends = a.low.map { -$0 }
    guard !a.areKnown else { return Numbers(ends) }
    var result = Numbers(ends)
    for row in ends.indices where a.isOpen(row) {
      let high = a.high[row]
      result.set(row, high.isNaN ? .undecided : Interval(low: -high, high: ends[row]))
    }
    return result
  }

  private static func compute(_ operation: Arithmetic, _ a: [Double], _ b: [Double]) -> [Double] {
    var result = a
    switch operation {
    case .add: for row in result.indices { result[row] += b[row] }
    case .subtract: for row in result.indices { result[row] -= b[row] }
    case .multiply: for row in result.indices { result[row] *= b[row] }
    case .divide: for row in result.indices { result[row] /= b[row] }
    case .later: for row in result.indices { result[row] = nearestDay(a[row] + b[row]) }
    case .earlier: for row in result.indices { result[row] = nearestDay(a[row] - b[row]) }
    case .power:
      for row in result.indices {
        result[row] = a[row].isNaN || b[row].isNaN ? .nan : pow(a[row], b[row])
      }
    }
    return result
  }

  private static let firstDay = -719_162.0
  private static let lastDay = 2_932_896.0

  /// The nearest whole day, halves up; infinite outside the years 1 to 9999.
  static func nearestDay(_ days: Double) -> Double {
    let day = (days + 0.5).rounded(.down)
    return day < firstDay || day > lastDay ? .infinity : day
  }

  private mutating func settle(
    _ result: inout [Double], _ operation: Arithmetic, _ left: Numbers, _ right: Numbers,
    _ active: ActiveRows, at place: Place?
  ) {
    let (a, b) = (left.low, right.low)
    for row in result.indices where !result[row].isFinite {
      result[row] = .nan
      guard !a[row].isNaN, !b[row].isNaN, !left.isOpen(row), !right.isOpen(row),
        active.contains(row)
      else { continue }
      let failure: Failure =
        switch operation {
        case .divide where b[row] == 0: .divisionByZero
        case .power where a[row] == 0: .divisionByZero
        case .power where a[row] < 0 && b[row] != b[row].rounded(): .power
        case .later, .earlier: .dateOutOfRange
        default: .tooLarge
        }
      failures.add(failure, row: row, at: place)
    }
  }

  private static func compute(_ function: UnaryFunction, _ operands: Numbers) -> [Double] {
    let a = operands.low
    return switch function {
    case .absolute: a.map { abs($0) }
    case .squareRoot: a.map { $0.squareRoot() }
    case .logarithm: a.map { log($0) }
    case .logarithm10: a.map { log10($0) }
    case .logarithm2: a.map { log2($0) }
    case .exponential: a.map { exp($0) }
    case .round: a.map { $0.rounded(.toNearestOrAwayFromZero) }
    case .floor: a.map { $0.rounded(.down) }
    case .ceiling: a.map { $0.rounded(.up) }
    case .year: a.map { part(of: $0) { $0.year } }
    case .month: a.map { part(of: $0) { $0.month } }
    case .day: a.map { part(of: $0) { $0.day } }
    }
  }

  @inline(__always)
  private static func part(of days: Double, _ part: (CalendarDate) -> Int) -> Double {
    days.isFinite ? Double(part(date(days))) : .nan
  }

  static func date(_ days: Double) -> CalendarDate { CalendarDate(daysSince1970: Int(days)) }

  private mutating func settle(
    _ result: inout [Double], _ function: UnaryFunction, _ operands: Numbers,
    _ active: ActiveRows, at place: Place?
  ) {
    let a = operands.low
    for row in result.indices where !result[row].isFinite {
      result[row] = .nan
      guard !a[row].isNaN, !operands.isOpen(row), active.contains(row) else { continue }
      let failure: Failure =
        switch function {
        case .squareRoot: .root
        case .logarithm, .logarithm10, .logarithm2: .logarithm
        default: .tooLarge
        }
      failures.add(failure, row: row, at: place)
    }
  }

  private static func combine(_ combination: Combination, _ a: Numbers, _ b: Numbers) -> Numbers {
    var result = a
    if a.areKnown, b.areKnown {
      combine(combination, &result.low, b.low)
    } else {
      for row in a.low.indices {
        result.set(row, Interval.combine(combination, a[row], b[row]))
      }
    }
    return result
  }

  private static func combine(
    _ combination: Combination, _ result: inout [Double], _ next: [Double]
  ) {
    let takesLess = combination == .minimum || combination == .earliest
    let skipsMissing = combination == .earliest || combination == .latest
    for row in result.indices {
      let a = result[row]
      let b = next[row]
      if a.isNaN || b.isNaN {
        result[row] = skipsMissing ? (a.isNaN ? b : a) : .nan
      } else {
        result[row] = (b < a) == takesLess ? b : a
      }
    }
  }
}
