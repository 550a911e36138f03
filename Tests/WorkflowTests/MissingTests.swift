import Testing
import Workflow

/// Sixty patients an arm; `x` is missing for five of six treated and for one of six controls.
private let table: String = {
  var lines = ["id,arm,x,centre,days,died"]
  for i in 0..<120 {
    let isTreated = i.isMultiple(of: 2)
    let isMissing = isTreated ? (i / 2) % 6 != 0 : (i / 2) % 6 == 0
    let centre = i % 40 == 7 ? "" : ["a", "b", "c"][i / 2 % 3]
    lines.append(
      "p\(i),\(isTreated ? "new" : "old"),\(isMissing ? "" : "\(i / 2 % 5)"),\(centre),\(10 + i),\(i % 3 == 0 ? 1 : 0)"
    )
  }
  return lines.joined(separator: "\n") + "\n"
}()

private let study = """
  study: missing
  data: {table: table.csv, id: id}
  cohort:
    arms:
      new: {where: arm == "new"}
      control: {where: arm == "old"}
  propensity: {terms: [x], missing: indicator}
  designs:
    w: {method: propensityWeights, estimand: ATO}
    raw: {method: none}
  outcomes:
    os: {time: days, event: died == 1}
  analyses:
    - {outcome: os, design: raw, strata: [centre], estimates: [cox]}
  gates: {smd: {threshold: 0.1, action: report}}
  """

struct MissingTests {
  @Test func `being missing is balanced, and judged, where the model has a column for it`() throws {
    let results = try StudyRunner.run(study, table: table).results
    let row = results.designs["raw"]?.balance.first { $0.covariate == "x is missing" }
    #expect(row?.inModel == true)
    #expect(abs((row?.meanBefore ?? 0) - 5.0 / 6) < 1e-12)
    #expect(abs((row?.referenceMeanBefore ?? 0) - 1.0 / 6) < 1e-12)
    #expect(abs(row?.smdBefore ?? 0) > 1)
    let weighted = results.designs["w"]?.balance.first { $0.covariate == "x is missing" }
    #expect(abs(weighted?.smdAfter ?? 1) < 1e-8)
    #expect(results.baseline.contains { $0.covariate == "x is missing" && $0.design == nil })
  }

  @Test func `patients of unknown stratum are left out and counted`() throws {
    let results = try StudyRunner.run(study, table: table).results
    let hazard = results.estimates.first { $0.measure == "hazardRatio" }
    #expect(hazard?.status == .estimated)
    let finding = results.findings.first { $0.id == "group-missing" }
    #expect(
      finding?.message
        == "'centre' is missing for 3 patients, who are left out of the analyses by strata")
    let stratified = try StudyRunner.run(
      study.replacing(
        "arms:\n", with: "arms:\n"
      ).replacing(
        "  arms:", with: "  eligible: [{name: known, where: centre is not missing}]\n  arms:"),
      table: table
    ).results.estimates.first { $0.measure == "hazardRatio" }
    #expect(hazard?.estimate == stratified?.estimate)
    #expect(hazard?.events == stratified?.events)
  }

  @Test func `an arm of one patient gives no estimate, and an arm of few is a finding`() throws {
    let run = try StudyRunner.run(
      study.replacing("where: arm == \"new\"", with: "where: id == \"p0\"")
        .replacing("missing: indicator}", with: "missing: indicator, model: firth}"),
      table: table)
    #expect(run.results.estimates.allSatisfy { $0.status == .notEstimable })
    #expect(
      run.results.estimates.first?.reason == "a single patient is in one of the arms")
    #expect(
      run.results.findings.contains {
        $0.id == "few-patients" && $0.message == "'w' has only 1 patient of new"
      })
  }

  @Test func `a missing adjustment is told what to do`() throws {
    let adjusted = study.replacing("[cox]", with: "[{cox: {adjust: [x]}}]")
    let faults = try StudyRunner.faults(adjusted, table: table)
    #expect(faults.contains { $0.hasPrefix("missing-covariate") })
  }
}
