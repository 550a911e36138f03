import Balancing
import TestSupport
import Testing

struct NearestMatchingReferenceTests {
  @Test(
    .agrees(
      "nearest neighbour matching, every order and option",
      with: "a naive script (O(n₁n₀)); published totals on lalonde; pairs on rotterdam",
      within: 1e-12,
      detail: "identical sets",
      but: "MatchIt 4.5.1 does not keep calipers and passes over nearer controls with "
        + "replacement, see below"))
  func `tied scores give the sets of the naive script for every option`() throws {
    let cases = try GreedyFixture.load().tied
    #expect(cases.count > 500)
    for one in cases {
      let score = try #require(one.score)
      let calipers = try (one.options.calipers ?? [:]).map {
        CovariateCaliper($0.key, try #require(one.value), width: $0.value)
      }
      let exact = try (one.options.exact ?? []).map { ExactColumn($0, try #require(one.group)) }
      let matching = try NearestMatching(
        score: score, treated: (one.treated ?? []).map { $0 == 1 }, calipers: calipers,
        exact: exact, options: one.options.matching)
      #expect(matching.rows == one.sets, "\(one.options)")
      #expect(isClose(matching.totalDistance, one.total, relative: 1e-12, absolute: 1e-12))
    }
  }

  @Test(
    .agrees(
      "nearest neighbour matching, every order and option",
      with: "a naive script (O(n₁n₀)); published totals on lalonde; pairs on rotterdam",
      within: 1e-8, detail: "identical sets"))
  func `lalonde gives the sets of the naive script for every option`() throws {
    let data = try FixtureTable.lalonde()
    let cases = try GreedyFixture.load().lalonde
    #expect(cases.count == 43)
    for one in cases {
      let matching = try NearestMatching(
        score: data.number(one.options.on ?? "p"), treated: data.flag("treat"),
        calipers: (one.options.calipers ?? [:]).map {
          CovariateCaliper($0.key, data.number($0.key), width: $0.value)
        },
        exact: (one.options.exact ?? []).map { ExactColumn($0, data.codes($0)) },
        options: one.options.matching)
      #expect(matching.rows == one.sets, "\(one.options)")
      #expect(isClose(matching.totalDistance, one.total, relative: 1e-12))
      if let width = one.width {
        #expect(isClose(try #require(matching.caliperWidth), width, relative: 1e-13))
      }
    }
  }

  @Test(arguments: [
    (MatchingOrder.largest, 39.692798721077), (.smallest, 46.965583551), (.closest, 39.862557615),
    (.farthest, 40.165415406), (.data, 39.909812376),
  ])
  func `lalonde's total distance by order`(order: MatchingOrder, total: Double) throws {
    let data = try FixtureTable.lalonde()
    let matching = try NearestMatching(
      score: data.number("p8"), treated: data.flag("treat"), options: .init(order: order))
    #expect(matching.sets.count == 185)
    #expect(isClose(matching.totalDistance, total, relative: 2e-11))
  }

  @Test(arguments: [
    (MatchingOrder.largest, 117, 26.572048291), (.smallest, 109, 16.313566209),
    (.closest, 111, 1.365690336), (.farthest, 113, 9.402421127), (.data, 114, 5.382401541),
  ])
  func `lalonde with a caliper of 0.2 on the logit`(
    order: MatchingOrder, pairs: Int, total: Double
  ) throws {
    let data = try FixtureTable.lalonde()
    let matching = try NearestMatching(
      score: data.number("lp8"), treated: data.flag("treat"),
      options: .init(order: order, caliper: 0.2))
    #expect(isClose(try #require(matching.caliperWidth), 0.360902392538, relative: 2e-12))
    #expect(matching.sets.count == pairs)
    #expect(isClose(matching.totalDistance, total, relative: 1e-9))
    #expect(matching.targetPopulation == .matchedATT)
    #expect(matching.droppedFocal == 185 - pairs)
  }

  @Test func `lalonde with replacement, two each, uses 125 controls`() throws {
    let data = try FixtureTable.lalonde()
    let matching = try NearestMatching(
      score: data.number("p8"), treated: data.flag("treat"), options: .init(ratio: 2, replace: true)
    )
    let controls = zip(matching.weights, data.flag("treat")).filter { $0.0 > 0 && !$0.1 }.map(\.0)
    #expect(controls.count == 125)
    let sum = controls.reduce(0, +)
    let squares = controls.reduce(0) { $0 + $1 * $1 }
    #expect(isClose(sum * sum / squares, 55.112721417069245, relative: 1e-12))
  }

  @Test func `the caliper's scale is a standard deviation by either definition`() throws {
    let data = try FixtureTable.lalonde()
    let widths = try [("p8", CaliperScale.sdAll), ("lp8", .sdAll), ("lp8", .sdPooled)].map {
      try NearestMatching(
        score: data.number($0.0), treated: data.flag("treat"),
        options: .init(caliper: 1, caliperScale: $0.1)
      ).caliperWidth ?? 0
    }
    #expect(isClose(widths, [0.290313372040, 1.804511962688, 1.346471385541], relative: 2e-12))
  }

  @Test(arguments: [
    ("p", "probability", 338, 0.022284259, 0.38227893),
    ("lp", "logit", 339, 0.23370365, 1.8831697),
  ])
  func `rotterdam's pairs are those of the reference analysis`(
    column: String, name: String, pairs: Int, width: Double, total: Double
  ) throws {
    let data = try FixtureTable.rotterdam()
    let matching = try NearestMatching(
      score: data.number(column), treated: data.flag("hormon"), options: .init(caliper: 0.2))
    #expect(matching.sets.count == pairs)
    #expect(isClose(try #require(matching.caliperWidth), width, relative: 5e-8))
    #expect(isClose(matching.totalDistance, total, relative: 5e-8))
    let reference = try FixtureTable("rotterdam-pairs-\(name).csv")
    let expected = Set(
      zip(reference.text("treated_pid"), reference.text("control_pid")).map { "\($0) \($1)" })
    let id = data.text("pid")
    let found = Set(matching.rows.map { "\(id[$0[0]]) \(id[$0[1]])" })
    #expect(found.symmetricDifference(expected) == [])
  }
}
