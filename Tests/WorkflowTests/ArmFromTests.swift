import TestSupport
import Testing
import Workflow

/// Arms that patients come into during follow-up, as a study says them.
struct ArmFromTests {
  private let table = """
    id,age,from,time,event
    1,50,4,10,true
    2,52,,3,true
    3,54,,8,false
    4,56,0,6,true
    5,58,9,9,true
    6,60,2,7,true
    7,62,,5,true

    """

  private func study(_ analysis: String, arms: String? = nil) -> String {
    """
    study: arms
    data: {table: table.csv, id: id, columns: {from: {knownAt: from}}}
    cohort:
      arms:
        treated: {where: \(arms ?? "from is not missing")}
        control: {where: not (\(arms ?? "from is not missing"))}
    outcomes:
      os: {time: time, event: event}
    analyses:
      - \(analysis)
    accept:
      - {finding: exposure-after-time-zero, reason: The analyses read the arm when it is known.}

    """
  }

  private func ratios(_ run: StudyRun) -> [Estimate] {
    run.results.estimates.filter { $0.measure == "hazardRatio" }
  }

  /// R 4.2.2, survival 3.5-3: scripts/reference/export-myeloid.R.
  @Test(
    .agrees(
      "arms that patients come into during follow-up, landmarks: the study `leukaemia-transplant`",
      with: "R survival 3.5-3 `coxph` on the rows of `tmerge`", within: 1e-7,
      detail: "limits printed digits"))
  func `three analyses of one question stand side by side`() throws {
    let run = try StudyRunner.bundled("leukaemia-transplant")
    let found = ratios(run)
    let expected = [
      (1.7686283, 1.3804, 2.2660), (0.8146473, 0.6265, 1.0593), (0.7379802, 0.5916, 0.9206),
    ]
    #expect(found.count == 3)
    for (row, (ratio, lower, upper)) in zip(found, expected) {
      #expect(isClose(try #require(row.estimate), ratio, relative: 1e-7))
      #expect(abs(try #require(row.lower) - lower) < 5e-5)
      #expect(abs(try #require(row.upper) - upper) < 5e-5)
    }
    #expect(
      found.map(\.regime) == ["arm from txtime on", "arm by txtime at 180 days", nil])
    #expect(found.allSatisfy { $0.method == "efron, adjusted for trt" })
    #expect(found.map(\.n) == [646, 545, 646])
    #expect(found.map(\.events) == [320, 249, 320])
  }

  @Test func `a transplant on the last day of follow-up is found`() throws {
    let run = try StudyRunner.bundled("leukaemia-transplant")
    let finding = try #require(run.results.findings.first { $0.id == "arm-after-follow-up" })
    #expect(finding.message.contains("of 1 patient comes when follow-up of 'death' has ended"))
    #expect(run.results.findings.contains { $0.id == "exposure-after-time-zero" })
  }

  @Test func `who is said to be in the arm without a time is left out`() throws {
    let run = try StudyRunner.run(
      study(
        "{outcome: os, armFrom: from, estimates: [cox, logRank]}",
        arms: "from is not missing or age < 53"), table: table)
    let ratio = try #require(ratios(run).first)
    #expect(ratio.n == 6)
    let finding = try #require(run.results.findings.first { $0.id == "group-missing" })
    #expect(finding.message.contains("'from' is missing for 1 patient"))
    #expect(finding.message.contains("by armFrom"))
  }

  @Test func `robust errors are by patient`() throws {
    let cut = try StudyRunner.run(
      study("{outcome: os, armFrom: from, variance: robust, estimates: [cox]}"), table: table)
    let named = try StudyRunner.run(
      study("{outcome: os, armFrom: from, cluster: age, estimates: [cox]}"), table: table)
    let error = try #require(ratios(cut).first?.standardError)
    #expect(error == ratios(named).first?.standardError)
    #expect(ratios(cut).first?.variance == "robust")
  }

  @Test(arguments: [
    ("{outcome: os, landmark: 3, estimates: [cox]}", "'landmark' needs 'armFrom'"),
    ("{outcome: os, armFrom: from, estimates: [cox, median]}", "and not 'median'"),
    ("{outcome: os, armFrom: since, estimates: [cox]}", "'since'"),
    ("{outcome: os, armFrom: time, estimates: [cox]}", "'armFrom' uses 'time'"),
    ("{outcome: os, armFrom: from, landmark: 0, estimates: [cox]}", "landmark"),
  ])
  func `what does not go together is told`(_ analysis: String, _ words: String) throws {
    let faults = try StudyRunner.faults(study(analysis), table: table)
    #expect(faults.count == 1)
    #expect(faults.first?.contains(words) == true, "\(faults)")
  }

  @Test func `beyond the last of the patients nobody is left to compare`() throws {
    let run = try StudyRunner.run(
      study("{outcome: os, armFrom: from, landmark: 20, estimates: [cox, logRank]}"),
      table: table)
    let rows = run.results.estimates.filter { $0.measure == "hazardRatio" }
    #expect(rows.count == 1 && rows.first?.estimate == nil && rows.first?.reason != nil)
  }
}
