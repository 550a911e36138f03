import Balancing

/// A random small problem with many ties, and random options.
struct RandomCase {
  var score: [Double]
  var treated: [Bool]
  var calipers: [CovariateCaliper] = []
  var exact: [ExactColumn] = []
  var antiexact: [ExactColumn] = []
  var options: NearestMatching.Options

  /// With `distinct` no two scores, and no two distances, are equal.
  init(seed: Int, distinct: Bool = false) {
    var random = TestGenerator(seed)
    let n = 4 + random.below(40)
    let grid = [2, 5, 11, 60][random.below(4)]
    let share = [0.2, 0.5, 0.8][random.below(3)]
    score = (0..<n).map { _ in
      distinct ? random.uniform() : Double(random.below(grid)) / 8 - 1
    }
    treated = (0..<n).map { _ in random.happens(share) }
    treated[0...3] = [true, false, true, false]
    if random.happens(0.3) {
      let codes = (0..<n).map { _ in random.below(3) - 1 }
      exact.append(ExactColumn("centre", codes))
    }
    if random.happens(0.2) {
      let codes = (0..<n).map { _ in random.below(2) }
      exact.append(ExactColumn("sex", codes))
    }
    if random.happens(0.3) {
      let values = (0..<n).map { _ in Double(random.below(6)) }
      calipers.append(CovariateCaliper("age", values, width: Double(random.below(3))))
    }
    options = NearestMatching.Options(
      estimand: random.happens(0.5) ? .att : .atc, ratio: 1 + random.below(4),
      order: MatchingOrder.allCases[random.below(MatchingOrder.allCases.count)])
    if random.happens(0.5) {
      options.caliper = [0, 0.125, 0.3, 1][random.below(4)]
      options.caliperScale = CaliperScale.allCases[random.below(3)]
    }
    if random.happens(0.2) { options.replace = true }
    if random.happens(0.2) { options.reuse = 1 + random.below(4) }
    if random.happens(0.2) {
      antiexact.append(ExactColumn("ward", (0..<n).map { _ in random.below(3) }))
    }
    if options.ratio > 1, random.happens(0.3) {
      options.minControls = 1 + random.below(options.ratio - 1)
      options.maxControls = options.ratio + 1 + random.below(3)
    }
  }

  func matching(seed: Int = 1) throws -> NearestMatching {
    var generator = TestGenerator(seed)
    return try NearestMatching(
      score: score, treated: treated, calipers: calipers, exact: exact, antiexact: antiexact,
      options: options,
      using: &generator)
  }

  /// The same patients in another order; `order[i]` is the old row of the new row i.
  func permuted(_ order: [Int]) -> RandomCase {
    var other = self
    other.score = order.map { score[$0] }
    other.treated = order.map { treated[$0] }
    other.calipers = calipers.map { caliper in
      CovariateCaliper(caliper.name, order.map { caliper.values[$0] }, width: caliper.width)
    }
    func permute(_ column: ExactColumn) -> ExactColumn {
      ExactColumn(column.name, order.map { column.codes[$0] })
    }
    other.exact = exact.map(permute)
    other.antiexact = antiexact.map(permute)
    return other
  }
}
