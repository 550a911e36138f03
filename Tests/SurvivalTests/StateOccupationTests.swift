import LinearAlgebra
import Survival
import TestSupport
import Testing

struct StateOccupationTests {
  private static let expected = Reference("multi-state.txt")
  private static let at = [90.0, 180, 365, 730]

  /// The myeloid trial: entry, complete response, transplant, relapse and death.
  private static func myeloid(
    arm: Double? = nil, weighted: Bool = false
  ) throws -> (history: StateHistory, covariates: Matrix) {
    let frame = try DataFrame("myeloid-stays")
    let rows = frame["arm"].indices.filter { arm == nil || frame["arm"][$0] == arm }
    func column(_ name: String) -> [Double] { rows.map { frame[name][$0] } }
    let to = column("to").map { $0 < 0 ? nil : Int($0) }
    let history = try StateHistory(
      person: column("person").map { Int($0) }, entry: column("entry"), time: column("time"),
      from: column("from").map { Int($0) }, to: to, states: 5,
      weights: weighted ? Weights(column("weight"), kind: .sampling) : nil)
    return (history, Matrix(columns: [column("arm"), column("male")]))
  }

  private func agree(_ curves: StateOccupation, _ key: String, at times: [Double] = at) {
    for state in 0..<5 {
      let found = times.map { curves.probability(of: state, at: $0) }
      let expected = Self.expected
      #expect(
        agrees(found.map(\.estimate), expected["\(key).estimate.\(state)"], relative: 1e-11))
      #expect(
        agrees(found.map(\.standardError), expected["\(key).error.\(state)"], relative: 1e-9))
    }
  }

  @Test(
    .agrees(
      "state occupation, sojourn times, landmarks",
      with: "R survival 3.5-3 `survfit` on five states of `myeloid`; derivatives by weights",
      within: 1e-8, detail: "most 1e-9", but: "a landmark starts just after it, see below"),
    arguments: [0, 1])
  func `five states of the myeloid trial are those of survfit, by arm`(_ arm: Int) throws {
    let curves = try StateOccupation(Self.myeloid(arm: Double(arm)).history)
    agree(curves, "arm\(arm)")
    let sojourns = (0..<5).map { curves.sojourn(in: $0, to: 730).estimate }
    #expect(agrees(sojourns, Self.expected["arm\(arm).sojourn"], relative: 1e-11))
    #expect(isClose(numbers(sojourns).reduce(0, +), 730, relative: 1e-13))
  }

  @Test func `weighted states are those of survfit`() throws {
    agree(try StateOccupation(Self.myeloid(weighted: true).history), "weighted")
  }

  @Test(
    .agrees(
      "state occupation, sojourn times, landmarks",
      with: "R survival 3.5-3 `survfit` on five states of `myeloid`; derivatives by weights",
      within: 1e-8, detail: "most 1e-9"))
  func `a landmark starts from the states of that time, as survfit`() throws {
    // survfit takes the shares at the landmark for known; by default their error is in ours.
    let history = try Self.myeloid().history
    let curves = try StateOccupation(history, start: 120.5)
    let known = try StateOccupation(history, start: 120.5, initial: curves.initial)
    agree(known, "landmark", at: [180, 365, 730])
    #expect(agrees(curves.probability[2].map { $0 }, known.probability[2].map { $0 }))
    let (a, b) = (curves.probability(of: 1, at: 180), known.probability(of: 1, at: 180))
    #expect((a.standardError ?? 0) > (b.standardError ?? 1))
  }

  @Test func `probabilities make one at every time`() throws {
    let curves = try StateOccupation(Self.myeloid(weighted: true).history)
    for k in stride(from: 0, to: curves.time.count, by: 37) {
      let sum = (0..<5).reduce(0.0) { $0 + curves.probability[$1][k] }
      #expect(isClose(sum, 1, relative: 1e-12))
    }
  }

  @Test func `three people between two states by hand`() throws {
    // 0→1 at 2 by one of three, 0→1 at 3 by one of two, back at 4 by one of two, out at 5.
    let history = try StateHistory(
      person: [1, 1, 2, 2, 3], entry: [0, 2, 0, 3, 0], time: [2, 5, 3, 4, 5],
      from: [0, 1, 0, 1, 0], to: [1, nil, 1, 0, nil], states: 2)
    let curves = try StateOccupation(history)
    #expect(curves.time == [2, 3, 4])
    let inside = [2.0 / 3, 1.0 / 3, 2.0 / 3]
    #expect(agrees(curves.probability[0].map { $0 }, inside.map { $0 }, relative: 1e-14))
    #expect(isClose(curves.sojourn(in: 1, to: 5).estimate ?? 0, 4.0 / 3, relative: 1e-14))
  }

  @Test func `two states are Kaplan and Meier, with the error of a restricted mean`() throws {
    let frame = try DataFrame("lung")
    let rows = frame["time"].indices
    let history = try StateHistory(
      person: Array(rows), entry: rows.map { _ in 0 }, time: frame["time"],
      from: rows.map { _ in 0 }, to: frame["status"].map { $0 == 1 ? 1 : nil }, states: 2)
    let curves = try StateOccupation(history)
    let km = try KaplanMeier(SurvivalData(time: frame["time"], event: frame.flags("status")))
    for t in [100.0, 310, 700] {
      let (a, b) = (curves.probability(of: 0, at: t), km.survival(at: t))
      #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-12))
      #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 1e-10))
    }
    let (a, b) = (curves.sojourn(in: 0, to: 500), km.restrictedMean(to: 500))
    #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-12))
    #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 1e-10))
  }

  @Test func `competing risks are cumulative incidence`() throws {
    let reference = try CompetingReference()
    let frame = reference.frame
    let rows = frame["time"].indices
    let history = try StateHistory(
      person: Array(rows), entry: frame["entry"], time: frame["time"], from: rows.map { _ in 0 },
      to: frame.integers("cause").map { $0 == 0 ? nil : $0 }, states: 3,
      weights: Weights(frame["weight"], kind: .sampling))
    let curves = try StateOccupation(history, initial: [1, 0, 0])
    let incidence = try CumulativeIncidence(reference.data(weighted: true, entry: true))
    for cause in 1...2 {
      let (a, b) = (curves.probability(of: cause, at: 9), incidence.probability(of: cause, at: 9))
      #expect(isClose(a.estimate ?? 0, b.estimate ?? 1, relative: 1e-12))
      #expect(isClose(a.standardError ?? 0, b.standardError ?? 1, relative: 1e-10))
      let (c, d) = (curves.sojourn(in: cause, to: 12), incidence.timeLost(to: cause, by: 12))
      #expect(isClose(c.standardError ?? 0, d.standardError ?? 1, relative: 1e-10))
    }
  }

  @Test func `the error of a sojourn is made of derivatives with respect to the weights`() throws {
    let all = try Self.myeloid(weighted: true).history
    let weights = try #require(all.followUp.weights).values
    let people = Array(Set(all.person)).sorted()
    let base = try StateOccupation(all, start: 60)
    let influence = base.areaInfluence(of: 2, to: 600)
    for person in people.prefix(25) {
      func area(_ factor: Double) throws -> Double {
        let changed = weights.indices.map { weights[$0] * (all.person[$0] == person ? factor : 1) }
        let curves = try StateOccupation(
          all.weighted(by: Weights(changed, kind: .sampling)), start: 60)
        return curves.sojourn(in: 2, to: 600).estimate ?? 0
      }
      let slope = try (area(1 + 1e-5) - area(1 - 1e-5)) / 2e-5
      let sum = influence.indices.reduce(0.0) {
        $0 + (all.person[$1] == person ? influence[$1] : 0)
      }
      #expect(isClose(sum, slope, relative: 1e-5, absolute: 1e-7))
    }
  }

  @Test func `illness and death of five people`() throws {
    let history = try StateHistory.illnessDeath(
      illness: [1, nil, 3, nil, nil], end: [4, 2, 6, 5, 7],
      died: [true, true, false, true, false])
    #expect(history.from == [0, 1, 0, 0, 1, 0, 0])
    let curves = try StateOccupation(history)
    // At 1 one of five falls ill; at 2 one of four dies; at 3 one of three falls ill.
    #expect(isClose(curves.probability(of: 0, at: 3).estimate ?? 0, 0.4, relative: 1e-14))
    #expect(isClose(curves.probability(of: 2, at: 3).estimate ?? 0, 0.2, relative: 1e-14))
    #expect(throws: SurvivalError.emptyInterval(row: 0)) {
      try StateHistory.illnessDeath(illness: [4], end: [4], died: [true])
    }
  }

  @Test func `impossible histories are named`() throws {
    func history(
      _ entry: [Double], _ time: [Double], _ from: [Int], _ to: [Int?]
    ) throws -> StateHistory {
      try StateHistory(
        person: [7, 7], entry: entry, time: time, from: from, to: to, states: 3)
    }
    #expect(throws: SurvivalError.staysOverlap(row: 1, with: 0)) {
      try history([0, 2], [3, 4], [0, 0], [nil, nil])
    }
    #expect(throws: SurvivalError.stateChangesUnseen(row: 1, from: 0)) {
      try history([0, 3], [3, 4], [0, 2], [1, nil])
    }
    #expect(throws: SurvivalError.stateChangesUnseen(row: 1, from: 0)) {
      try history([0, 3], [3, 4], [0, 1], [nil, nil])
    }
    #expect(throws: SurvivalError.transitionToItself(row: 0)) {
      try history([0, 3], [3, 4], [0, 0], [0, nil])
    }
    #expect(throws: SurvivalError.groupOutOfRange(row: 1, groups: 3)) {
      try history([0, 3], [3, 4], [0, 3], [nil, nil])
    }
    _ = try history([0, 4], [3, 5], [0, 1], [nil, nil])
  }

  @Test func `transitions with common effects are one stratified model`() throws {
    let (history, x) = try Self.myeloid()
    let fit = try TransitionCox(history, covariates: x, common: [0, 1])
    let pairs = fit.transitions.flatMap { [Double($0.from), Double($0.to)] }
    #expect(agrees(pairs.map { $0 }, Self.expected["transitions"]))
    #expect(agrees(fit.fit.coefficients, Self.expected["common.coef"], relative: 1e-8))
    let errors = (0..<2).map { fit.fit.variance[$0, $0].squareRoot() }
    #expect(agrees(errors.map { $0 }, Self.expected["common.robust"], relative: 1e-8))
  }

  @Test(
    .agrees("models of transitions", with: "R survival 3.5-3 `coxph` on stacked rows", within: 1e-8)
  )
  func `transitions to death have an effect of the arm each and share that of sex`() throws {
    let (history, x) = try Self.myeloid()
    let deaths = (0..<4).map { Transition(from: $0, to: 4) }
    let fit = try TransitionCox(history, covariates: x, common: [1], transitions: deaths)
    let order = [4, 0, 1, 2, 3]
    let found = order.map { fit.fit.coefficients[$0] }
    #expect(agrees(found, Self.expected["death.coef"], relative: 1e-8))
    let errors = order.map { fit.fit.variance[$0, $0].squareRoot() }
    #expect(agrees(errors.map { $0 }, Self.expected["death.robust"], relative: 1e-8))
    #expect(fit.columns.last?.covariate == 1)
    #expect(fit.columns.last?.transition == nil)
  }
}
