import LinearAlgebra
import Survival
import TestSupport

/// Small data drawn from everything that goes wrong: times that are tied, zero, negative, missing or
/// of extreme size, arms that are empty, no events, weights, clusters, strata and entries of every
/// kind, columns that are constant, collinear, separating or out of scale.
struct DegenerateData {
  let count: Int
  let unit: Double
  var time: [Double] = []
  var entry: [Double]?
  var event: [Bool] = []
  var cause: [Int] = []
  let causes: Int
  var weights: Weights?
  var cluster: [Int]?
  var strata: [Int]?
  var groups: [Int] = []
  let groupCount: Int
  var columns: [[Double]] = []
  /// Times to ask for.
  var asked: [Double] = []

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    func uniform() -> Double { Double.random(in: 0..<1, using: &random) }
    func chance(_ share: Double) -> Bool { uniform() < share }
    func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
    let n = [1, 2, 3, 5, 8, 13, 30, 100][below(8)]
    count = n
    unit = chance(0.6) ? 1 : pick([1e-300, 1e-150, 1e-20, 1e-7, 1e7, 1e20, 1e150, 1e300])
    let form = below(5)
    let grid = Double(pick([1, 2, 5, 50, 1000]))
    for _ in 0..<n {
      switch form {
      case 0: time.append(unit)
      case 1: time.append((uniform() * grid).rounded(.down) * unit)
      case 2: time.append(uniform() * grid * unit)
      case 3: time.append(unit * (1 + pick([0, 1e-16, 1e-12, 1e-9, 1e-8]) * uniform()))
      default: time.append(pick([0, 1e-300, 1e-8, 1, 1e8, 1e300]) * uniform())
      }
    }
    if chance(0.3) {
      entry = time.map { chance(0.5) ? 0 : $0 * uniform() }
      if chance(0.5) { for i in 0..<n where chance(0.5) { entry?[i] = time[below(n)] } }
    }
    let share = pick([0, 0.1, 0.5, 0.9, 1])
    causes = 1 + below(3)
    for _ in 0..<n { cause.append(chance(share) ? 1 + below(causes) : 0) }
    event = cause.map { $0 == 1 }
    if chance(0.5) {
      let size = pick([1, 1, 1e-59, 1e59, 1e-6, 1e6])
      let kind = pick(WeightKind.allCases)
      weights = Weights(
        (0..<n).map { _ in
          kind == .frequency
            ? Double(pick([0, 1, 1, 2, n < 10 ? 100 : 7]))
            : chance(0.1) ? 0 : chance(0.1) ? uniform() * 1e-6 * size : uniform() * size
        }, kind: kind)
    }
    if chance(0.4) { cluster = (0..<n).map { _ in below(1 + n / 2) - 1 } }
    if chance(0.3) { strata = (0..<n).map { _ in below(3) } }
    groupCount = pick([1, 2, 2, 2, 3])
    let only = chance(0.2)
    groups = (0..<n).map { i in
      only ? 0 : chance(0.1) ? (cause[i] > 0 ? groupCount - 1 : 0) : below(groupCount)
    }
    for j in 0...below(3) {
      let size = pick([1, 1, 1, 1e-8, 1e8, 1e-300, 1e300])
      let form = below(7)
      columns.append(
        (0..<n).map { i in
          switch form {
          case 0: Double(groups[i]) * size
          case 1: size
          case 2: event[i] ? size : 0
          case 3: j > 0 ? -2 * columns[0][i] : size * uniform()
          case 4: size * time[i] / unit
          case 5: chance(0.05) ? 1e6 * size : size * uniform()
          default: size * (uniform() - 0.5)
          }
        })
    }
    for row in 0..<n where chance(0.01) {
      let wrong = pick([-1, .nan, .infinity, -.infinity, -0.0])
      switch below(5) {
      case 0: time[row] = wrong
      case 1: entry?[row] = wrong
      case 2:
        weights.map { old in
          var values = old.values
          values[row] = wrong
          weights = Weights(values, kind: old.kind)
        }
      default: columns[0][row] = wrong
      }
    }
    asked = [0, unit, unit * grid / 2, time[below(n)], pick([-1, .nan, .infinity, 1e300])]
  }

  func data() throws(SurvivalError) -> SurvivalData {
    try SurvivalData(
      time: time, event: event, entry: entry, weights: weights, cluster: cluster, strata: strata)
  }

  func competing() throws(SurvivalError) -> CompetingRisks {
    try CompetingRisks(
      time: time, cause: cause, causes: causes, entry: entry, weights: weights, cluster: cluster,
      strata: strata)
  }

  /// Stays of the same people: ill after part of their time or not at all, then dead or not.
  func history() throws(SurvivalError) -> StateHistory {
    try StateHistory.illnessDeath(
      illness: time.indices.map { groups[$0] == 0 ? nil : time[$0] / 2 }, end: time,
      died: event, weights: weights)
  }

  var matrix: Matrix { Matrix(columns: columns) }
}
