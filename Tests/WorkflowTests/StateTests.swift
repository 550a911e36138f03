import Foundation
import TestSupport
import Testing
import Workflow

struct StateTests {
  private func rows(_ run: StudyRun, _ measure: String) -> [Estimate] {
    run.results.estimates.filter { $0.measure == measure }
  }

  /// R 4.2.2, survival 3.5-3: scripts/reference/workflow-states.R.
  @Test(
    .agrees(
      "states over time and the ways between them: the study `leukaemia-states`",
      with: "R survival 3.5-3 `survfit` of several states, `coxph` of each way", within: 1e-9))
  func `probabilities, times and ratios are those of R`() throws {
    let run = try StudyRunner.bundled("leukaemia-states")
    let states = ["entry", "response", "transplant", "relapse", "death"]
    let probability = rows(run, "stateProbability")
    #expect(probability.map(\.event) == states.flatMap { [$0, $0] })
    #expect(
      isClose(
        probability.filter { $0.arm == "b" }.flatMap { [$0.estimate ?? 0, $0.standardError ?? 0] },
        [
          0.0340637303970, 0.0100941153490, 0.3134590279191, 0.0259061650214, 0.3371591581261,
          0.0264446808591, 0.0969474444567, 0.0165560628981, 0.2183706391011, 0.0230826033615,
        ], relative: 1e-9))
    let time = rows(run, "stateTime").filter { $0.arm == "a" }.compactMap(\.estimate)
    #expect(
      isClose(
        time,
        [75.6992356154, 199.0698322668, 199.7201733461, 41.3321233154, 214.1786354563],
        relative: 1e-10))
    #expect(isClose(time.reduce(0, +), 730, relative: 1e-12))
    let ways = rows(run, "transitionHazardRatio")
    #expect(ways.count == 12)
    let relapse = try #require(ways.first { $0.event == "relapse to death" })
    #expect(isClose(relapse.estimate ?? 0, 0.644330514553, relative: 1e-9))
    #expect(isClose(relapse.standardError ?? 0, 0.211486544744, relative: 1e-9))
    #expect(relapse.events == 99)
  }

  @Test func `differences of independent arms have the errors of both`() throws {
    let run = try StudyRunner.bundled("leukaemia-states")
    let arms = rows(run, "stateProbability")
    for (k, difference) in rows(run, "stateProbabilityDifference").enumerated() {
      let (b, a) = (arms[2 * k], arms[2 * k + 1])
      let value = try #require(b.estimate) - #require(a.estimate)
      let error = try hypot(#require(b.standardError), #require(a.standardError))
      #expect(isClose(difference.estimate ?? 0, value, relative: 1e-10))
      #expect(isClose(difference.standardError ?? 0, error, relative: 1e-10))
    }
    let curves = run.results.curves.filter { $0.kind == "occupation" }
    #expect(curves.count == 10)
    for k in curves[0].time.indices {
      let sum = stride(from: 0, to: 10, by: 2).reduce(0.0) { $0 + curves[$1].value[k] }
      #expect(isClose(sum, 1, relative: 1e-12))
    }
    #expect(run.results.findings.contains { $0.id == "state-entries" })
  }

  private static func study(_ states: String, design: String = "") -> String {
    """
    study: states
    data: {table: table.csv, id: pid}
    cohort:
      arms:
        treated: {where: hormon == 1}
        control: {where: hormon == 0}
    propensity: {terms: [age, nodes]}
    designs:
      matched: {method: nearest, estimand: ATT, caliper: 0.2}
      weighted: {method: propensityWeights, estimand: ATE}
    outcomes:
      relapse: {time: rtime, event: recur == 1, unit: days}
      size3: {value: er > 100, kind: binary}
      death: {time: dtime, event: death == 1, unit: days}
    analyses:
      - {outcome: death, \(design)estimates: [{states: \(states)}]}
    """
  }

  private static func table() throws -> String {
    let path = "\(Fixtures.repository())/studies/rotterdam-hormone/rotterdam.csv"
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: ["", "design: matched, ", "design: weighted, "])
  func `illness and death in every design`(design: String) throws {
    let run = try StudyRunner.run(
      Self.study(
        "{through: relapse, at: 1826, horizon: 1826, transitions: common}", design: design),
      table: Self.table())
    let found = run.results.estimates
    #expect(found.map(\.status) == [Estimate.Status](repeating: .estimated, count: 19))
    let shares = rows(run, "stateProbability").filter { $0.arm == "treated" }
    #expect(isClose(shares.compactMap(\.estimate).reduce(0, +), 1, relative: 1e-12))
    #expect(rows(run, "transitionHazardRatio").first?.event == nil)
    #expect(found.allSatisfy { $0.variance == "robust" })
  }

  @Test(arguments: [
    ("{through: [relaps], at: 365}", "there is no outcome 'relaps'"),
    ("{through: [death], at: 365}", "other outcomes than the one that ends follow-up"),
    ("{through: [size3], at: 365}", "outcomes that are times to an event"),
    ("{through: [relapse, relapse], at: 365}", "every outcome once"),
    ("{through: [relapse], initial: death}", "a name that no other state has"),
    ("{through: [relapse], adjust: [age]}", "'transitions', whose model has terms"),
  ])
  func `states that do not fit are faults`(states: String, words: String) throws {
    let faults = try StudyRunner.faults(Self.study(states), table: Self.table())
    #expect(faults.contains { $0.contains(words) }, "\(faults)")
  }
}
