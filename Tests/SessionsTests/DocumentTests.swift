import Foundation
import Sessions
import TestSupport
import Testing

struct DocumentTests {
  @Test func `the documentation lists the commands as they are`() throws {
    let path = "\(Fixtures.repository())/docs/session.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let (begin, end) = ("by a test -->\n", "<!-- end of commands -->")
    let start = try #require(text.range(of: begin)).upperBound
    let stop = try #require(text.range(of: end)).lowerBound
    #expect(text[start..<stop] == CommandHelp.markdown)
  }
}
