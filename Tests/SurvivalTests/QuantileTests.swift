import Survival
import TestSupport
import Testing

@Suite struct QuantileTests {
  private static let reference = Reference("survival-curves.txt")
  private let flatTimes = [54.0, 75, 77, 84, 87, 92, 103, 105, 112, 118]

  @Test func `a curve that ends at one half has four medians`() throws {
    let flat = try KaplanMeier(
      SurvivalData(time: flatTimes, event: flatTimes.indices.map { $0 < 5 }))
    #expect(flat.quantile(0.5, rule: .rPrint).estimate == 87)
    #expect(flat.quantile(0.5, rule: .rQuantile).estimate == 102.5)
    #expect(flat.quantile(0.5, rule: .sas).reason == .notReached)
    #expect(flat.quantile(0.5, rule: .firstAtOrBelow).estimate == 87)
    for rule in [QuantileRule.rPrint, .rQuantile, .firstAtOrBelow] {
      #expect(flat.quantile(0.5, rule: rule).lower == 77)
      #expect(flat.quantile(0.5, rule: rule).reason == .limitNotReached)
    }
    let falls = try KaplanMeier(
      SurvivalData(time: flatTimes, event: flatTimes.indices.map { $0 < 5 || $0 == 9 }))
    for rule in [QuantileRule.rPrint, .rQuantile, .sas] {
      #expect(falls.quantile(0.5, rule: rule).estimate == 102.5)
    }
    #expect(falls.quantile(0.5, rule: .firstAtOrBelow).estimate == 87)
  }

  @Test(
    .agrees(
      "quantiles under every rule, lower limits by Peto and by the last event, "
        + "survival from a landmark, pseudo-values", with: "R survival 3.5-3", within: 1e-8,
      detail: "most 1e-10",
      but: "which median: `print(survfit)` by default, see below"))
  func `quantiles of seven people agree with R`() throws {
    let curve = try KaplanMeier(
      SurvivalData(
        time: [9, 1, 1, 6, 6, 8, 10], event: [true, true, false, true, true, false, false]))
    let shares = numbers(Self.reference["quantile.small.p"])
    let quantiles = shares.map { curve.quantile($0, rule: .rQuantile) }
    #expect(agrees(quantiles.map(\.estimate), [1, 3.5, 6, 9, 9.5, nil]))
    #expect(agrees(quantiles.map(\.estimate), Self.reference["quantile.small.quantile"]))
    // R has limits where it has no estimate; here they are nil or R's.
    #expect(agrees(quantiles.map(\.lower), Self.reference["quantile.small.lower"]))
    #expect(agrees(quantiles.map(\.upper), Self.reference["quantile.small.upper"]))
  }

  @Test(
    .agrees(
      "quantiles under every rule, lower limits by Peto and by the last event, "
        + "survival from a landmark, pseudo-values", with: "R survival 3.5-3", within: 1e-8,
      detail: "most 1e-10"),
    arguments: ConfidenceTransform.allCases)
  func `quantiles of aml and their limits agree with R`(transform: ConfidenceTransform) throws {
    let frame = try DataFrame("aml")
    for group in 0...1 {
      let rows = frame["group"].indices.filter { frame.integers("group")[$0] == group }
      let curve = try KaplanMeier(
        SurvivalData(
          time: rows.map { frame["time"][$0] }, event: rows.map { frame["status"][$0] == 1 }),
        confidence: transform)
      let key = "quantile.aml.\(group).\(transform.rawValue)"
      let found = numbers(Self.reference["\(key).p"]).map { curve.quantile($0, rule: .rQuantile) }
      #expect(agrees(found.map(\.estimate), Self.reference["\(key).quantile"]))
      #expect(agrees(found.map(\.lower), Self.reference["\(key).lower"]))
      #expect(agrees(found.map(\.upper), Self.reference["\(key).upper"]))
    }
  }

  @Test(
    .agrees(
      "quantiles under every rule, lower limits by Peto and by the last event, "
        + "survival from a landmark, pseudo-values", with: "R survival 3.5-3", within: 1e-8,
      detail: "most 1e-10"))
  func `lower limits by Peto and by the last event agree with R`() throws {
    let frame = try DataFrame("aml")
    let rows = frame["group"].indices.filter { frame.integers("group")[$0] == 1 }
    let data = try SurvivalData(
      time: rows.map { frame["time"][$0] }, event: rows.map { frame["status"][$0] == 1 })
    for transform in ConfidenceTransform.allCases {
      let curve = try KaplanMeier(data, confidence: transform)
      #expect(curve.lowerLimits(.usual) == curve.lower)
      for rule in [LowerLimitRule.peto, .modified] {
        #expect(
          agrees(
            curve.lowerLimits(rule),
            Self.reference["lower.\(rule.rawValue).\(transform.rawValue)"], relative: 1e-12))
      }
    }
    let veteran = try DataFrame("veteran")
    let weighted = try KaplanMeier(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        weights: Weights(veteran["prior"].map { $0 + 1 }, kind: .frequency)))
    #expect(
      agrees(
        weighted.lowerLimits(.modified), Self.reference["lower.modified.weighted"],
        relative: 1e-11))
  }

  @Test func `survival from a landmark is that of those still at risk`() throws {
    let veteran = try DataFrame("veteran")
    let data = try SurvivalData(time: veteran["time"], event: veteran.flags("status"))
    func values(_ estimate: SurvivalEstimate) -> [Double?] {
      [estimate.estimate, estimate.standardError, estimate.lower, estimate.upper]
    }
    let model = try KaplanMeier(data).survival(at: 180, given: 60)
    #expect(agrees(values(model), Self.reference["landmark.veteran"], relative: 1e-12))
    let robust = try KaplanMeier(data, variance: .robust).survival(at: 180, given: 60)
    #expect(agrees(values(robust), values(model), relative: 1e-12))
    let weighted = try KaplanMeier(
      SurvivalData(
        time: veteran["time"], event: veteran.flags("status"),
        weights: Weights(veteran["karno"].map { $0 / 30 }, kind: .sampling),
        cluster: veteran.integers("age")))
    #expect(
      agrees(
        values(weighted.survival(at: 180, given: 60)),
        Self.reference["landmark.veteran.weighted"], relative: 1e-11))
    for curve in [try KaplanMeier(data), weighted] {
      let whole = curve.survival(at: 180)
      #expect(agrees(values(curve.survival(at: 180, given: 0)), values(whole), relative: 1e-12))
      #expect(curve.survival(at: 60, given: 60).estimate == 1)
      #expect(curve.survival(at: 59, given: 60).reason == .invalidTime)
      #expect(curve.survival(at: 2000, given: 999).reason == .nobodyAtLandmark)
      #expect(curve.survival(at: 999, given: 60).reason == .survivalIsZero)
    }
  }
}
