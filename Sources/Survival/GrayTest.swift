internal import LinearAlgebra

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Gray's test of equal cumulative incidence of one cause in k groups, within strata.
///
/// In group r let n_r be at risk just before t, S_r the probability of being free of all causes and
/// F_r the cumulative incidence, both just before t, Q_r = n_r/S_r and R_r = Q_r (1 − F_r). With d_r
/// events of the cause and d in all, the score of a group is Σ (1 − F)^ρ (d_r − d R_r/ΣR), where F
/// rises by d/ΣQ. Its variance is that of the martingales of both kinds of events in every group, under
/// equal F: an event of the cause at v counts (S/n)_s {b_rs + (1 − (1 − F)/S_s) B_rs}, one of another
/// cause −(S/n)_s (1 − F)/S_s B_rs, with b_rs = (1 − F)^ρ (δ_rs − Q_r/ΣQ) Q_s and B_rs the sum of
/// b d/(ΣQ (1 − F)) after v. Gray 1988, doi:10.1214/aos/1176350951; ties as in the author's program.
public struct GrayTest: Sendable {
  /// Observed less expected, weighted, of each group.
  public let score: [Double]
  /// The variance of the scores.
  public let covariance: [[Double]]
  /// The test: chi-squared, its degrees of freedom and p.
  public let test: SurvivalEstimate

  /// Compares the groups.
  ///
  /// There is no such test for weights other than 0, 1 and frequencies, nor for delayed entry; a
  /// subdistribution hazards model has both.
  ///
  /// - Parameters:
  ///   - data: The follow-up; its strata are used.
  ///   - groups: The group of each row.
  ///   - cause: The cause, from 1 on.
  ///   - rho: The power of 1 − F that weights early or late differences.
  /// - Complexity: O(n + e k³) with e event times.
  /// - Throws: `.lengthsDiffer`.
  public init(
    _ data: CompetingRisks, by groups: Groups, cause: Int = 1, rho: Double = 0
  ) throws(SurvivalError) {
    try SurvivalData.check(groups.codes.count, .groups, data.followUp.count)
    var sums = GraySums(groups: groups.count)
    if let reason = Self.reason(data.followUp) {
      score = sums.score
      covariance = []
      test = SurvivalEstimate(reason: reason)
      return
    }
    let followUp = data.followUp
    let strata = followUp.stratumCodes.map {
      followUp.rows.split(by: $0.values, count: $0.count)
    }
    for order in strata ?? [followUp.rows] {
      sums.add(GrayTable(data, order, groups, cause: cause), rho: rho)
    }
    score = sums.score
    covariance = (0..<groups.count).map { i in
      (0..<groups.count).map { sums.covariance[i, $0] }
    }
    test = Self.test(sums)
  }

  private static func reason(_ data: SurvivalData) -> NotEstimable? {
    if data.entry != nil { return .notForDelayedEntry }
    guard let weights = data.weights, !data.countsCopies else { return nil }
    return weights.values.allSatisfy { $0 == 0 || $0 == 1 } ? nil : .notForWeights
  }

  private static func test(_ sums: GraySums) -> SurvivalEstimate {
    let active = sums.score.indices.filter { sums.covariance[$0, $0] > 0 }
    if active.isEmpty { return SurvivalEstimate(reason: .noEvents) }
    if active.count < 2 { return SurvivalEstimate(reason: .fewerThanTwoGroups) }
    let kept = active.dropLast()
    var matrix = Matrix(rows: kept.count, columns: kept.count)
    for (i, g) in kept.enumerated() {
      for (j, h) in kept.enumerated() { matrix[i, j] = sums.covariance[g, h] }
    }
    let factor = TriangularFactor(matrix)
    return .chiSquared(
      factor.quadraticForm(kept.map { sums.score[$0] }), degreesOfFreedom: factor.rank)
  }
}

/// What the test needs at each time of an event of any cause; element r of time j is at `j * k + r`.
private struct GrayTable {
  let groups: Int
  var times = 0
  var atRisk: [Double] = []
  var own: [Double] = []
  var other: [Double] = []

  init(_ data: CompetingRisks, _ order: RowOrder, _ groups: Groups, cause: Int) {
    let k = groups.count
    self.groups = k
    var left = [Double](repeating: 0, count: k)
    for i in order.exits.indices { left[groups.codes[order.exits[i]]] += order.weight[i] }
    var i = 0
    while i < order.exits.count {
      let (t, first) = (order.time[i], i)
      while i < order.exits.count, order.time[i] == t { i += 1 }
      if order.isEvent[first] {
        atRisk += left
        own += [Double](repeating: 0, count: k)
        other += [Double](repeating: 0, count: k)
      }
      for at in first..<i {
        let (row, weight) = (order.exits[at], order.weight[at])
        let group = groups.codes[row]
        left[group] -= weight
        guard order.isEvent[at] else { continue }
        if data.cause[row] == cause {
          own[times * k + group] += weight
        } else {
          other[times * k + group] += weight
        }
      }
      if order.isEvent[first] { times += 1 }
    }
  }
}

private struct GraySums {
  private(set) var score: [Double]
  private(set) var covariance: Matrix

  init(groups: Int) {
    score = [Double](repeating: 0, count: groups)
    covariance = Matrix(rows: groups, columns: groups)
  }

  /// S and F of the groups just before a time, and F under equality just before and after it.
  private struct State {
    var survival: [Double]
    var after: [Double]
    var q: [Double]
    var totalQ = 0.0
    var pooled = 0.0
    var pooledAfter = 0.0
  }

  mutating func add(_ table: GrayTable, rho: Double) {
    addVariance(table, addScore(table, rho), rho)
  }

  private mutating func addScore(_ table: GrayTable, _ rho: Double) -> [State] {
    let k = table.groups
    var incidence = [Double](repeating: 0, count: k)
    var survival = [Double](repeating: 1, count: k)
    var (states, pooled): ([State], Double) = ([], 0)
    for j in 0..<table.times {
      var state = State(
        survival: survival, after: survival, q: [Double](repeating: 0, count: k), pooled: pooled)
      var (r, totalR, all) = ([Double](repeating: 0, count: k), 0.0, 0.0)
      for g in 0..<k where table.atRisk[j * k + g] > 0 {
        let n = table.atRisk[j * k + g]
        let (own, other) = (table.own[j * k + g], table.other[j * k + g])
        state.q[g] = n / survival[g]
        r[g] = state.q[g] * (1 - incidence[g])
        state.totalQ += state.q[g]
        totalR += r[g]
        all += own
        incidence[g] += survival[g] * own / n
        survival[g] = own + other == n ? 0 : survival[g] * (n - own - other) / n
      }
      let weight = pow(1 - pooled, rho)
      for g in 0..<k where all > 0 {
        score[g] += weight * (table.own[j * k + g] - all * r[g] / totalR)
      }
      pooled += all / state.totalQ
      state.after = survival
      state.pooledAfter = pooled
      states.append(state)
    }
    return states
  }

  private mutating func addVariance(_ table: GrayTable, _ states: [State], _ rho: Double) {
    let k = table.groups
    // B_rs, the sum of b_rs over later times, at `r * k + s`.
    var later = [Double](repeating: 0, count: k * k)
    var (b, move) = (later, [Double](repeating: 0, count: k))
    for j in (0..<table.times).reversed() {
      let state = states[j]
      let all = (0..<k).reduce(0.0) { $0 + table.own[j * k + $1] }
      let weight = pow(max(0, 1 - state.pooled), rho)
      for r in 0..<k {
        for s in 0..<k {
          b[r * k + s] =
            weight * ((r == s ? 1 : 0) - state.q[r] / state.totalQ) * state.q[s]
        }
      }
      for s in 0..<k where table.atRisk[j * k + s] > 0 {
        let n = table.atRisk[j * k + s]
        let unit = state.survival[s] / n
        let ratio = state.after[s] > 0 ? (1 - state.pooledAfter) / state.after[s] : 0
        if all > 0 {
          let copies = state.totalQ * state.survival[s]
          let ties = all > 1 ? 1 - (all - 1) / (copies - 1) : 1
          let through = state.after[s] > 0 ? 1 - ratio : 1
          for r in 0..<k { move[r] = b[r * k + s] + through * later[r * k + s] }
          square(move, unit * all / state.totalQ * ties)
        }
        let other = table.other[j * k + s]
        if other > 0, state.after[s] > 0 {
          let ties = other > 1 ? 1 - (other - 1) / (n - 1) : 1
          for r in 0..<k { move[r] = ratio * later[r * k + s] }
          square(move, unit * unit * other * ties)
        }
      }
      guard all > 0, state.pooled < 1 else { continue }
      let step = all / (state.totalQ * (1 - state.pooled))
      for i in later.indices { later[i] += step * b[i] }
    }
  }

  private mutating func square(_ move: [Double], _ size: Double) {
    for r in move.indices {
      for s in move.indices { covariance[r, s] += size * move[r] * move[s] }
    }
  }
}
