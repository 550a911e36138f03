import Testing
import Workflow

/// Eight patients, four an arm; the control arm is followed `stretch` times as long.
private func table(stretch: Int) -> String {
  var lines = ["id,arm,x,days,died"]
  for i in 1...8 {
    let isTreated = i.isMultiple(of: 2)
    let days = (10 + i) * (isTreated ? 1 : stretch)
    lines.append(
      "p\(i),\(isTreated ? "new" : "old"),\(i / 2 % 3),\(days),\(i == 1 || i == 2 ? 1 : 0)")
  }
  return lines.joined(separator: "\n") + "\n"
}

private let study = """
  study: follow-up
  data: {table: table.csv, id: id}
  cohort:
    arms:
      new: {label: New, where: arm == "new"}
      control: {label: Old, where: arm == "old"}
  outcomes:
    os: {time: days, event: died == 1}
  analyses:
    - {outcome: os, estimates: [kaplanMeier]}
  """

struct FollowUpTests {
  private func findings(stretch: Int) throws -> [Results.Finding] {
    try StudyRunner.run(study, table: table(stretch: stretch)).results.findings
      .filter { $0.id == "follow-up-differs" }
  }

  @Test func `arms followed for very different times are a finding`() throws {
    let found = try findings(stretch: 3)
    #expect(found.count == 1)
    #expect(
      found.first?.message
        == "before any design, follow-up of 'os' differs: median 16 days in New, 45 in Old")
  }

  @Test func `arms followed alike are none`() throws {
    #expect(try findings(stretch: 1).isEmpty)
  }

  @Test func `patients left out by their propensity are a finding`() throws {
    let weighted =
      study.replacing("outcomes:", with: "propensity: {terms: [x]}\noutcomes:")
      .replacing(
        "analyses:",
        with: "designs:\n  w: {method: propensityWeights, trim: [0.45, 0.55]}\nanalyses:")
    let run = try StudyRunner.run(weighted, table: table(stretch: 1))
    let design = try #require(run.results.designs["w"])
    let left = design.arms.values.reduce(0) { $0 + $1.unmatched }
    #expect(left > 0)
    #expect(
      run.results.findings.filter { $0.id == "trimmed-subset" }.map(\.message)
        == [
          "'w' leaves out \(left) of 8 patients by their propensity: the estimand is trimmed-ATE"
        ])
  }
}
