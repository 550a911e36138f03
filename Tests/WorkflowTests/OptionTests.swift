import Foundation
import TestSupport
import Testing
import Workflow

/// What designs and analyses may ask for, on small simulated cohorts.
struct OptionTests {
  private static let cohort = SimulatedCohort(patients: 600, ratio: 0.6, seed: 3)
  private static let one = "  matched: {method: nearest, estimand: ATT, on: logit, caliper: 0.2}\n"
  private func run(
    _ analyses: String, designs: String = one, more: String = "", outcome: String = "",
    cohort: String = "", table: String = Self.cohort.text
  ) throws -> StudyRun {
    try StudyRunner.run(
      SimulatedCohort.study(
        designs: designs, analyses: analyses, more: more, outcome: outcome, cohort: cohort),
      table: table)
  }

  private func row(
    _ run: StudyRun, _ measure: String, _ design: String? = nil, subgroup: String? = nil,
    skipping: Int = 0
  ) throws -> Estimate {
    let rows = run.results.all(measure, outcome: "os", design: design, subgroup: subgroup)
    return try #require(rows.dropFirst(skipping).first)
  }

  @Test func `swapping the reference arm inverts ratios and signs`() throws {
    let analyses = "  - {outcome: os, estimates: [cox, logRank, {rmst: 5}, {survival: [5]}]}\n"
    let plain = try run(analyses)
    let swapped = try run(analyses, cohort: "  reference: treated")
    let (a, b) = (try row(plain, "hazardRatio"), try row(swapped, "hazardRatio"))
    #expect(isClose(try #require(a.estimate), 1 / (try #require(b.estimate)), relative: 1e-10))
    #expect(isClose(try #require(a.lower), 1 / (try #require(b.upper)), relative: 1e-10))
    #expect(a.arm == "treated" && a.referenceArm == "control")
    #expect(b.arm == "control" && b.referenceArm == "treated")
    for measure in ["rmstDifference", "survivalDifference"] {
      let (a, b) = (try row(plain, measure), try row(swapped, measure))
      #expect(isClose(try #require(a.estimate), -(try #require(b.estimate)), relative: 1e-10))
      #expect(isClose(try #require(a.standardError), try #require(b.standardError)))
    }
    #expect(
      isClose(
        try #require(try row(plain, "logRank").statistic),
        try #require(try row(swapped, "logRank").statistic), relative: 1e-10))
    #expect(swapped.results.arms.map(\.role) == [.reference, .focal])
  }

  @Test func `a calendar year that is missing for a patient is still told as an era`() throws {
    let rows = Self.cohort.text.split(separator: "\n").enumerated().map { index, line in
      if index == 0 { return "\(line),year" }
      let isTreated = line.split(separator: ",")[3] == "1"
      return "\(line),\(index == 1 ? "" : String((isTreated ? 2008 : 2004) + index % 4))"
    }
    let run = try run(
      "  - {outcome: os, design: matched, estimates: [cox]}\n", more: "balance: {also: [year]}\n",
      table: rows.joined(separator: "\n") + "\n")
    let ids = run.results.findings.map(\.id)
    #expect(ids.contains("era-imbalance"))
    #expect(!ids.contains("unmodelled-imbalance"))
  }

  @Test func `an analysis is not adjusted for or stratified by its outcome`() throws {
    let study = SimulatedCohort.study(
      designs: Self.one,
      analyses: "  - {outcome: os, strata: [event], estimates: [{cox: {adjust: [time]}}]}\n")
    let faults = try StudyRunner.faults(study, table: Self.cohort.text)
    #expect(faults.count == 2)
    #expect(faults.allSatisfy { $0.hasPrefix("outcome-in-design") })
  }

  @Test func `pairs with the model's variance are analysed as if never matched`() throws {
    let run = try run(
      "  - {outcome: os, design: matched, variance: model, estimates: [cox, median, logRank]}\n")
    let pairs = PlainTable(
      try #require(try run.files().first { $0.path == "sets/matched.csv" }).text)
    let members = Set(pairs.column("id"))
    let lines = Self.cohort.text.split(separator: "\n").map(String.init)
    let kept =
      [lines[0]]
      + lines.dropFirst().filter { line in
        members.contains(String(line.prefix { $0 != "," }))
      }
    let alone = try self.run(
      "  - {outcome: os, estimates: [cox, median, logRank]}\n",
      table: kept.joined(separator: "\n") + "\n")
    for measure in ["hazardRatio", "median", "logRank", "proportionalHazards"] {
      let (a, b) = (try row(run, measure, "matched"), try row(alone, measure))
      #expect(a.estimate == b.estimate && a.standardError == b.standardError)
      #expect(a.statistic == b.statistic && a.p == b.p && a.n == b.n && a.events == b.events)
    }
  }

  @Test func `two controls each and replacement weigh to the number of patients in sets`() throws {
    let designs = """
        two: {method: nearest, estimand: ATT, on: logit, caliper: 0.2, ratio: 2}
        again: {method: nearest, estimand: ATT, on: logit, caliper: 0.2, replace: true}
      """
    let run = try run(
      "  - {outcome: os, design: [two, again], estimates: [cox, kaplanMeier]}\n",
      designs: designs)
    for name in ["two", "again"] {
      let arms = try #require(run.results.designs[name]).arms
      for (_, counts) in arms {
        #expect(isClose(counts.sumOfWeights, Double(counts.n), relative: 1e-12))
      }
      let test = try row(run, "proportionalHazards", name)
      #expect(test.method == "km, design effect" && test.variance == "robust")
    }
    let reused = run.results.findings.filter { $0.id == "matched-with-replacement" }
    #expect(reused.count == 1 && reused[0].message.contains("'again'"))
    let sets = PlainTable(
      try #require(try run.files().first { $0.path == "sets/two.csv" }).text)
    let roles = Dictionary(grouping: sets.rows, by: { $0[0] }).values
    #expect(roles.allSatisfy { $0.count <= 3 && $0[0][2] == "focal" })
    #expect(roles.contains { $0.count == 3 } && roles.contains { $0.count == 2 })
  }

  @Test func `matching the controls speaks of them and keeps the direction of the effect`() throws {
    let designs =
      "  controls: {method: nearest, estimand: ATC, on: logit, caliper: 0.001, caliperScale: raw}\n"
    let run = try run(
      "  - {outcome: os, design: controls, estimates: [cox]}\n", designs: designs)
    let design = try #require(run.results.designs["controls"])
    #expect(design.estimand == "ATC" && design.targetPopulation == "matched-ATC")
    let control = try #require(design.arms["control"])
    #expect(control.unmatched > 0 && design.sets == control.n)
    let finding = try #require(run.results.findings.first { $0.id == "matched-subset" })
    #expect(
      finding.message
        == "'controls' leaves \(control.unmatched) of \(control.n + control.unmatched) patients of Control unmatched: the estimand is matched-ATC"
    )
    let ratio = try row(run, "hazardRatio", "controls")
    #expect(ratio.arm == "treated" && ratio.referenceArm == "control")
    let sets = PlainTable(
      try #require(try run.files().first { $0.path == "sets/controls.csv" }).text)
    let cohort = PlainTable(try #require(try run.files().first { $0.path == "cohort.csv" }).text)
    let arms = Dictionary(
      uniqueKeysWithValues: zip(cohort.column("id"), cohort.column("arm")))
    #expect(sets.rows.allSatisfy { ($0[2] == "focal") == (arms[$0[1]] == "control") })
  }

  @Test func `strata, adjustment and clusters are asked for and said`() throws {
    let run = try run(
      """
        - {outcome: os, estimates: [cox, logRank]}
        - {outcome: os, strata: [b], estimates: [cox, logRank]}
        - {outcome: os, estimates: [{cox: {adjust: [b, x]}}]}
        - {outcome: os, cluster: site, estimates: [cox]}
      """)
    let rows = run.results.all("hazardRatio", outcome: "os", design: nil)
    #expect(
      rows.map(\.method) == [
        "efron", "efron, stratified by b", "efron, adjusted for b + x", "efron",
      ])
    #expect(rows.map(\.marginal) == [true, false, false, true])
    #expect(rows.map(\.variance) == ["model", "model", "model", "robust"])
    #expect(rows[3].estimate == rows[0].estimate)
    #expect(rows[3].standardError != rows[0].standardError)
    // Without confounding by b the ratio is nearer to 0.6.
    let values = rows.compactMap(\.estimate)
    #expect(abs(values[1] - 0.6) < abs(values[0] - 0.6))
    #expect(abs(values[2] - 0.6) < abs(values[0] - 0.6))
    let names = ResultValues(run.results).values.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count { $0.contains("hazardRatio") && $0.hasSuffix("].estimate") } == 4)
  }

  @Test func `analyses that differ in their level are locked both, a repeated one once`() throws {
    let run = try run(
      """
        - {outcome: os, estimates: [cox]}
        - {outcome: os, level: 0.9, estimates: [cox]}
        - {outcome: os, estimates: [cox]}
      """)
    let names = ResultValues(run.results).values.map(\.name)
    #expect(Set(names).count == names.count)
    let lower = names.filter { $0.contains("hazardRatio") && $0.hasSuffix("].lower") }
    #expect(
      lower == [
        "estimates[os,crude,hazardRatio,treated,model,efron].lower",
        "estimates[os,crude,hazardRatio,treated,model,efron #2].lower",
      ])
    var moved = run.results
    let second = try #require(moved.estimates.firstIndex { $0.level == 0.9 })
    moved.estimates[second].lower = 0.1
    #expect(
      Verification(moved, against: LockFile(run.results)).differences.map(\.name) == [lower[1]])
  }

  @Test func `patients without a cluster are their own`() throws {
    let lines = Self.cohort.text.split(separator: "\n").map { line -> String in
      var fields = line.split(separator: ",").map(String.init)
      if fields[7].hasPrefix("s"), fields[7] != "site" { fields[7] = "" }
      if fields[0] == "p1" { fields[7] = "s1" }
      return fields.joined(separator: ",")
    }
    let run = try run(
      """
        - {outcome: os, cluster: site, estimates: [cox]}
        - {outcome: os, variance: robust, estimates: [cox]}
      """, table: lines.joined(separator: "\n") + "\n")
    let rows = run.results.all("hazardRatio", outcome: "os", design: nil)
    #expect(rows.count == 2)
    #expect(
      isClose(try #require(rows[0].standardError), try #require(rows[1].standardError)))
  }

  @Test func `delayed entry puts patients at risk from their entry`() throws {
    let run = try run(
      "  - {outcome: os, estimates: [cox, kaplanMeier]}\n", outcome: ", entry: late")
    let plain = try self.run("  - {outcome: os, estimates: [cox, kaplanMeier]}\n")
    let values = PlainTable(Self.cohort.text)
    let (entry, time) = (
      values.column("late").compactMap(Double.init), values.column("time").compactMap(Double.init)
    )
    let treated = values.column("treated")
    for curve in run.results.curves {
      for (k, t) in curve.riskTable.time.enumerated() where t > 0 {
        let count = time.indices.count {
          entry[$0] < t && time[$0] >= t && (treated[$0] == "1") == (curve.arm == "treated")
        }
        #expect(curve.riskTable.atRisk[k] == count)
      }
    }
    #expect(
      try row(run, "hazardRatio").estimate != (try row(plain, "hazardRatio").estimate))
  }

  @Test func `patients without the outcome are left out and counted`() throws {
    let lines = Self.cohort.text.split(separator: "\n").map { line -> String in
      var fields = line.split(separator: ",").map(String.init)
      if ["p3", "p77"].contains(fields[0]) { fields[4] = "" }
      if fields[0] == "p500" { fields[5] = "" }
      return fields.joined(separator: ",")
    }
    let run = try run(
      "  - {outcome: os, estimates: [cox]}\n", table: lines.joined(separator: "\n") + "\n")
    #expect(try row(run, "hazardRatio").n == 597)
    #expect(run.results.arms.reduce(0) { $0 + $1.n } == 600)
    let finding = try #require(run.results.findings.first { $0.id == "outcome-missing" })
    #expect(finding.message == "'os' is missing for 3 patients, who are left out of its analyses")
  }

  @Test func `subgroups restrict the rows and keep the sets as clusters`() throws {
    let run = try run(
      """
        - {outcome: os, design: matched, estimates: [cox, {survival: [5]}]}
        - {outcome: os, estimates: [cox]}
      """, more: "subgroups: [ward]")
    let all = try row(run, "hazardRatio", "matched")
    let parts = try ["ward=w0", "ward=w1"].map {
      try row(run, "hazardRatio", "matched", subgroup: $0)
    }
    #expect(parts.reduce(0) { $0 + ($1.n ?? 0) } == all.n)
    #expect(parts.reduce(0) { $0 + ($1.events ?? 0) } == all.events)
    #expect(parts.allSatisfy { $0.variance == "robust" })
    let lines = Self.cohort.text.split(separator: "\n").map(String.init)
    let ward = [lines[0]] + lines.dropFirst().filter { $0.hasSuffix(",w1") }
    let alone = try self.run(
      "  - {outcome: os, estimates: [cox]}\n", table: ward.joined(separator: "\n") + "\n")
    let (a, b) = (
      try row(run, "hazardRatio", nil, subgroup: "ward=w1"), try row(alone, "hazardRatio")
    )
    #expect(isClose(try #require(a.estimate), try #require(b.estimate), relative: 1e-12))
    #expect(a.n == b.n)
    let balance = try #require(run.results.designs["matched"]).balance.compactMap(\.subgroup)
    #expect(Set(balance) == ["ward=w0", "ward=w1"])
  }

  @Test func `a subgroup of one arm only has rows that say so`() throws {
    let lines = Self.cohort.text.split(separator: "\n").map { line -> String in
      var fields = line.split(separator: ",").map(String.init)
      if fields[3] == "1" { fields[8] = "w1" }
      return fields.joined(separator: ",")
    }
    let run = try run(
      "  - {outcome: os, estimates: [cox]}\n", more: "subgroups: [ward]",
      table: lines.joined(separator: "\n") + "\n")
    let empty = try row(run, "hazardRatio", nil, subgroup: "ward=w0")
    #expect(empty.status == .notEstimable && empty.reason == "nobody is in one of the arms")
    #expect(
      !run.results.designs.values.contains { design in
        design.balance.contains { $0.subgroup == "ward=w0" }
      })
  }

  @Test func `an outcome without events has nulls with reasons`() throws {
    let lines = Self.cohort.text.split(separator: "\n").map { line -> String in
      var fields = line.split(separator: ",").map(String.init)
      if fields[5] == "1" { fields[5] = "0" }
      return fields.joined(separator: ",")
    }
    let run = try run(
      "  - {outcome: os, design: matched, estimates: [kaplanMeier, median, logRank, cox]}\n",
      table: lines.joined(separator: "\n") + "\n")
    for row in run.results.estimates where row.measure != "medianFollowUp" {
      #expect(row.estimate == nil && row.statistic == nil && row.reason != nil)
      #expect(row.status == (row.measure == "median" ? .notReached : .notEstimable))
    }
  }

  @Test func `complete cases that empty an arm are a fault at the arm`() throws {
    let lines = Self.cohort.text.split(separator: "\n").map { line -> String in
      var fields = line.split(separator: ",").map(String.init)
      if fields[3] == "1" { fields[2] = "" }
      return fields.joined(separator: ",")
    }
    let faults = try StudyRunner.faults(
      SimulatedCohort.study(
        designs: Self.one, analyses: "  - {outcome: os, estimates: [cox]}\n",
        propensity: "{model: logistic, terms: [b, x], missing: completeCases}"),
      table: lines.joined(separator: "\n") + "\n")
    #expect(
      faults == [
        "empty-arm: nobody in the cohort is left in the arm 'treated' after 'with every covariate'"
      ])
  }
}
