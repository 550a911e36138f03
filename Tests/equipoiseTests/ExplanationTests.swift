import Foundation
import TestSupport
import Testing

struct ExplanationTests {
  /// Every id that the sources give a diagnostic.
  private static func ids() throws -> Set<String> {
    let sources = Fixtures.repository() + "/Sources"
    var ids: Set<String> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: sources)
    where name.hasSuffix(".swift") && !name.contains("FindingCatalogue") {
      let text = try String(contentsOfFile: "\(sources)/\(name)", encoding: .utf8)
      for match in text.matches(of: /Diagnostic\(\s*"([a-z0-9-]+)"/) { ids.insert(String(match.1)) }
      for match in text.matches(of: /\berror\[([a-z-]+)\]/) { ids.insert(String(match.1)) }
      guard name.contains(/(Message|Fault|Error|Finding|OutcomeValues)[^\/]*$/) else { continue }
      for match in text.matches(of: /"([a-z0-9]+(-[a-z0-9]+)+)"/) { ids.insert(String(match.1)) }
    }
    let types = ["number", "integer", "category", "flag", "date", "text"]
    return ids.union(types.map { "bad-\($0)" }).union(["unknown-outcome", "unknown-design"])
  }

  @Test func `every diagnostic is explained`() throws {
    let ids = try Self.ids()
    #expect(ids.count > 100)
    try Folder.temporary { folder in
      let unexplained = try ids.sorted().filter { id in
        try Program.run(["explain", id], in: folder).status != 0
      }
      #expect(unexplained.isEmpty, "\(unexplained)")
    }
  }

  @Test(arguments: ["caliper", "nearest", "era-imbalance", "torn-expression"])
  func `keys, words and findings are explained`(name: String) throws {
    try Folder.temporary { folder in
      let outcome = try Program.run(["explain", name], in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains(name))
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func `an unknown name is answered with the nearest known one`() throws {
    try Folder.temporary { folder in
      let outcome = try Program.run(["explain", "era-inbalance"], in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("did you mean 'era-imbalance'?"))
    }
  }

  @Test func `the schema is JSON with the keys of a study`() throws {
    try Folder.temporary { folder in
      let outcome = try Program.run(["schema"], in: folder)
      #expect(outcome.status == 0)
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let schema = try #require(json as? [String: Any])
      let properties = try #require(schema["properties"] as? [String: Any])
      let keys: Set = [
        "study", "title", "question", "data", "variables", "covariates", "cohort", "propensity",
        "balance", "lines", "definitions", "truth", "describe",
        "designs", "outcomes", "analyses", "subgroups", "gates", "accept",
      ]
      #expect(Set(properties.keys) == keys)
      #expect(Set(schema["required"] as? [String] ?? []) == ["study", "data"])
    }
  }
}
