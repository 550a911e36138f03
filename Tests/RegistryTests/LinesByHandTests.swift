import Registry
import TestSupport
import Testing

/// The lines of small histories, held against what was worked out by hand from the rules.
struct LinesByHandTests {
  @Test(arguments: LineRuleSet.allCases)
  func `lines are what was worked out by hand`(rules: LineRuleSet) throws {
    let histories = try LineHistory.parse(Fixtures.text("lines-by-hand.txt"))
    #expect(histories.count > 40)
    var section = LinesSection()
    section.rules = rules
    let found = try LineRegistry(histories).texts(section)
    for (history, lines) in zip(histories, found) {
      let expected = try #require(history.expected[rules.rawValue], "\(history.name)")
      #expect(lines == expected, "\(history.name)")
    }
  }
}
