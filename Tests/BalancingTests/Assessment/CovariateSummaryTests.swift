import Balancing
import TestSupport
import Testing

struct CovariateSummaryTests {
  private func summary(
    _ values: [Double], _ weights: [Double]? = nil, members: [Int]? = nil
  ) throws -> CovariateSummary {
    try #require(
      CovariateSummary(
        values: values, weights: weights ?? [Double](repeating: 1, count: values.count),
        members: members ?? Array(values.indices)))
  }

  @Test func `four patients by hand`() throws {
    let found = try summary([4, 1, 3, 2])
    #expect(found.count == 4 && found.missing == 0)
    #expect(found.mean == 2.5)
    #expect(isClose(try #require(found.standardDeviation), (5.0 / 3).squareRoot(), relative: 1e-15))
    // A quarter and a half of the weight are met exactly: averages with the next.
    #expect(found.quartiles == (1.5, 2.5, 3.5))
  }

  @Test func `five patients by hand`() throws {
    let found = try summary([10, 20, 30, 40, 50])
    #expect(found.quartiles == (20, 30, 40))
    #expect(isClose(try #require(found.standardDeviation), 250.0.squareRoot(), relative: 1e-15))
  }

  @Test func `weights move the mean, the deviation and the quartiles`() throws {
    // Shares 1/6, 2/6, 3/6 of 1, 2, 4: mean 17/6, Σw(x − m)² = 53/36, 1 − Σw² = 22/36.
    let found = try summary([1, 2, 4], [1, 2, 3])
    #expect(isClose(found.mean, 17.0 / 6, relative: 1e-15))
    #expect(
      isClose(try #require(found.standardDeviation), (53.0 / 22).squareRoot(), relative: 1e-14))
    #expect(found.quartiles == (2, 3, 4))
  }

  @Test func `the scale of weights does not matter`() throws {
    let values = [3.0, 1, 4, 1.5, 9, 2.6]
    let weights = [0.2, 1, 0.7, 0.3, 2, 0.1]
    let (a, b) = (
      try summary(values, weights), try summary(values, weights.map { $0 * 1e6 })
    )
    #expect(isClose(a.mean, b.mean, relative: 1e-14))
    #expect(
      isClose(
        try #require(a.standardDeviation), try #require(b.standardDeviation), relative: 1e-13))
    #expect(a.quartiles == b.quartiles)
  }

  @Test func `patients without weight or value or outside do not count`() throws {
    let found = try summary([1, .nan, 3, 100, 5], [1, 1, 1, 0, 1], members: [0, 1, 2, 3])
    #expect(found.count == 2 && found.missing == 1)
    #expect(found.mean == 2)
    #expect(found.quartiles == (1, 2, 3))
  }

  @Test func `one patient has no deviation, none has no summary`() throws {
    let found = try summary([7])
    #expect(found.standardDeviation == nil && found.quartiles == (7, 7, 7))
    #expect(CovariateSummary(values: [.nan], weights: [1], members: [0]) == nil)
    #expect(CovariateSummary(values: [1], weights: [0], members: [0]) == nil)
    #expect(CovariateSummary(values: [1], weights: [1], members: []) == nil)
  }

  @Test(arguments: 0..<20)
  func `the order of patients does not matter`(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let values = (0..<31).map { _ in Double(Int.random(in: 0..<9, using: &generator)) }
    let weights = (0..<31).map { _ in Double(Int.random(in: 0..<4, using: &generator)) }
    let a = try summary(values, weights)
    let order = Array(values.indices).shuffled(using: &generator)
    let b = try summary(order.map { values[$0] }, order.map { weights[$0] })
    #expect(a.quartiles == b.quartiles && a.count == b.count)
    #expect(isClose(a.mean, b.mean, relative: 1e-14))
    // Whole weights are copies, for means and quartiles.
    let copies = values.indices.flatMap { [Double](repeating: values[$0], count: Int(weights[$0])) }
    let c = try summary(copies)
    #expect(a.quartiles == c.quartiles)
    #expect(isClose(a.mean, c.mean, relative: 1e-14))
  }
}
