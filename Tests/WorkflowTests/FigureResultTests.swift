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

  @Test func `Schoenfeld residuals come with the line, the test and the ratio of their model`()
    throws
  {
    let results = try run(
      "design: matched, estimates: [cox, {cox: {adjust: [x], proportionalHazards: log}}], "
        + "figures: [schoenfeld]")
    #expect(results.figures.map(\.kind) == ["schoenfeld", "schoenfeld"])
    let tests = results.estimates.filter { $0.measure == "proportionalHazards" }
    let ratios = results.estimates.filter { $0.measure == "hazardRatio" }
    for (index, figure) in results.figures.enumerated() {
      let series = try #require(figure.series.first)
      #expect(figure.p == tests[index].p && figure.p != nil)
      #expect(figure.method?.hasPrefix(ratios[index].method ?? "-") == true)
      #expect(
        isClose(exp(try #require(series.constant)), try #require(ratios[index].estimate)))
      #expect(series.arm == "treated" && series.referenceArm == "control")
      #expect(series.pointCount == ratios[index].events)
      #expect(series.points.count == series.pointCount && series.value.count == 101)
      #expect(series.points.map(\.position) == series.points.map(\.position).sorted())
      #expect(!figure.axis.isEmpty)
    }
    let logs = results.figures[1].axis
    #expect(logs.allSatisfy { abs($0.position - log($0.time)) < 0.5 })
  }

  @Test func `smoothed hazards come by arm, with what was asked of them`() throws {
    let results = try run(
      "design: matched, estimates: [median], figures: [hazard, {hazard: {bandwidth: 2, to: 8}}]")
    #expect(results.figures.map(\.kind) == ["hazard", "hazard"])
    for figure in results.figures {
      #expect(figure.series.map(\.arm) == ["treated", "control"])
      for series in figure.series {
        #expect(series.value.count == 101 && series.lower.count == 101)
        #expect(series.position.first == 0 && series.reason == nil)
      }
    }
    #expect(results.figures[1].series.map(\.bandwidth) == [2, 2])
    #expect(results.figures[1].series.map(\.position.last) == [8, 8])
    // Hazards are 0.1 to 0.27 among the untreated, and 0.6 of that among the treated.
    for (series, range) in zip(results.figures[1].series, [0.04...0.2, 0.07...0.35]) {
      #expect(series.value[10...60].allSatisfy(range.contains))
    }
  }

  @Test func `a bandwidth too wide says so by arm`() throws {
    let figure = try #require(
      try run("estimates: [median], figures: [{hazard: {bandwidth: 19}}]").figures.first)
    #expect(figure.series.allSatisfy { $0.value.isEmpty && $0.bandwidth == nil })
    #expect(figure.series.allSatisfy { $0.reason?.hasPrefix("the bandwidth is more than") == true })
  }

  @Test func `figures say from when on patients are in the focal arm`() throws {
    let table =
      "id,from,time,event\n"
      + (1...60).map { "\($0),\($0 % 3 == 0 ? "" : "\($0 % 4)"),\(5 + $0 % 7),\($0 % 2)\n" }
      .joined()
    let study = """
      study: arms
      data: {table: table.csv, id: id, columns: {from: {knownAt: from}}}
      cohort: {arms: {treated: {where: from is not missing}, control: {where: from is missing}}}
      outcomes: {os: {time: time, event: event == 1, unit: months}}
      analyses:
        - {outcome: os, armFrom: from, estimates: [cox], figures: [hazard, schoenfeld]}
        - {outcome: os, estimates: [kaplanMeier], figures: [logLog]}
      accept:
        - {finding: exposure-after-time-zero, reason: The analyses read the arm when it is known.}
      """
    let results = try StudyRunner.run(study, table: table).results
    let regime = "arm from from on"
    #expect(results.figures.map(\.regime) == [regime, regime, nil])
    #expect(results.figures[0].series.allSatisfy { !$0.value.isEmpty })
  }

  @Test func `many residuals are thinned, and their line is not`() throws {
    let many = SimulatedCohort(patients: 2400, ratio: 0.6, seed: 6)
    let results = try StudyRunner.run(
      SimulatedCohort.study(
        designs: "  crude: {method: none}\n",
        analyses: "  - {outcome: os, estimates: [cox], figures: [schoenfeld]}\n"),
      table: many.text
    ).results
    let series = try #require(results.figures.first?.series.first)
    #expect(series.pointCount > 1200 && series.points.count == 1000)
  }

  @Test func `a model without events has no residuals and says so`() throws {
    let table = "id,treated,time,event\n" + (1...40).map { "p\($0),\($0 % 2),\($0),0\n" }.joined()
    let study = """
      study: none
      data: {table: table.csv, id: id}
      cohort: {arms: {treated: {where: treated == 1}, control: {where: treated == 0}}}
      outcomes: {os: {time: time, event: event == 1, unit: months}}
      analyses:
        - {outcome: os, estimates: [cox], figures: [schoenfeld]}
      """
    let figure = try #require(try StudyRunner.run(study, table: table).results.figures.first)
    let series = try #require(figure.series.first)
    #expect(series.points.isEmpty && series.value.isEmpty)
    #expect(series.reason == "no event was seen")
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
