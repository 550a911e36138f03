import Survival
import TestSupport
import Testing

struct CumulativeIncidenceTests {
  private static func times() throws -> (time: [Double], cause: [Int]) {
    let rows = try Fixtures.text("competing-times.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
    return (rows.map { $0[0] }, rows.map { Int($0[1]) })
  }

  @Test func `probabilities and errors are those of survfit`() throws {
    let (time, cause) = try Self.times()
    let curves = try CumulativeIncidence(time: time, cause: cause, causes: 2)
    let lines = try Fixtures.text("competing-incidence.csv").split(separator: "\n").dropFirst()
    for line in lines {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      let found = curves.probability(of: Int(cells[0]), at: cells[1])
      #expect(isClose(found.estimate ?? -1, cells[2], relative: 1e-12))
      if cells[2] > 0 { #expect(isClose(found.standardError ?? -1, cells[3], relative: 1e-10)) }
    }
    #expect(lines.count == 12)
  }

  @Test func `four patients by hand`() throws {
    // At 1 one of four has cause 1, at 2 one leaves, at 3 one of two has cause 2, at 4 the last cause 1.
    let curves = try CumulativeIncidence(time: [3, 1, 4, 2], cause: [2, 1, 1, 0], causes: 2)
    #expect(curves.probability[0] == [0.25, 0.25, 0.625])
    #expect(curves.probability[1] == [0, 0.375, 0.375])
    #expect(curves.probability(of: 1, at: 3.5).estimate == 0.25)
  }

  @Test func `all causes and what is left of survival make one`() throws {
    let (time, cause) = try Self.times()
    let curves = try CumulativeIncidence(time: time, cause: cause, causes: 2)
    let any = try KaplanMeier(SurvivalData(time: time, event: cause.map { $0 > 0 }))
    for t in curves.time {
      let sum = (1...2).reduce(0.0) { $0 + (curves.probability(of: $1, at: t).estimate ?? 0) }
      #expect(isClose(sum + (any.survival(at: t).estimate ?? 0), 1, relative: 1e-13))
    }
  }

  @Test func `one cause alone is Kaplan and Meier upside down, with Greenwood's error`() throws {
    let (time, cause) = try Self.times()
    let curves = try CumulativeIncidence(time: time, cause: cause.map { min($0, 1) }, causes: 1)
    let any = try KaplanMeier(SurvivalData(time: time, event: cause.map { $0 > 0 }))
    for t in [2.0, 10, 25] {
      let (own, other) = (curves.probability(of: 1, at: t), any.survival(at: t))
      #expect(isClose(own.estimate ?? 0, 1 - (other.estimate ?? 0), relative: 1e-13))
      #expect(isClose(own.standardError ?? 0, other.standardError ?? 1, relative: 1e-12))
    }
  }

  @Test func `after the last who was followed nothing is known`() throws {
    let curves = try CumulativeIncidence(time: [1, 2], cause: [1, 0], causes: 1)
    #expect(curves.probability(of: 1, at: 3).reason == .afterFollowUp)
  }

  @Test func `a cause that there is not is refused`() {
    #expect(throws: SurvivalError.self) {
      try CumulativeIncidence(time: [1], cause: [3], causes: 2)
    }
  }
}
