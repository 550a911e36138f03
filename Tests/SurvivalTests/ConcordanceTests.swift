import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct ConcordanceTests {
  private func check(_ found: Concordance, _ key: String) {
    #expect(
      agrees(
        [
          found.value.estimate, found.value.standardError, found.concordant, found.discordant,
          found.tied,
        ], timed(key), relative: 1e-11), "\(key)")
  }

  private func veteran(
    weighted: Bool = false, cluster: Bool = false, strata: Bool = false
  ) throws -> (SurvivalData, [Double]) {
    let frame = try DataFrame("veteran")
    return (
      try SurvivalData(
        time: frame["time"], event: frame.flags("status"),
        weights: weighted ? Weights(frame["karno"].map { $0 / 30 }, kind: .sampling) : nil,
        cluster: cluster ? frame.integers("age") : nil,
        strata: strata ? frame.integers("celltype") : nil), frame["karno"]
    )
  }

  @Test(
    .agrees(
      "Cox: exact ties, ridge, Firth, frailty, changing coefficients, residuals, " + "concordance",
      with: "R survival 3.5-3, R coxphf", within: 1e-6), arguments: ConcordanceWeight.allCases)
  func `agreement with R, with weights, clusters, strata and delayed entry`(
    weighting: ConcordanceWeight
  ) throws {
    let name = weighting == .harrell ? "n" : "n/G2"
    let (plain, karno) = try veteran()
    check(
      try Concordance(plain, scores: karno, weighting: weighting), "concordance.veteran.\(name)")
    check(
      try Concordance(plain, scores: karno, weighting: weighting, horizon: 100),
      "concordance.veteran.horizon.\(name)")
    check(
      try Concordance(veteran(weighted: true).0, scores: karno, weighting: weighting),
      "concordance.veteran.weighted.\(name)")
    check(
      try Concordance(veteran(cluster: true).0, scores: karno, weighting: weighting),
      "concordance.veteran.cluster.\(name)")
    let lung = try DataFrame("lung")
    check(
      try Concordance(
        SurvivalData(time: lung["time"], event: lung.flags("status")), scores: lung["age"],
        weighting: weighting), "concordance.lung.\(name)")
    guard weighting == .harrell else { return }
    check(
      try Concordance(veteran(strata: true).0, scores: karno), "concordance.veteran.strata")
    let heart = try DataFrame("heart")
    let weights = Weights(numbers(expected("km.heart.weights")), kind: .sampling)
    check(
      try Concordance(
        SurvivalData(time: heart["stop"], event: heart.flags("event"), entry: heart["start"]),
        scores: heart["age"]), "concordance.heart")
    check(
      try Concordance(
        SurvivalData(
          time: heart["stop"], event: heart.flags("event"), entry: heart["start"],
          weights: weights, cluster: heart.integers("id")), scores: heart["age"]),
      "concordance.heart.weighted")
  }

  /// Pairs counted one by one.
  private func count(
    _ time: [Double], _ event: [Bool], _ entry: [Double], _ scores: [Double], _ weight: [Double]
  ) -> (c: Double, error: Double) {
    var (inner, all, total, sum) = (time.map { _ in 0.0 }, time.map { _ in 0.0 }, 0.0, 0.0)
    for i in time.indices where event[i] {
      for j in time.indices where i != j && entry[j] < time[i] {
        guard time[j] > time[i] || time[j] == time[i] && !event[j] else { continue }
        let value = scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
        inner[i] += weight[j] * value
        inner[j] += weight[i] * value
        all[i] += weight[j]
        all[j] += weight[i]
        sum += weight[i] * weight[j] * value
        total += weight[i] * weight[j]
      }
    }
    let c = sum / total
    let squares = time.indices.reduce(0.0) { result, i in
      let influence = weight[i] * (inner[i] - c * all[i]) / total
      return result + influence * influence
    }
    return (c, squares.squareRoot())
  }

  @Test func `every pair, one by one, in random follow-up`() throws {
    var stream = UniformStream(seed: 5)
    for _ in 0..<20 {
      let n = 40
      let entry = (0..<n).map { _ in (stream.next() * 6).rounded() }
      let time = entry.map { $0 + 1 + (stream.next() * 8).rounded() }
      let event = time.map { _ in stream.next() < 0.6 }
      let scores = time.map { _ in (stream.next() * 7).rounded() }
      let weight = time.map { _ in 0.5 + stream.next() }
      let data = try SurvivalData(
        time: time, event: event, entry: entry, weights: Weights(weight, kind: .sampling))
      let found = try Concordance(data, scores: scores)
      let counted = count(time, event, entry, scores, weight)
      #expect(isClose(found.value.estimate ?? 0, counted.c, relative: 1e-12))
      #expect(isClose(found.value.standardError ?? 0, counted.error, relative: 1e-11))
    }
  }

  @Test func `five people by hand`() throws {
    let data = try SurvivalData(
      time: [1, 2, 3, 4, 4], event: [true, false, true, true, false])
    // Pairs: 1 with four others, 3 with two, 4 with the one censored at the same time.
    let found = try Concordance(data, scores: [5, 1, 2, 2, 3])
    #expect(found.concordant == 4)
    #expect(found.tied == 1)
    #expect(found.discordant == 2)
    #expect(isClose(found.value.estimate ?? 0, 9.0 / 14, relative: 1e-15))
    // Uno: one of the three at risk after 2 … G(3) = 3/4, so pairs of 3 and 4 count 16/9.
    let uno = try Concordance(data, scores: [5, 1, 2, 2, 3], weighting: .uno)
    let expected = (4 + 16.0 / 9 * 0.5) / (4 + 16.0 / 9 * 3)
    #expect(isClose(uno.value.estimate ?? 0, expected, relative: 1e-14))
    #expect(uno.value.standardError != nil)
  }

  @Test func `a score and its negative, copies, and nobody to compare`() throws {
    let (data, karno) = try veteran()
    let (up, down) = (
      try Concordance(data, scores: karno), try Concordance(data, scores: karno.map { -$0 })
    )
    #expect(isClose((up.value.estimate ?? 0) + (down.value.estimate ?? 0), 1, relative: 1e-14))
    #expect(
      isClose(up.value.standardError ?? 0, down.value.standardError ?? 1, relative: 1e-12))
    let alone = try SurvivalData(time: [1, 1], event: [true, true])
    #expect(try Concordance(alone, scores: [0, 1]).value.reason == .noPairs)
    let none = try SurvivalData(time: [1, 2], event: [false, false])
    #expect(try Concordance(none, scores: [0, 1]).value.reason == .noPairs)
    #expect(throws: SurvivalError.scoreNotFinite(row: 1)) {
      try Concordance(alone, scores: [0, .nan])
    }
    #expect(throws: SurvivalError.lengthsDiffer(.scores, expected: 2, found: 1)) {
      try Concordance(alone, scores: [0])
    }
  }
}
