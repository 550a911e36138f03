import Testing
import Workflow

/// A limit on how many of a design's patients may have something.
struct ShareGateTests {
  /// Ten patients, five an arm: three with earlier treatment, of one it is not known.
  private let table = """
    id,arm,age,earlier,time,event
    1,a,50,true,10,true
    2,a,55,false,20,false
    3,a,60,false,15,true
    4,a,65,false,12,true
    5,a,70,,30,false
    6,b,51,true,9,true
    7,b,56,true,14,true
    8,b,61,false,16,false
    9,b,66,false,8,true
    10,b,71,false,18,true

    """

  private func study(_ gate: String) -> String {
    """
    study: share
    data: {table: table.csv, id: id}
    cohort:
      arms:
        treated: {where: arm == "a"}
        control: {where: arm == "b"}
    propensity: {terms: [age]}
    designs:
      weighted: {method: propensityWeights, estimand: ATO}
    outcomes:
      os: {time: time, event: event}
    analyses:
      - {outcome: os, design: weighted, estimates: [cox]}
    gates: {share: \(gate)}

    """
  }

  @Test func `patients of whom it is not known count as having it`() throws {
    let gate = try gate(of: "{of: earlier, atMost: 0.3}")
    // By hand: the weights of the overlap are nearly those of equal shares; 4 of 10 have or may have it.
    let share = try #require(gate.value)
    #expect(share > 0.35 && share < 0.45)
    #expect(!gate.passed && gate.subject == "earlier" && gate.action == "withhold")
  }

  @Test func `a limit that is not reached holds`() throws {
    #expect(try gate(of: "{of: earlier, atMost: 0.5}").passed)
  }

  @Test func `estimates are withheld above the limit, and the reason says so`() throws {
    let run = try StudyRunner.run(study("{of: earlier, atMost: 0.1}"), table: table)
    let cox = try #require(run.results.estimates.first { $0.measure == "hazardRatio" })
    #expect(cox.estimate == nil && cox.reason?.contains("share gate") == true)
  }

  @Test func `a limit that is only to be reported withholds nothing`() throws {
    let run = try StudyRunner.run(
      study("{of: earlier, atMost: 0.1, action: report}"), table: table)
    #expect(run.results.estimates.contains { $0.measure == "hazardRatio" && $0.estimate != nil })
    #expect(run.results.findings.contains { $0.id == "gate-failed" })
  }

  @Test func `a column that is no flag has no share`() throws {
    let faults = try StudyRunner.faults(study("{of: age, atMost: 0.1}"), table: table)
    #expect(faults.contains { $0.hasPrefix("not-a-flag: 'age'") })
  }

  @Test func `an outcome limits nothing`() throws {
    let faults = try StudyRunner.faults(study("{of: event, atMost: 0.1}"), table: table)
    #expect(faults.contains { $0.hasPrefix("outcome-in-design") })
  }

  private func gate(of text: String) throws -> DesignResult.Gate {
    let run = try StudyRunner.run(study(text), table: table)
    return try #require(run.results.designs["weighted"]?.gates.first { $0.gate == "share" })
  }
}
