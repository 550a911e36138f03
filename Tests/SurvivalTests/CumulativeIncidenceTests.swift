import Survival
import TestSupport
import Testing

struct CumulativeIncidenceTests {
  private static func times() throws -> (time: [Double], cause: [Int]) {
    let rows = try Fixtures.text("competing-times.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
    return (rows.map { $0[0] }, rows.map { Int($0[1]) })
  }

  @Test(
    .agrees(
      "cumulative incidence: jackknife with weights and entry; Aalen's variance",
      with: "R survival 3.5-3 `survfit`; cmprsk 2.2-11 `cuminc`", within: 1e-10,
      detail: "Aalen's 1e-12"))
  func `probabilities and errors are those of survfit`() throws {
    let (time, cause) = try Self.times()
    let curves = try CumulativeIncidence(time: time, cause: cause, causes: 2)
    let lines = try Fixtures.text("competing-incidence.csv").split(separator: "\n").dropFirst()
    for line in lines {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      let found = curves.probability(of: Int(cells[0]), at: cells[1])
      #expect(isClose(found.estimate ?? -1, cells[2], relative: 1e-12))
      if cells[2] > 0 { #expect(isClose(found.standardError ?? -1, cells[3], relative: 1e-10)) }
    }
    #expect(lines.count == 12)
  }

  @Test func `four patients by hand`() throws {
    // At 1 one of four has cause 1, at 2 one leaves, at 3 one of two has cause 2, at 4 the last cause 1.
    let curves = try CumulativeIncidence(time: [3, 1, 4, 2], cause: [2, 1, 1, 0], causes: 2)
    #expect(curves.probability[0] == [0.25, 0.25, 0.625])
    #expect(curves.probability[1] == [0, 0.375, 0.375])
    #expect(curves.probability(of: 1, at: 3.5).estimate == 0.25)
  }

  @Test func `all causes and what is left of survival make one`() throws {
    let (time, cause) = try Self.times()
    let curves = try CumulativeIncidence(time: time, cause: cause, causes: 2)
    let any = try KaplanMeier(SurvivalData(time: time, event: cause.map { $0 > 0 }))
    for t in curves.time {
      let sum = (1...2).reduce(0.0) { $0 + (curves.probability(of: $1, at: t).estimate ?? 0) }
      #expect(isClose(sum + (any.survival(at: t).estimate ?? 0), 1, relative: 1e-13))
    }
  }

  @Test func `one cause alone is Kaplan and Meier upside down, with Greenwood's error`() throws {
    let (time, cause) = try Self.times()
    let curves = try CumulativeIncidence(time: time, cause: cause.map { min($0, 1) }, causes: 1)
    let any = try KaplanMeier(SurvivalData(time: time, event: cause.map { $0 > 0 }))
    for t in [2.0, 10, 25] {
      let (own, other) = (curves.probability(of: 1, at: t), any.survival(at: t))
      #expect(isClose(own.estimate ?? 0, 1 - (other.estimate ?? 0), relative: 1e-13))
      #expect(isClose(own.standardError ?? 0, other.standardError ?? 1, relative: 1e-12))
    }
  }

  @Test func `after the last who was followed nothing is known`() throws {
    let curves = try CumulativeIncidence(time: [1, 2], cause: [1, 0], causes: 1)
    #expect(curves.probability(of: 1, at: 3).reason == .afterFollowUp)
  }

  @Test func `a cause that there is not is refused`() {
    #expect(throws: SurvivalError.self) {
      try CumulativeIncidence(time: [1], cause: [3], causes: 2)
    }
  }

  @Test(arguments: [
    ("jackknife", false, false, false), ("weighted", true, false, false),
    ("clustered", true, true, false), ("entry", true, false, true),
  ])
  func `weights, clusters and delayed entry are those of survfit`(
    _ key: String, _ weighted: Bool, _ clustered: Bool, _ entry: Bool
  ) throws {
    let data = try CompetingReference().data(
      weighted: weighted, clustered: clustered, entry: entry)
    let curves = try CumulativeIncidence(data)
    for cause in 1...2 {
      let found = [2.0, 5, 10, 20].map { curves.probability(of: cause, at: $0) }
      let expected = CompetingReference.numbers
      #expect(
        agrees(found.map(\.estimate), expected["\(key).estimate.\(cause)"], relative: 1e-12))
      #expect(
        agrees(found.map(\.standardError), expected["\(key).error.\(cause)"], relative: 1e-11))
    }
  }

  @Test(
    .agrees(
      "cumulative incidence: jackknife with weights and entry; Aalen's variance",
      with: "R survival 3.5-3 `survfit`; cmprsk 2.2-11 `cuminc`", within: 1e-10,
      detail: "most 1e-11"))
  func `Aalen's variance is that of cmprsk`() throws {
    let curves = try CumulativeIncidence(CompetingReference().data(), variance: .aalen)
    for cause in 1...2 {
      let found = [2.0, 5, 10, 20].map { curves.probability(of: cause, at: $0) }
      let variance = found.map { value in value.standardError.map { $0 * $0 } }
      #expect(
        agrees(
          variance, CompetingReference.numbers["aalen.variance.\(cause)"], relative: 1e-12))
    }
  }

  @Test func `the two variances of eight patients by hand`() throws {
    let data = try CompetingRisks(
      time: [1, 2, 2, 3, 3, 3, 5, 6], cause: [0, 1, 0, 2, 0, 2, 0, 2], causes: 2)
    let jackknife = try CumulativeIncidence(data)
    let aalen = try CumulativeIncidence(data, variance: .aalen)
    #expect(isClose(jackknife.standardError[0][0], (6.0 / 343).squareRoot(), relative: 1e-14))
    #expect(isClose(aalen.standardError[0][0], 1.0 / 7, relative: 1e-14))
    #expect(jackknife.probability[0].allSatisfy { isClose($0, 1.0 / 7, relative: 1e-14) })
    #expect(isClose(jackknife.probability[1][1], 12.0 / 35, relative: 1e-14))
    #expect(isClose(jackknife.probability[1][2], 6.0 / 7, relative: 1e-14))
    let third = jackknife.standardError[1][1]
    let fourth = aalen.standardError[1][1]
    #expect(isClose(third * third, 0.0380641399, relative: 1e-8))
    #expect(isClose(fourth * fourth, 0.0473469388, relative: 1e-8))
  }

  @Test(
    .agrees(
      "cumulative incidence: clusters",
      with: "influences of R survival 3.5-3 `survfit`, added by cluster",
      within: 1e-7, detail: "most 1e-11",
      but: "survival 3.5-3 ignores `cluster` of several states without saying so"))
  func `influences are derivatives with respect to the weights`() throws {
    let reference = try CompetingReference()
    let data = try reference.data(weighted: true, entry: true)
    let groups = try reference.groups
    func values(_ data: CompetingRisks) throws -> [Double] {
      let all = try CumulativeIncidenceGroups(data, by: groups)
      let contrast = all.contrast(2, with: 0)
      return numbers([
        contrast.difference(of: 1, at: 8).estimate,
        contrast.timeLostDifference(to: 2, by: 12).estimate,
        all.curves[1].timeLost(to: 1, by: 9).estimate,
      ])
    }
    var squares = [0.0, 0, 0]
    let weights = reference.frame["weight"]
    for row in weights.indices {
      var (up, down) = (weights, weights)
      up[row] *= 1 + 1e-5
      down[row] *= 1 - 1e-5
      let high = try values(data.weighted(by: Weights(up, kind: .sampling)))
      let low = try values(data.weighted(by: Weights(down, kind: .sampling)))
      for i in squares.indices {
        let slope = (high[i] - low[i]) / 2e-5
        squares[i] += slope * slope
      }
    }
    let all = try CumulativeIncidenceGroups(data, by: groups)
    let contrast = all.contrast(2, with: 0)
    let errors = numbers([
      contrast.difference(of: 1, at: 8).standardError,
      contrast.timeLostDifference(to: 2, by: 12).standardError,
      all.curves[1].timeLost(to: 1, by: 9).standardError,
    ])
    for i in squares.indices {
      #expect(isClose(errors[i], squares[i].squareRoot(), relative: 1e-7))
    }
  }

  @Test func `times lost to all causes and the time free of them make the horizon`() throws {
    let data = try CompetingReference().data(weighted: true, clustered: true)
    let curves = try CumulativeIncidence(data)
    let free = try KaplanMeier(data.followUp).restrictedMean(to: 15)
    let lost = (1...2).map { curves.timeLost(to: $0, by: 15) }
    let sum = lost.reduce(0.0) { $0 + ($1.estimate ?? 0) } + (free.estimate ?? 0)
    #expect(isClose(sum, 15, relative: 1e-13))
  }

  @Test func `one cause alone loses what the restricted mean does not have, with its error`() throws
  {
    let reference = try CompetingReference()
    let any = reference.frame.integers("cause").map { min($0, 1) }
    let data = try CompetingRisks(
      time: reference.frame["time"], cause: any, causes: 1,
      weights: Weights(reference.frame["weight"], kind: .matching),
      cluster: reference.frame.integers("cluster"))
    let lost = try CumulativeIncidence(data).timeLost(to: 1, by: 15)
    let free = try KaplanMeier(data.followUp).restrictedMean(to: 15)
    #expect(isClose(lost.standardError ?? 0, free.standardError ?? 1, relative: 1e-11))
  }

  @Test func `the scale of the weights does not matter`() throws {
    let reference = try CompetingReference()
    func value(_ factor: Double) throws -> SurvivalEstimate {
      let weights = Weights(reference.frame["weight"].map { $0 * factor }, kind: .sampling)
      return try CumulativeIncidence(reference.data().weighted(by: weights))
        .probability(of: 2, at: 10)
    }
    let (a, b) = try (value(1), value(1000))
    #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-13))
    #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 1e-12))
  }

  @Test func `frequencies are copies`() throws {
    let data = try CompetingRisks(
      time: [1, 2, 3, 4], cause: [1, 2, 0, 1], causes: 2,
      weights: Weights([2, 1, 3, 2], kind: .frequency))
    let copies = try CompetingRisks(
      time: [1, 1, 2, 3, 3, 3, 4, 4], cause: [1, 1, 2, 0, 0, 0, 1, 1], causes: 2)
    for variance in IncidenceVariance.allCases {
      let (a, b) = try (
        CumulativeIncidence(data, variance: variance),
        CumulativeIncidence(copies, variance: variance)
      )
      #expect(a.probability == b.probability)
      #expect(agrees(a.standardError[1], b.standardError[1].map { $0 }, relative: 1e-13))
    }
  }
}
