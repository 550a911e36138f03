import Balancing
import TestSupport
import Testing

struct PropensityScoresTests {
  @Test func `the c statistic counts equal scores one half`() throws {
    // Pairs: 0.6 beats 0.2, ties 0.6, loses to 0.8; 0.8 beats two and ties one.
    let scores = try PropensityScores(
      probability: [0.6, 0.8, 0.2, 0.6, 0.8], treated: [true, true, false, false, false])
    #expect(scores.cStatistic == (1.5 + 2.5) / 6)
  }

  @Test func `the c statistic is that of all pairs counted`() throws {
    for seed in 0..<100 {
      var random = TestGenerator(seed)
      let p = (0..<40).map { _ in Double(1 + random.below(12)) / 14 }
      var treated = p.map { random.happens($0) }
      treated[0...1] = [true, false]
      var wins = 0.0
      var pairs = 0.0
      for i in p.indices where treated[i] {
        for j in p.indices where !treated[j] {
          pairs += 1
          wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0
        }
      }
      let scores = try PropensityScores(probability: p, treated: treated)
      #expect(isClose(scores.cStatistic, wins / pairs, relative: 1e-15))
      let swapped = try PropensityScores(
        probability: p.map { 1 - $0 }, treated: treated.map { !$0 })
      #expect(isClose(swapped.cStatistic, wins / pairs, relative: 1e-15))
    }
  }

  @Test func `the preference score is one half at the prevalence`() throws {
    // Prevalence 1/4: odds 1/3. p = 1/4 prefers neither; p = 1/2 has odds 3, so 3/4.
    let scores = try PropensityScores(
      probability: [0.25, 0.5, 0.25, 0.1], treated: [true, false, false, false])
    #expect(isClose(scores.preference, [0.5, 0.75, 0.5, 0.25], relative: 1e-14))
    #expect(scores.equipoiseShares == ArmShares(treated: 1, control: 1.0 / 3))
    #expect(scores.equipoiseShare == 0.5)
    #expect(scores.overlap == 1.0 / 3)
  }

  @Test func `common support is the other arm's range, its ends inside`() throws {
    let scores = try PropensityScores(
      probability: [0.2, 0.5, 0.9, 0.1, 0.2, 0.5, 0.6],
      treated: [true, true, true, false, false, false, false])
    #expect(scores.commonSupport == ArmShares(treated: 2.0 / 3, control: 3.0 / 4))
  }

  /// Written by `scripts/reference/balancing-data.R`.
  @Test(arguments: [
    (
      "lalonde.csv", "treat",
      [
        0.8742266742266742, 0.1188925081433225, 0.0972972972972973, 0.1282051282051282,
        0.9567567567567568, 0.8671328671328671, 251.9142676359131,
      ]
    ),
    (
      "rotterdam.csv", "hormon",
      [
        0.7980115561002126, 0.4815560026827633, 0.5162241887905604, 0.477109345440787, 1,
        0.9678395762391222, 1220.581277357685,
      ]
    ),
  ])
  func `overlap agrees with R`(file: String, arm: String, expected: [Double]) throws {
    let data = try FixtureTable(file)
    let scores = try PropensityScores(
      probability: data.number("p"), linearPredictor: data.number("lp"), treated: data.flag(arm))
    let found = [
      scores.cStatistic, scores.equipoiseShare, scores.equipoiseShares.treated,
      scores.equipoiseShares.control, scores.commonSupport.treated, scores.commonSupport.control,
      scores.preference.reduce(0, +),
    ]
    #expect(isClose(found, expected, relative: 1e-14))
    #expect(scores.overlap == min(found[2], found[3]))
  }

  @Test func `the logit is computed where the model has none`() throws {
    let data = try FixtureTable.lalonde()
    let scores = try PropensityScores(
      probability: data.number("p"), treated: data.flag("treat"))
    #expect(isClose(scores.linearPredictor, data.number("lp"), relative: 1e-13))
  }

  @Test func `a logit given lets a probability be rounded to one`() throws {
    let scores = try PropensityScores(
      probability: [1, 0.5], linearPredictor: [40, 0], treated: [true, false])
    #expect(scores.cStatistic == 1)
    #expect(scores.preference.allSatisfy { $0.isFinite })
  }

  @Test func `impossible scores are faults that name the rows`() {
    func fault(_ p: [Double], _ logit: [Double]? = nil, _ treated: [Bool]) -> PropensityError? {
      #expect(throws: PropensityError.self) {
        try PropensityScores(probability: p, linearPredictor: logit, treated: treated)
      }
    }
    #expect(fault([0.5, 1, 0], nil, [true, true, false]) == .logitNotFinite(rows: [1, 2]))
    #expect(
      fault([0.5, -1, .nan], nil, [true, true, false]) == .probabilityNotAllowed(rows: [1, 2]))
    #expect(fault([0.5], nil, [true, false]) == .lengthsDiffer(expected: 2, found: 1))
    #expect(fault([0.5, 0.5], [0], [true, false]) == .lengthsDiffer(expected: 2, found: 1))
    #expect(fault([0.5], nil, [true]) == .emptyArm(treated: false))
  }
}
