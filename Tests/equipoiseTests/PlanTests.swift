import TestSupport
import Testing

struct PlanTests {
  private func plan(_ study: String) throws -> String {
    try Folder.temporary { folder in
      let path = "\(Fixtures.repository())/studies/\(study)"
      let outcome = try Program.run(["plan", path], in: folder)
      #expect(outcome.status == 0)
      return outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  @Test func `what is described is said with its kind and options`() throws {
    let text = try plan("cmrg-sequences")
    #expect(text.contains("Descriptions Lines of therapy the paths that patients take"))
    #expect(text.contains("label name; order number; stop stop; top 15; depth 4"))
    #expect(text.contains("at 12, 36, 60; unit months"))
  }

  @Test func `the world of each arm and the day of an event known in part are said`() throws {
    let text = try plan("cmrg-maintenance")
    #expect(text.contains("Lenalidomide maintenance everybody in the world 'start'"))
    #expect(
      text.contains(
        "known to the month or year only is taken in the middle of the days that it may have been"))
    #expect(text.contains("Definitions ../definitions/myeloma.yaml"))
  }
}
