import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// The bundled study of earnings, run once for all tests.
private enum Lalonde {
  static let results = Result { try StudyRunner.bundled("lalonde-earnings").results }
}

/// Against R; `scripts/reference/effects-other-outcomes.R` made the numbers.
struct LalondeTests {
  private let results: Results
  private let numbers: [String: [String: Double]]

  init() throws {
    results = try Lalonde.results.get()
    let json = try JSONSerialization.jsonObject(
      with: Data(Fixtures.bytes("lalonde-earnings.json")))
    numbers = try #require(json as? [String: [String: Double]])
  }

  private func check(_ row: Estimate?, _ expected: [String: Double], _ keys: (String, String))
    throws
  {
    let row = try #require(row)
    let what: Comment = "\(row.design ?? "") \(row.measure)"
    #expect(row.variance == "robust" && row.status == .estimated)
    #expect(
      isClose(try #require(row.estimate), try #require(expected[keys.0]), absolute: 1e-12), what)
    #expect(isClose(try #require(row.standardError), try #require(expected[keys.1])), what)
  }

  @Test(
    .agrees(
      "the study `lalonde-earnings`",
      with: "`scripts/reference/effects-other-outcomes.R`, with its own pairs and weights",
      within: 1e-8), arguments: ["weighted", "replacement", "caliper", "nearest", "weightedAll"])
  func `every design gives the numbers of R`(_ design: String) throws {
    let means = try #require(numbers["earnings.\(design)"])
    let differences = results.all("meanDifference", outcome: "earnings", design: design)
    try check(differences.first, means, ("difference", "seDifference"))
    let arms = results.all("mean", outcome: "earnings", design: design)
    try check(arms.first, means, ("m1", "se1"))
    try check(arms.last, means, ("m0", "se0"))
    if let adjusted = numbers["earnings.\(design).adjusted"] {
      #expect(differences.count == 2)
      try check(differences.last, adjusted, ("difference", "seDifference"))
      #expect(differences.last?.method?.hasPrefix("t, adjusted for age + educ") == true)
    }
    let risks = try #require(numbers["employed.\(design)"])
    for (measure, estimate, error) in [
      ("riskDifference", "difference", "seDifference"), ("riskRatio", "ratio", "seRatio"),
      ("oddsRatio", "odds", "seOdds"),
    ] {
      let row = results.all(measure, outcome: "employed", design: design).first
      try check(row, risks, (estimate, error))
      #expect(row?.marginal == true && row?.unit == nil)
    }
  }

  @Test func `the crude difference is that of Welch's test, and earnings are in dollars`() throws {
    let row = try #require(results.all("meanDifference", outcome: "earnings", design: nil).first)
    #expect(isClose(try #require(row.p), 0.34907665555666911))
    #expect(isClose(try #require(row.df), 326.41225052663236))
    #expect(row.variance == "model" && row.method == "Welch t" && row.unit == "US dollars")
    #expect(row.n == 614 && row.events == nil)
    let employed = try #require(
      results.all("risk", outcome: "employed", design: nil, arm: "trained").first)
    #expect(employed.events == 140 && employed.n == 185)
  }

  @Test func `every estimate is a number, and no curve is drawn`() {
    for row in results.estimates {
      #expect(row.status == .estimated || row.reason != nil)
      for number in [row.estimate, row.lower, row.upper, row.standardError, row.p] {
        #expect(number?.isFinite ?? true)
      }
    }
    #expect(results.curves.isEmpty)
    #expect(results.estimates.contains { $0.subgroup == "married=1" && $0.p != nil })
  }

  @Test func `the page and the tables speak of the new measures`() throws {
    let files = try StudyRunner.bundled("lalonde-earnings").files()
    let json = try #require(files.first { $0.path == "results.json" })
    let value = try JSONSerialization.jsonObject(with: Data(json.text.utf8))
    let schema = try JSONSerialization.jsonObject(
      with: Data(
        contentsOf: URL(
          fileURLWithPath: "\(Fixtures.repository())/docs/results.schema.json")))
    var walker = SchemaWalker(root: try #require(schema as? [String: Any]))
    walker.walk(value, try #require(schema as? [String: Any]), at: "results")
    #expect(walker.faults == [])
  }
}

/// Values beside times in a small simulated cohort.
struct OtherOutcomeTests {
  /// Patients whose treatment depends on `b`, as do their values.
  ///
  /// With `b` half the time, the mean of `score` is 10 + 4b + 2·treated, the risk 0.2 + 0.3b +
  /// 0.1·treated, the rate of `falls` (0.5 + b)·1.5^treated over `years`.
  private struct Cohort {
    let text: String

    init(patients: Int, seed: UInt64, missing: Int = 0, falls: String? = nil) {
      var generator = SeededGenerator(seed: seed)
      func uniform() -> Double { Double.random(in: 0x1p-53..<1, using: &generator) }
      var lines = ["id,b,treated,score,better,falls,years"]
      for patient in 1...patients {
        let b = uniform() < 0.5 ? 1.0 : 0
        let treated = uniform() < 0.3 + 0.4 * b ? 1.0 : 0
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + uniform() }
        let score = 10 + 4 * b + 2 * treated + 3 * noise
        let better = uniform() < 0.2 + 0.3 * b + 0.1 * treated ? 1 : 0
        let years = 0.5 + 1.5 * uniform()
        let mean = years * (0.5 + b) * (treated == 1 ? 1.5 : 1)
        var (count, product) = (-1, 1.0)
        repeat {
          count += 1
          product *= uniform()
        } while product > exp(-mean)
        let shown = patient <= missing ? "NA" : "\(score)"
        let counted = patient == 3 ? falls ?? "\(count)" : "\(count)"
        lines.append(
          "p\(patient),\(Int(b)),\(Int(treated)),\(shown),\(better),\(counted),\(years)")
      }
      text = lines.joined(separator: "\n") + "\n"
    }
  }

  private func study(
    outcomes: String? = nil, analyses: String? = nil, more: String = ""
  ) -> String {
    """
    study: values
    data: {table: table.csv, id: id}
    cohort:
      arms:
        treated: {where: treated == 1}
        control: {where: treated == 0}
    propensity: {model: logistic, terms: [b]}
    designs:
      weighted: {method: propensityWeights, estimand: ATE}
      matched: {method: nearest, estimand: ATT, on: logit, ratio: 1, replace: true}
    outcomes:
    \(outcomes ?? """
        score: {value: score, kind: continuous, valueUnit: points}
        better: {value: better == 1, kind: binary}
        falls: {value: falls, kind: count, exposure: years, unit: years}
      """)
    analyses:
    \(analyses ?? """
        - {outcome: score, design: [weighted, matched], estimates: [mean, meanDifference]}
        - {outcome: better, design: [weighted, matched], estimates: [risk, riskDifference]}
        - {outcome: falls, design: [weighted, matched], estimates: [rate, rateRatio, rateDifference]}
        - {outcome: score, estimates: [meanDifference, {meanDifference: {adjust: [b]}}]}
        - {outcome: better, estimates: [riskDifference, {riskDifference: {adjust: [b]}}]}
        - {outcome: falls, estimates: [rateRatio, {rateRatio: {adjust: [b]}}]}
      """)
    \(more)
    """
  }

  @Test func `weighting and adjustment find known effects, and the crude arms do not`() throws {
    let results = try StudyRunner.run(
      study(), table: Cohort(patients: 20_000, seed: 77).text
    ).results
    func z(_ row: Estimate?, _ truth: Double) throws -> Double {
      let row = try #require(row)
      let estimate = try #require(row.estimate)
      let isRatio = row.measure.hasSuffix("Ratio")
      return (isRatio ? log(estimate / truth) : estimate - truth)
        / (try #require(row.standardError))
    }
    let truths = [("score", "meanDifference", 2.0), ("better", "riskDifference", 0.1)]
    for (outcome, measure, truth) in truths + [("falls", "rateRatio", 1.5)] {
      let weighted = results.all(measure, outcome: outcome, design: "weighted").first
      #expect(abs(try z(weighted, truth)) < 4, "\(measure)")
      let crude = results.all(measure, outcome: outcome, design: nil)
      #expect(abs(try z(crude.first, truth)) > 10, "\(measure)")
      #expect(abs(try z(crude.last, truth)) < 4, "\(measure)")
    }
    let rate = try #require(
      results.all("rateDifference", outcome: "falls", design: "weighted").first)
    #expect(abs(try z(rate, 0.5)) < 4 && rate.unit == "per year" && (rate.events ?? 0) > 10_000)
    let mean = results.all("mean", outcome: "score", design: "weighted", arm: "control").first
    #expect(abs(try z(mean, 12)) < 4 && mean?.unit == "points")
  }

  @Test func `patients without a value are left out and counted`() throws {
    let run = try StudyRunner.run(
      study(), table: Cohort(patients: 400, seed: 3, missing: 7).text)
    let finding = try #require(run.results.findings.first { $0.id == "outcome-missing" })
    #expect(finding.message.contains("7 patients"))
    let row = run.results.all("meanDifference", outcome: "score", design: "weighted").first
    #expect(row?.n == 393 && row?.status == .estimated)
    #expect(
      run.results.all("riskDifference", outcome: "better", design: "weighted").first?.n == 400)
  }

  @Test(arguments: [("-1", "not-a-count"), ("1.5", "not-a-count")])
  func `a count must be whole and not negative`(_ value: String, _ id: String) throws {
    let table = Cohort(patients: 50, seed: 1, falls: value).text
    do {
      _ = try StudyRunner.run(study(), table: table)
      Issue.record("no fault")
    } catch let failure as StudyFailure {
      let found = try #require(failure.faults.diagnostics.first)
      #expect(found.id == id && found.message.contains("the first p3 with \(value)"))
      #expect(found.place?.file.hasSuffix("study.yaml") == true)
    }
  }

  @Test(arguments: [
    ("o: {value: score, kind: binary}", "not-binary"),
    ("o: {value: falls, kind: count, exposure: years - 1}", "no-exposure"),
    ("o: {value: score * 1e200, kind: continuous}", "outcome-too-large"),
    ("o: {label: x}", "missing-key"),
    ("o: {value: score}", "missing-key"),
    ("o: {kind: count}", "missing-key"),
    ("o: {value: score, kind: continuous, event: better == 1}", "outcome-of-two-kinds"),
    ("o: {value: better, kind: binary, exposure: years}", "key-does-not-apply"),
    ("o: {value: falls, kind: count, valueUnit: falls}", "key-does-not-apply"),
  ])
  func `an outcome that is none is a fault`(_ outcome: String, _ id: String) throws {
    let measure =
      outcome.contains("binary") ? "risk" : outcome.contains("count") ? "rate" : "mean"
    let text = study(
      outcomes: "  \(outcome)", analyses: "  - {outcome: o, estimates: [\(measure)]}")
    do {
      _ = try StudyRunner.run(text, table: Cohort(patients: 50, seed: 2).text)
      Issue.record("no fault")
    } catch let failure as StudyFailure {
      #expect(failure.faults.diagnostics.contains { $0.id == id })
    }
  }

  @Test(arguments: [
    ("score", "cox"), ("score", "riskDifference"), ("better", "{survival: 1}"), ("falls", "mean"),
    ("os", "meanDifference"), ("os", "rate"),
  ])
  func `an estimate of another kind of outcome names those that fit`(
    _ outcome: String, _ estimate: String
  ) throws {
    let outcomes = """
        os: {time: years, event: better == 1}
        score: {value: score, kind: continuous}
        better: {value: better, kind: binary}
        falls: {value: falls, kind: count}
      """
    let text = study(
      outcomes: outcomes, analyses: "  - {outcome: \(outcome), estimates: [\(estimate)]}")
    do {
      _ = try StudyRunner.run(text, table: Cohort(patients: 50, seed: 2).text)
      Issue.record("no fault")
    } catch let failure as StudyFailure {
      let fault = try #require(failure.faults.diagnostics.first)
      #expect(fault.id == "estimate-does-not-fit" && fault.help?.hasPrefix("offered are ") == true)
      #expect(fault.place != nil)
    }
  }

  @Test func `a withheld design shows no mean and no rate`() throws {
    let results = try StudyRunner.run(
      study(more: "gates: {ess: 100000}"), table: Cohort(patients: 400, seed: 3).text
    ).results
    let withheld = results.estimates.filter { $0.design != nil }
    #expect(withheld.count == 20)
    #expect(withheld.allSatisfy { $0.status == .withheld && $0.estimate == nil && $0.n == nil })
  }
}
