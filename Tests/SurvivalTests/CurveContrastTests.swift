import Survival
import TestSupport
import Testing

@Suite struct CurveContrastTests {
  private static let reference = Reference("survival-curves.txt")
  private let fiveYears = 1826.25

  private func matched(byPair: Bool) throws -> KaplanMeierContrast {
    let frame = try DataFrame("rotterdam-matched")
    return try KaplanMeierGroups(
      SurvivalData(
        time: frame["rfs_days"], event: frame.flags("rfs_event"),
        cluster: byPair ? frame.integers("pair") : nil),
      by: Groups(frame.integers("arm"), count: 2)
    ).contrast(1, with: 0)
  }

  @Test(
    .agrees(
      "differences and ratios of survival, tests on every scale, within pairs too",
      with: "influences of R survival 3.5-3 `survfit`", within: 1e-10))
  func `ratios and tests on other scales agree with R within pairs`() throws {
    let contrast = try matched(byPair: true)
    let ratio = contrast.survivalRatio(at: fiveYears)
    #expect(
      agrees(
        [ratio.estimate, ratio.standardError], Self.reference["contrast.pairs.ratio"],
        relative: 1e-11))
    let tests = ConfidenceTransform.allCases.map {
      contrast.survivalTest(at: fiveYears, on: $0).statistic
    }
    #expect(ConfidenceTransform.allCases == [.log, .logLog, .plain, .logit, .arcsin])
    #expect(agrees(tests, Self.reference["contrast.pairs.tests"], relative: 1e-10))
    let difference = contrast.survivalDifference(at: fiveYears)
    #expect(isClose(tests[2] ?? 0, difference.statistic ?? 1, relative: 1e-13))
    #expect(isClose(tests[0] ?? 0, ratio.statistic ?? 1, relative: 1e-12))
  }

  @Test func `of independent groups the errors add up`() throws {
    let contrast = try matched(byPair: false)
    let row = numbers(Self.reference["contrast.matched"])
    let difference = contrast.survivalDifference(at: fiveYears)
    #expect(isClose(difference.estimate ?? 0, row[1] - row[0], relative: 1e-12))
    let error = (row[2] * row[2] + row[3] * row[3]).squareRoot()
    #expect(isClose(difference.standardError ?? 0, error, relative: 1e-12))
    let ratio = contrast.survivalRatio(at: fiveYears)
    let relative = (row[2] / row[0] * row[2] / row[0] + row[3] / row[1] * row[3] / row[1])
      .squareRoot()
    #expect(isClose(ratio.estimate ?? 0, row[1] / row[0], relative: 1e-12))
    #expect(isClose(ratio.standardError ?? 0, relative, relative: 1e-12))
  }

  @Test(arguments: [false, true])
  func `from a landmark it is the contrast of those still at risk`(byPair: Bool) throws {
    let frame = try DataFrame("rotterdam-matched")
    let (year, arms) = (365.0, frame.integers("arm"))
    let rows = arms.indices.filter { frame["rfs_days"][$0] > year }
    let later = try KaplanMeierGroups(
      SurvivalData(
        time: rows.map { frame["rfs_days"][$0] }, event: rows.map { frame["rfs_event"][$0] == 1 },
        cluster: byPair ? rows.map { frame.integers("pair")[$0] } : nil),
      by: Groups(rows.map { arms[$0] }, count: 2)
    ).contrast(1, with: 0)
    let whole = try matched(byPair: byPair)
    for (a, b) in [
      (
        whole.survivalDifference(at: fiveYears, given: year),
        later.survivalDifference(at: fiveYears)
      ),
      (whole.survivalRatio(at: fiveYears, given: year), later.survivalRatio(at: fiveYears)),
    ] {
      #expect(
        agrees(
          [a.estimate, a.standardError, a.p], [b.estimate, b.standardError, b.p],
          relative: 1e-10))
    }
  }

  @Test func `reasons instead of numbers`() throws {
    let data = try SurvivalData(
      time: [1, 2, 3, 1, 2, 3], event: [true, true, true, false, true, false])
    let contrast = try KaplanMeierGroups(data, by: Groups([0, 0, 0, 1, 1, 1], count: 2))
      .contrast(1, with: 0)
    #expect(contrast.survivalRatio(at: 3).reason == .survivalIsZero)
    #expect(contrast.survivalTest(at: 3, on: .logLog).reason == .survivalIsZero)
    #expect(contrast.survivalTest(at: 1, on: .logit).reason == .survivalIsOne)
    #expect(contrast.survivalTest(at: 0.5, on: .plain).reason == .noVariation)
    #expect(contrast.survivalDifference(at: 3, given: 3).reason == .nobodyAtLandmark)
    #expect(contrast.survivalDifference(at: 1, given: 2).reason == .invalidTime)
    #expect(contrast.survivalRatio(at: 4).reason == .afterFollowUp)
  }
}
