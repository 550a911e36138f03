import Survival
import TestSupport
import Testing

@Suite struct CumulativeHazardTests {
  private static let reference = Reference("survival-curves.txt")
  private static let kinds: [(HazardEstimator, Int)] = [(.nelsonAalen, 1), (.flemingHarrington, 2)]

  private func agreesWithR(_ hazard: CumulativeHazard, _ key: String) -> Bool {
    let reference = Self.reference
    return agrees(hazard.hazard, reference["\(key).hazard"], relative: 1e-12)
      && agrees(hazard.standardError, reference["\(key).se"], relative: 1e-10)
      && agrees(hazard.survival, reference["\(key).surv"], relative: 1e-12)
      && agrees(hazard.survivalLower, reference["\(key).lower"], relative: 1e-10, absolute: 1e-15)
      && agrees(hazard.survivalUpper, reference["\(key).upper"], relative: 1e-10)
  }

  @Test func `tied events one after the other by hand`() throws {
    // Two of five fall at 1, and the last two of three after a censoring at 2.
    let data = try SurvivalData(
      time: [1, 1, 2, 3, 3], event: [true, true, false, true, true])
    let curve = try KaplanMeier(data, confidence: .plain)
    let hazard = CumulativeHazard(curve, estimator: .flemingHarrington)
    let (first, second): (Double, Double) = (1.0 / 5 + 1.0 / 4, 1.0 / 2 + 1)
    #expect(isClose(hazard.hazard, [first, first, first + second], relative: 1e-15))
    let (one, two): (Double, Double) = (1.0 / 25 + 1.0 / 16, 1.0 / 4 + 1)
    let errors = [one, one, one + two].map { $0.squareRoot() }
    #expect(isClose(hazard.standardError, errors, relative: 1e-15))
    let aalen = CumulativeHazard(curve)
    #expect(isClose(aalen.hazard, curve.cumulativeHazard, relative: 1e-15))
    #expect(isClose(aalen.standardError, curve.cumulativeHazardStandardError, relative: 1e-15))
  }

  @Test(
    .agrees(
      "cumulative hazards of Nelson–Aalen and Fleming–Harrington, exp(−H), both " + "variances",
      with: "R survival 3.5-3 `survfit(stype = 2)`", within: 1e-10, detail: "hazards 1e-12",
      but: "robust limits of exp(−H) with `ctype = 1`: R divides by S once more, see below"))
  func `hazards, exp(−H) and limits agree with R`() throws {
    let veteran = try DataFrame("veteran")
    let event = veteran.flags("status")
    for (estimator, type) in Self.kinds {
      for transform in ConfidenceTransform.allCases {
        let curve = try KaplanMeier(
          SurvivalData(time: veteran["time"], event: event), confidence: transform)
        #expect(
          agreesWithR(
            CumulativeHazard(curve, estimator: estimator),
            "hazard.veteran.\(transform.rawValue).\(type)"))
      }
      let weights = Weights(veteran["karno"].map { $0 / 30 }, kind: .sampling)
      let clustered = try SurvivalData(
        time: veteran["time"], event: event, weights: weights, cluster: veteran.integers("age"))
      #expect(
        agreesWithR(
          CumulativeHazard(try KaplanMeier(clustered), estimator: estimator),
          "hazard.veteran.weighted.\(type)"))
      #expect(
        agreesWithR(
          CumulativeHazard(
            try KaplanMeier(clustered, variance: .model), estimator: estimator),
          "hazard.veteran.model.\(type)"))
      let heart = try DataFrame("heart")
      let entering = try KaplanMeier(
        SurvivalData(
          time: heart["stop"], event: heart.flags("event"), entry: heart["start"],
          weights: Weights(numbers(expected("km.heart.weights")), kind: .sampling),
          cluster: heart.integers("id")))
      let hazard = CumulativeHazard(entering, estimator: estimator)
      #expect(
        agrees(
          hazard.hazard + hazard.standardError, Self.reference["hazard.heart.\(type)"],
          relative: 1e-11))
    }
  }

  @Test(arguments: [1, 40, 400])
  func `frequencies are copies, few or many`(scale: Int) throws {
    let frame = try DataFrame("aml")
    let copies = frame["time"].indices.map { scale * (1 + $0 % 3) }
    func spread<Value>(_ values: [Value]) -> [Value] {
      zip(values, copies).flatMap { Array(repeating: $0, count: $1) }
    }
    let weighted = try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: Weights(copies.map(Double.init), kind: .frequency))
    let copied = try SurvivalData(
      time: spread(frame["time"]), event: spread(frame.flags("status")))
    for variance in VarianceEstimator.allCases {
      for estimator in HazardEstimator.allCases {
        let a = CumulativeHazard(
          try KaplanMeier(weighted, variance: variance), estimator: estimator)
        let b = CumulativeHazard(try KaplanMeier(copied, variance: variance), estimator: estimator)
        #expect(isClose(a.hazard, b.hazard, relative: 1e-12))
        #expect(isClose(a.standardError, b.standardError, relative: 1e-10))
      }
    }
  }

  @Test func `a billion copies that fall at once have the logarithm as hazard`() throws {
    let data = try SurvivalData(
      time: [1, 2], event: [true, false], weights: Weights([999_999_000, 1000], kind: .frequency))
    let hazard = CumulativeHazard(try KaplanMeier(data), estimator: .flemingHarrington)
    // Σ 1/m from 1001 to 10⁹, by Euler and Maclaurin.
    let expected = 13.815_510_557_964_274 - 1.0 / 2000 + 1.0 / 2e9 + 1.0 / 12e6
    #expect(isClose(hazard.hazard[0], expected, relative: 1e-13))
  }

  @Test func `without ties both are the same, and limits lie around them`() throws {
    var stream = UniformStream(seed: 5)
    let n = 50
    let data = try SurvivalData(
      time: (0..<n).map { _ in stream.next() }, event: (0..<n).map { _ in stream.next() < 0.6 },
      weights: Weights((0..<n).map { _ in stream.next() + 0.5 }, kind: .sampling))
    for transform in ConfidenceTransform.allCases {
      let curve = try KaplanMeier(data, confidence: transform)
      let (a, b) = (
        CumulativeHazard(curve), CumulativeHazard(curve, estimator: .flemingHarrington)
      )
      #expect(isClose(a.hazard, b.hazard, relative: 1e-14))
      #expect(isClose(a.standardError, b.standardError, relative: 1e-14))
      for k in a.time.indices {
        #expect((a.lower[k] ?? 0) <= a.hazard[k] && (a.upper[k] ?? .infinity) >= a.hazard[k])
      }
    }
  }

  @Test func `the hazard at a time, and reasons`() throws {
    let data = try SurvivalData(time: [1, 2, 3], event: [true, true, false])
    let hazard = CumulativeHazard(try KaplanMeier(data))
    #expect(hazard.hazard(at: 0.5).estimate == 0)
    #expect(hazard.hazard(at: 0.5).upper == 0)
    let one = hazard.hazard(at: 1.5)
    #expect(isClose(one.estimate ?? 0, 1.0 / 3, relative: 1e-15))
    #expect(isClose(one.standardError ?? 0, 1.0 / 3, relative: 1e-15))
    let z = 1.959963984540054
    #expect(isClose(one.upper ?? 0, 1.0 / 3 + z / 3, relative: 1e-14))
    #expect(one.lower == 0)
    #expect(hazard.hazard(at: 4).reason == .afterFollowUp)
    #expect(hazard.hazard(at: -1).reason == .invalidTime)
    let wide = CumulativeHazard(try KaplanMeier(data, confidence: .plain))
    #expect(wide.hazard(at: 2).upper == nil)
    #expect(wide.hazard(at: 2).reason == .limitIsInfinite)
    let groups = try KaplanMeierGroups(data, by: Groups([0, 0, 0], count: 2))
    #expect(CumulativeHazard(groups.curves[1]).hazard(at: 1).reason == .emptyGroup)
  }
}
