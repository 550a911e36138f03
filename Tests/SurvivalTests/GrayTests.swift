import Survival
import TestSupport
import Testing

struct GrayTests {
  @Test(
    .agrees(
      "Gray's test: ties, strata, rho", with: "cmprsk 2.2-11 `cuminc`", within: 1e-11,
      detail: "most 1e-12"),
    arguments: [0.0, 1], [false, true])
  func `three groups with ties are those of cmprsk`(_ rho: Double, _ strata: Bool) throws {
    let reference = try CompetingReference()
    let key = "gray.\(strata ? "strata." : "")\(Int(rho))"
    let found = try (1...2).map {
      try GrayTest(
        reference.data(strata: strata), by: reference.groups, cause: $0, rho: rho)
    }
    #expect(
      agrees(found.map(\.test.statistic), CompetingReference.numbers[key], relative: 1e-12))
    #expect(found.allSatisfy { $0.test.degreesOfFreedom == 2 })
  }

  @Test(
    .agrees(
      "Gray's test: ties, strata, rho", with: "cmprsk 2.2-11 `cuminc`", within: 1e-11,
      detail: "most 1e-12"))
  func `sex in mgus2 is that of cmprsk`() throws {
    let frame = try DataFrame("mgus2")
    let data = try CompetingRisks(
      time: frame["time"], cause: frame.integers("cause"), causes: 2)
    let groups = try Groups(frame.integers("sex"), count: 2)
    let found = try (1...2).map { try GrayTest(data, by: groups, cause: $0).test.statistic }
    #expect(agrees(found, CompetingReference.numbers["gray.mgus2.kept"], relative: 1e-11))
  }

  @Test func `one event by hand`() throws {
    // In a group of three one has the cause at 1 and one the other at 3; nobody in the other group
    // of three has any: the score is 1 − 1/2 and its variance 1/4.
    let data = try CompetingRisks(
      time: [1, 3, 5, 2, 4, 6], cause: [1, 2, 0, 0, 0, 0], causes: 2)
    let test = try GrayTest(data, by: Groups([0, 0, 0, 1, 1, 1], count: 2))
    #expect(test.score == [0.5, -0.5])
    #expect(isClose(test.covariance[0][0], 0.25, relative: 1e-14))
    #expect(isClose(test.test.statistic ?? 0, 1, relative: 1e-14))
  }

  @Test func `an event of the other cause adds to the variance`() throws {
    // Q = 3 and 2 at the event of the second patient, so that the score is 1 − 3/5; the event of the
    // other cause at 1 adds 0.0144 to its variance 6/25.
    let data = try CompetingRisks(
      time: [1, 3, 5, 2, 4, 6], cause: [2, 1, 0, 0, 0, 0], causes: 2)
    let test = try GrayTest(data, by: Groups([0, 0, 0, 1, 1, 1], count: 2))
    #expect(isClose(test.score[0], 0.4, relative: 1e-14))
    #expect(isClose(test.covariance[0][0], 0.2544, relative: 1e-13))
  }

  @Test func `two identical groups do not differ, and the order of groups does not matter`() throws
  {
    let reference = try CompetingReference()
    let frame = reference.frame
    let twice = try CompetingRisks(
      time: frame["time"] + frame["time"], cause: frame.integers("cause") + frame.integers("cause"),
      causes: 2)
    let groups = frame["time"].map { _ in 0 } + frame["time"].map { _ in 1 }
    let same = try GrayTest(twice, by: Groups(groups, count: 2))
    #expect(abs(same.score[0]) < 1e-12)
    let data = try reference.data()
    let forward = try GrayTest(data, by: reference.groups)
    let backward = try GrayTest(
      data, by: Groups(frame.integers("group").map { 2 - $0 }, count: 3))
    #expect(
      isClose(forward.test.statistic ?? 0, backward.test.statistic ?? 1, relative: 1e-11))
  }

  @Test func `what cannot be tested says why`() throws {
    let reference = try CompetingReference()
    let groups = try reference.groups
    #expect(
      try GrayTest(reference.data(weighted: true), by: groups).test.reason == .notForWeights)
    #expect(
      try GrayTest(reference.data(entry: true), by: groups).test.reason == .notForDelayedEntry)
    let none = try CompetingRisks(time: [1, 2], cause: [0, 0], causes: 1)
    #expect(try GrayTest(none, by: Groups([0, 1], count: 2)).test.reason == .noEvents)
    let one = try CompetingRisks(time: [1, 2, 3], cause: [1, 0, 1], causes: 1)
    #expect(try GrayTest(one, by: Groups([0, 0, 0], count: 2)).test.statistic == nil)
  }
}
