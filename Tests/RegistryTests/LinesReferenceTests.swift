import Registry
import TestSupport
import Testing

/// The lines of made-up histories, held against a second, naive implementation of the rules.
struct LinesReferenceTests {
  @Test(arguments: LineRuleSet.allCases)
  func `lines of made-up histories are those of the naive implementation`(
    rules: LineRuleSet
  ) throws {
    let histories = try LineHistory.parse(Fixtures.text("lines-random.txt"))
    #expect(histories.count == 2000)
    var section = LinesSection()
    section.rules = rules
    let found = try LineRegistry(histories).texts(section)
    var different = 0
    for (history, lines) in zip(histories, found) where lines != history.expected[rules.rawValue] {
      different += 1
      if different <= 5 {
        Issue.record("\(history.name): \(lines), \(history.expected[rules.rawValue] ?? [])")
      }
    }
    #expect(different == 0)
  }
}
