import Foundation
import TestSupport
import Testing
import Workflow

/// What further figures are made of, on a small simulated cohort.
struct FigureResultTests {
  private static let cohort = SimulatedCohort(patients: 400, ratio: 0.6, seed: 5)

  private func run(_ analysis: String, more: String = "") throws -> Results {
    try StudyRunner.run(
      SimulatedCohort.study(
        designs: "  matched: {method: nearest, estimand: ATT, on: logit, caliper: 0.2}\n",
        analyses: "  - {outcome: os, \(analysis)}\n", more: more),
      table: Self.cohort.text
    ).results
  }

  @Test func `figures of curves name the curves they draw`() throws {
    let results = try run(
      "design: matched, level: 0.9, estimates: [kaplanMeier], figures: [logLog, cumulativeHazard]")
    #expect(results.figures.map(\.kind) == ["logLog", "cumulativeHazard"])
    for figure in results.figures {
      #expect(figure.outcome == "os" && figure.design == "matched" && figure.subgroup == nil)
      #expect(figure.level == 0.9 && figure.series.isEmpty)
      #expect(
        results.curves.contains { $0.outcome == figure.outcome && $0.design == figure.design })
    }
  }

  @Test func `a study that asks for no figures has none`() throws {
    #expect(try run("estimates: [kaplanMeier, cox]").figures.isEmpty)
  }

  @Test func `figures change no estimate and no curve`() throws {
    let plain = try run("estimates: [kaplanMeier, cox]")
    let drawn = try run("estimates: [kaplanMeier, cox], figures: [logLog, cumulativeHazard]")
    #expect(plain.estimates == drawn.estimates && plain.curves == drawn.curves)
  }

  @Test func `results from before there were figures stay readable`() throws {
    let results = try run("estimates: [kaplanMeier], figures: logLog")
    let data = try JSONEncoder().encode(results)
    var keys = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    keys["figures"] = nil
    let old = try JSONDecoder().decode(
      Results.self, from: JSONSerialization.data(withJSONObject: keys))
    #expect(old.figures.isEmpty && old.curves == results.curves)
  }
}
