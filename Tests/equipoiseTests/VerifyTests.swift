import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct VerifyTests {
  private func verify(_ arguments: String..., in folder: Folder) throws -> Program.Outcome {
    try Program.run(["verify", "study.yaml"] + arguments, in: folder)
  }

  @Test func `without a lock there is nothing to verify`() throws {
    try RunTests.withStudy { folder in
      let outcome = try verify(in: folder)
      #expect(outcome.status == 66)
      #expect(outcome.errors.contains("--update"))
    }
  }

  @Test func `a lock that was written holds, on any number of threads`() throws {
    try RunTests.withStudy { folder in
      try #expect(verify("--update", in: folder).status == 0)
      let lock = folder.bytes("results.lock.json")
      #expect(lock != nil)
      try #expect(verify(in: folder).status == 0)
      try #expect(verify("--threads", "3", in: folder).status == 0)
      try #expect(verify("--update", in: folder).status == 0)
      #expect(folder.bytes("results.lock.json") == lock)
      try #expect(
        folder.listing() == ["patients.csv", "results.lock.json", "study.yaml"])
    }
  }

  @Test func `a number that differs is named, and JUnit says so too`() throws {
    try RunTests.withStudy { folder in
      try #expect(verify("--update", in: folder).status == 0)
      let name = "designs.matched.sets"
      let lock = try folder.text("results.lock.json")
      let changed = lock.replacing(/("designs\.matched\.sets", "value": )\d+/) { "\($0.1)99999" }
      #expect(changed != lock)
      try folder.write(changed, to: "results.lock.json")
      let outcome = try verify("--junit", "junit.xml", in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.output.contains(name))
      #expect(outcome.output.contains("99999"))
      let parser = XMLParser(data: Data(try folder.text("junit.xml").utf8))
      #expect(parser.parse())
      try #expect(folder.text("junit.xml").contains("<failure"))
      try #expect(folder.text("results.lock.json") == changed)
    }
  }

  @Test func `values that are gone or new are differences`() throws {
    try RunTests.withStudy { folder in
      try #expect(verify("--update", in: folder).status == 0)
      let lines = try folder.text("results.lock.json").split(separator: "\n")
      let renamed = lines.map { $0.replacing("designs.matched.sets", with: "designs.gone.sets") }
      try folder.write(renamed.joined(separator: "\n"), to: "results.lock.json")
      let outcome = try verify(in: folder)
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("designs.gone.sets"))
      #expect(outcome.output.contains("designs.matched.sets"))
    }
  }

  @Test(arguments: ["", "{}", "[1]", "{\"values\": [{\"name\": 1}]}", "not json"])
  func `a lock that is none is a fault`(text: String) throws {
    try RunTests.withStudy { folder in
      try folder.write(text, to: "results.lock.json")
      let outcome = try verify(in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("bad-lock"))
    }
  }
}
