import TestSupport
import Testing
import Workflow

struct RotterdamEstimateTests {
  let results: Results
  let reference: ReferenceNumbers

  init() throws {
    results = try Rotterdam.study.get().results
    reference = try Rotterdam.reference.get()
  }

  /// Every number of R that the study asks for, by its name
  /// variance|outcome|design|subgroup|measure|[arm|]number.
  @Test(
    .agrees(
      "the bundled study as a whole", with: "`scripts/reference/workflow-rotterdam.R`",
      within: 1e-8, detail: "and printed digits"), arguments: ["model|", "robust|"])
  func `every estimate of the study is that of R`(_ variance: String) throws {
    var compared = 0
    for (key, expected) in reference.numbers(variance) {
      let (outcome, measure, field) = (key[0], key[3], key[key.count - 1])
      let design = key[1] == "crude" ? nil : key[1]
      let subgroup = key[2] == "all" ? nil : key[2]
      let arm = key.count > 5 ? key[4] : nil
      let isTest = measure == "proportionalHazards"
      let rows = results.all(
        measure, outcome: outcome, design: design, subgroup: subgroup, arm: arm,
        variance: isTest ? nil : String(variance.dropLast()))
      guard let row = rows.first else { continue }
      let found: [String: Double?] = [
        "estimate": row.estimate, "standardError": row.standardError, "lower": row.lower,
        "upper": row.upper, "statistic": row.statistic, "p": row.p,
      ]
      let name = variance + key.joined(separator: "|")
      guard let expected else {
        #expect(found[field] == .some(nil), "\(name)")
        #expect(row.reason != nil, "\(name)")
        compared += 1
        continue
      }
      let number = try #require(found[field] ?? nil, "\(name)")
      #expect(isClose(number, expected, absolute: 1e-13), "\(name): \(number), R \(expected)")
      compared += 1
    }
    #expect(compared == (variance == "model|" ? 98 : 383))
  }

  @Test func `the matched pairs give the published numbers to every printed digit`() throws {
    func one(_ measure: String, _ variance: String, arm: String? = nil) throws -> Estimate {
      let rows = results.all(
        measure, outcome: "rfs", design: "matchedProbability", arm: arm, variance: variance)
      return try #require(rows.first)
    }
    func printed(_ value: Double?, _ expected: Double) throws {
      let value = try #require(value)
      #expect(abs(value - expected) <= abs(expected) * 1.0e-7, "\(value), \(expected)")
    }
    try printed(one("logRank", "model").statistic, 5.2564662)
    let model = try one("rmstDifference", "model")
    try printed(model.estimate, 165.77398)
    try printed(model.standardError, 49.113623)
    let ratio = try one("hazardRatio", "robust")
    try printed(ratio.estimate, 0.80177128)
    try printed(ratio.standardError, 0.088240601)
    try printed(ratio.lower, 0.67443478)
    try printed(ratio.upper, 0.95314952)
    try printed(one("hazardRatio", "model").standardError, 0.096513916)
    try printed(one("proportionalHazards", "model").statistic, 7.1328053)
    let treated = try one("median", "model", arm: "treated")
    #expect(treated.estimate == 1806 && treated.lower == 1465 && treated.upper == 2134)
    let control = try one("median", "model", arm: "control")
    #expect(control.estimate == 1185 && control.lower == 1024 && control.upper == 1563)
    #expect(treated.events == 200 && control.events == 239)
    #expect(ratio.n == 676 && ratio.events == 439)
  }

  @Test func `a matched or weighted design is robust and the crude comparison is the model's`() {
    for row in results.estimates where row.measure == "hazardRatio" {
      let asked = row.variance == "model" && row.design != nil
      if asked { #expect(row.design == "matchedProbability" && row.outcome == "rfs") }
      if row.design == nil { #expect(row.variance == "model") }
      #expect(row.marginal == true)
      #expect(row.method == "efron")
    }
  }

  @Test func `numbers that do not exist are null with a reason`() {
    for row in results.estimates {
      if row.status != .estimated {
        #expect(row.estimate == nil && row.reason != nil)
        continue
      }
      let isTest = ["logRank", "proportionalHazards"].contains(row.measure)
      if isTest {
        #expect(row.statistic != nil && row.p != nil && row.df == 1)
      } else {
        #expect(row.estimate != nil)
        if row.lower == nil || row.upper == nil { #expect(row.reason != nil) }
      }
      #expect((row.n ?? 0) > 0 && row.events != nil && row.variance != nil)
    }
  }
}
