/// An interval that may hold probability; where in it the probability lies the data cannot say.
public struct TurnbullInterval: Sendable, Equatable {
  /// Where it starts.
  public let lower: Double
  /// Where it ends, itself included; infinite if after all follow-up.
  public let upper: Double
  /// Whether the start belongs to it: a single point, or an interval from time 0.
  public let includesLower: Bool

  /// Whether it is an exact time.
  public var isPoint: Bool { lower == upper }
}

/// The Turnbull intervals of data, and which of them each row may have had its event in.
///
/// They are the maximal intersections of the rows: from a lower bound to an upper bound with no
/// other bound between. Outside of them no maximum of the likelihood has any probability. Those
/// inside a row follow each other, so that a row is a first and a last one; rows that agree in both are
/// one pattern. Turnbull 1976, doi:10.1111/j.2517-6161.1976.tb01597.x; Peto 1973,
/// doi:10.2307/2346307.
struct TurnbullPatterns: Sendable {
  private(set) var intervals: [TurnbullInterval] = []
  /// The first interval of each pattern.
  private(set) var first: [Int] = []
  /// The last interval of each pattern.
  private(set) var last: [Int] = []
  /// The weight of each pattern.
  private(set) var weight: [Double] = []
  /// The weight of all.
  let total: Double

  /// - Complexity: O(n) by radix sort.
  init(_ data: TurnbullData) {
    let rows = data.lower.indices.filter { (data.weights?.values[$0] ?? 1) > 0 }
    let closed = rows.filter { data.lower[$0] == 0 || data.lower[$0] == data.upper[$0] }
    let open = rows.filter { data.lower[$0] > 0 && data.lower[$0] != data.upper[$0] }
    // At equal times closed lower bounds come first, then upper bounds, then open lower bounds.
    let values =
      closed.map { data.lower[$0] } + rows.map { data.upper[$0] } + open.map { data.lower[$0] }
    let owners = closed + rows + open
    let uppers = closed.count..<closed.count + rows.count
    var range = [(first: Int, last: Int)](repeating: (0, 0), count: data.count)
    var start: (value: Double, isClosed: Bool)?
    let order = RadixOrder.ascending(values)
    for (end, value) in zip(order.rows, order.values) {
      if uppers.contains(end) {
        if let found = start {
          intervals.append(
            TurnbullInterval(lower: found.value, upper: value, includesLower: found.isClosed))
          start = nil
        }
        range[owners[end]].last = intervals.count - 1
      } else {
        range[owners[end]].first = intervals.count
        start = (value, end < closed.count)
      }
    }
    var total = CompensatedSum()
    for row in rows { total += data.weights?.values[row] ?? 1 }
    self.total = total.value
    collect(rows, range, data.weights?.values)
  }

  private mutating func collect(
    _ rows: [Int], _ range: [(first: Int, last: Int)], _ weights: [Double]?
  ) {
    var keys = rows.map { UInt64(range[$0].first * intervals.count + range[$0].last) }
    var order = rows
    RadixOrder.sort(&keys, &order)
    for i in order.indices {
      let row = order[i]
      if i == 0 || keys[i] != keys[i - 1] {
        first.append(range[row].first)
        last.append(range[row].last)
        weight.append(0)
      }
      weight[weight.count - 1] += weights?[row] ?? 1
    }
  }

  /// The number of patterns.
  var count: Int { first.count }
}
