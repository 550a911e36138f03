private import Foundation
private import Tables

/// What is known of one number: the number, two ends it lies between, that it is missing, or nothing.
///
/// A number that is known has equal ends. One that is missing has NaN at both; one of which not
/// even that is known is undecided, and has NaN at its upper end alone.
struct Interval {
  let low: Double
  let high: Double

  static let missing = Interval(low: .nan, high: .nan)
  static let undecided = Interval(low: -.infinity, high: .nan)

  var isMissing: Bool { low.isNaN }
  /// Whether it is open what the number is, or if there is one.
  var isOpen: Bool { !low.isNaN && low != high }

  /// Ends as a computation gave them; undecided unless both are finite.
  static func between(_ low: Double, _ high: Double) -> Interval {
    low.isFinite && high.isFinite ? Interval(low: low, high: high) : .undecided
  }
}

/// Numbers of rows, most of them known exactly.
struct Numbers {
  /// The numbers, or the lower ends of intervals; see ``Interval``.
  var low: [Double]
  /// The upper ends; empty where every number is known or missing.
  var high: [Double]

  init(_ known: [Double]) {
    low = known
    high = []
  }

  /// Ends of intervals; the upper ones are dropped where they say nothing new.
  init(low: [Double], high: [Double]) {
    self.low = low
    let isOpen = low.indices.contains { !low[$0].isNaN && low[$0] != high[$0] }
    self.high = isOpen ? high : []
  }

  var count: Int { low.count }

  var areKnown: Bool { high.isEmpty }

  subscript(row: Int) -> Interval {
    Interval(low: low[row], high: high.isEmpty ? low[row] : high[row])
  }

  /// Whether it is open what the number of a row is.
  func isOpen(_ row: Int) -> Bool { !high.isEmpty && self[row].isOpen }

  mutating func set(_ row: Int, _ interval: Interval) {
    if high.isEmpty {
      if !interval.isOpen {
        low[row] = interval.low
        return
      }
      high = low
    }
    low[row] = interval.low
    high[row] = interval.high
  }
}

extension Interval {
  /// What an operation gives where one operand at least is open and none is missing.
  static func compute(_ operation: Arithmetic, _ a: Interval, _ b: Interval) -> Interval {
    switch operation {
    case .add: .between(a.low + b.low, a.high + b.high)
    case .subtract: .between(a.low - b.high, a.high - b.low)
    case .later: day(a.low + b.low, a.high + b.high)
    case .earlier: day(a.low - b.high, a.high - b.low)
    case .multiply: hull(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
    case .divide:
      b.low > 0 || b.high < 0
        ? hull(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high) : .undecided
    case .power: .undecided
    }
  }

  private static func day(_ low: Double, _ high: Double) -> Interval {
    .between(Evaluator.nearestDay(low), Evaluator.nearestDay(high))
  }

  private static func hull(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Interval {
    guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return .undecided }
    return Interval(low: min(a, b, c, d), high: max(a, b, c, d))
  }

  /// What a function of an open number gives.
  static func compute(_ function: UnaryFunction, _ a: Interval) -> Interval {
    guard !a.high.isNaN else { return .undecided }
    switch function {
    case .absolute:
      let far = max(abs(a.low), abs(a.high))
      return .between(a.low <= 0 && a.high >= 0 ? 0 : min(abs(a.low), abs(a.high)), far)
    case .squareRoot: return a.low < 0 ? .undecided : rising(a) { $0.squareRoot() }
    case .logarithm: return a.low <= 0 ? .undecided : rising(a) { log($0) }
    case .logarithm10: return a.low <= 0 ? .undecided : rising(a) { log10($0) }
    case .logarithm2: return a.low <= 0 ? .undecided : rising(a) { log2($0) }
    case .exponential: return rising(a) { exp($0) }
    case .round: return rising(a) { $0.rounded(.toNearestOrAwayFromZero) }
    case .floor: return rising(a) { $0.rounded(.down) }
    case .ceiling: return rising(a) { $0.rounded(.up) }
    case .year, .month, .day: return part(function, a)
    }
  }

  private static func rising(_ a: Interval, _ function: (Double) -> Double) -> Interval {
    .between(function(a.low), function(a.high))
  }

  private static func part(_ function: UnaryFunction, _ a: Interval) -> Interval {
    guard a.low.isFinite, a.high.isFinite else { return .undecided }
    let (first, last) = (Evaluator.date(a.low), Evaluator.date(a.high))
    if function == .year { return Interval(low: Double(first.year), high: Double(last.year)) }
    let isOneYear = first.year == last.year
    if function == .month {
      return isOneYear
        ? Interval(low: Double(first.month), high: Double(last.month)) : Interval(low: 1, high: 12)
    }
    return isOneYear && first.month == last.month
      ? Interval(low: Double(first.day), high: Double(last.day)) : Interval(low: 1, high: 31)
  }

  /// One of two numbers, of which either may be missing or open.
  static func combine(_ combination: Combination, _ a: Interval, _ b: Interval) -> Interval {
    switch combination {
    case .minimum, .maximum:
      if a.isMissing || b.isMissing { return .missing }
      if a.high.isNaN || b.high.isNaN { return .undecided }
      return combination == .minimum
        ? Interval(low: min(a.low, b.low), high: min(a.high, b.high))
        : Interval(low: max(a.low, b.low), high: max(a.high, b.high))
    case .earliest, .latest:
      if a.isMissing { return b }
      if b.isMissing { return a }
      if a.high.isNaN && b.high.isNaN { return .undecided }
      if a.high.isNaN || b.high.isNaN {
        let known = a.high.isNaN ? b : a
        return combination == .earliest
          ? Interval(low: -.infinity, high: known.high)
          : Interval(low: known.low, high: .infinity)
      }
      return combination == .earliest
        ? Interval(low: min(a.low, b.low), high: min(a.high, b.high))
        : Interval(low: max(a.low, b.low), high: max(a.high, b.high))
    }
  }
}

extension Interval {
  /// Whether a comparison holds, where both may be open or missing.
  static func compare(_ comparison: Comparison, _ a: Interval, _ b: Interval) -> UInt8 {
    if a.isMissing || b.isMissing { return Truth.missing }
    let (isTrue, isFalse) =
      switch comparison {
      case .less: (a.high < b.low, a.low >= b.high)
      case .lessOrEqual: (a.high <= b.low, a.low > b.high)
      case .greater: (a.low > b.high, a.high <= b.low)
      case .greaterOrEqual: (a.low >= b.high, a.high < b.low)
      case .equal: (isSame(a, b), isApart(a, b))
      case .notEqual: (isApart(a, b), isSame(a, b))
      }
    return isTrue ? Truth.yes : isFalse ? Truth.no : Truth.undecided
  }

  private static func isSame(_ a: Interval, _ b: Interval) -> Bool {
    a.low == a.high && b.low == b.high && a.low == b.low
  }

  private static func isApart(_ a: Interval, _ b: Interval) -> Bool {
    a.high < b.low || a.low > b.high
  }
}
