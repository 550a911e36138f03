import Balancing
import TestSupport
import Testing

struct MatchingRulesTests {
  @Test(
    .agrees(
      "nearest neighbour matching, pair for pair, 27 option sets and 400 tied cases",
      with: "`matching-rules.py`, the published rules written out plainly", within: 1e-8,
      detail: "identical sets"))
  func `lalonde gives the pairs that the rules give, one by one`() throws {
    let data = try FixtureTable.lalonde()
    let cases = try MatchingRules.load().lalonde
    #expect(cases.count == 27)
    for one in cases {
      let found = try one.options.sets(
        score: data.number("p"), treated: data.flag("treat"), group: data.codes("married"))
      #expect(found == one.sets, "\(one.options)")
    }
  }

  @Test(
    .agrees(
      "nearest neighbour matching, pair for pair, 27 option sets and 400 tied cases",
      with: "`matching-rules.py`, the published rules written out plainly", within: 1e-8,
      detail: "identical sets"))
  func `rotterdam gives the pairs that the rules give, one by one`() throws {
    let data = try FixtureTable.rotterdam()
    let cases = try MatchingRules.load().rotterdam
    #expect(cases.count == 27)
    for one in cases {
      let found = try one.options.sets(
        score: data.number("p"), treated: data.flag("hormon"), group: data.codes("grade"))
      #expect(found == one.sets, "\(one.options)")
    }
  }

  @Test(
    .agrees(
      "nearest neighbour matching, pair for pair, 27 option sets and 400 tied cases",
      with: "`matching-rules.py`, the published rules written out plainly", within: 1e-8,
      detail: "identical sets"))
  func `scores full of ties give the pairs that the rules give`() throws {
    let cases = try MatchingRules.load().tied
    #expect(cases.count == 400)
    for (index, one) in cases.enumerated() {
      let found = try one.options.sets(score: one.score, treated: one.arms, group: one.groups)
      #expect(found == one.sets, "case \(index): \(one.options)")
    }
  }
}
