internal import Diagnostics
private import Foundation
private import Tables

extension Evaluator {
  /// Numbers, NaN where missing and never infinite.
  mutating func numbers(_ node: NumberNode, _ active: ActiveRows) -> [Double] {
    switch node {
    case .constant(let value): return [Double](repeating: value, count: count)
    case .missing: return [Double](repeating: .nan, count: count)
    case .column(let name): return numbers(ofColumn: name)
    case .negate(let operand): return numbers(operand, active).map { -$0 }
    case .arithmetic(let operation, let left, let right, let place):
      let a = numbers(left, active)
      let b = numbers(right, active)
      var result = Self.compute(operation, a, b)
      settle(&result, operation, a, b, active, at: place)
      return result
    case .apply(let function, let operand, let place):
      let operands = numbers(operand, active)
      var result = Self.compute(function, operands)
      settle(&result, function, operands, active, at: place)
      return result
    case .combine(let combination, let parts):
      var result: [Double] = []
      for part in parts {
        let next = numbers(part, active)
        if result.isEmpty { result = next } else { Self.combine(combination, &result, next) }
      }
      return result
    case .choose(let condition, let first, let second):
      return choose(condition, first, second, active)
    }
  }

  private func numbers(ofColumn name: String) -> [Double] {
    guard let column = table[name] else { return [Double](repeating: .nan, count: count) }
    var result: [Double]
    switch column.values {
    case .number(let values): result = values.map { $0.isFinite ? $0 : .nan }
    case .integer(let values): result = values.map(Double.init)
    case .date(let values): result = values.map(Double.init)
    case .category, .flag, .text: return [Double](repeating: .nan, count: count)
    }
    if column.missing.any {
      for row in result.indices where column.missing[row] { result[row] = .nan }
    }
    return result
  }

  private mutating func choose(
    _ condition: FlagNode, _ first: NumberNode, _ second: NumberNode, _ active: ActiveRows
  ) -> [Double] {
    let test = truths(condition, active)
    var result = numbers(first, .only(active, truths: test, are: Truth.yes))
    let other = numbers(second, .only(active, truths: test, are: Truth.no))
    for row in test.indices where test[row] != Truth.yes {
      result[row] = test[row] == Truth.no ? other[row] : .nan
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
  private static func nearestDay(_ days: Double) -> Double {
    let day = (days + 0.5).rounded(.down)
    return day < firstDay || day > lastDay ? .infinity : day
  }

  private mutating func settle(
    _ result: inout [Double], _ operation: Arithmetic, _ a: [Double], _ b: [Double],
    _ active: ActiveRows, at place: Place?
  ) {
    for row in result.indices where !result[row].isFinite {
      result[row] = .nan
      guard !a[row].isNaN, !b[row].isNaN, active.contains(row) else { continue }
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

  private static func compute(_ function: UnaryFunction, _ a: [Double]) -> [Double] {
    switch function {
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
    days.isNaN ? days : Double(part(CalendarDate(daysSince1970: Int(days))))
  }

  private mutating func settle(
    _ result: inout [Double], _ function: UnaryFunction, _ a: [Double], _ active: ActiveRows,
    at place: Place?
  ) {
    for row in result.indices where !result[row].isFinite {
      result[row] = .nan
      guard !a[row].isNaN, active.contains(row) else { continue }
      let failure: Failure =
        switch function {
        case .squareRoot: .root
        case .logarithm, .logarithm10, .logarithm2: .logarithm
        default: .tooLarge
        }
      failures.add(failure, row: row, at: place)
    }
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
