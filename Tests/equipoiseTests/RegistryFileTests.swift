import Foundation
import TestSupport
import Testing

/// A small registry in which one file is broken: `what@file` replaces that file of `_base`.
struct RegistryFileTests {
  static let cases = names("registries").filter { $0.first != "_" }.compactMap { name in
    let file = name.split(separator: "@").last.map(String.init) ?? ""
    return (try? Fixtures.text("registries/\(name)")).map { text in
      BrokenCase(name: name, marked: text, file: file, study: nil)
    }
  }

  static func names(_ folder: String) -> [String] {
    let path = Fixtures.path(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().filter { $0.first != "." }
  }

  @Test func `the corpus of registries is there`() {
    #expect(Self.cases.count >= 20)
  }

  @Test(arguments: cases) func `a broken registry is told in full and leaves nothing`(
    broken: BrokenCase
  ) throws {
    try Folder.temporary { folder in
      for name in Self.names("registries/_base") {
        try folder.write(Fixtures.bytes("registries/_base/\(name)"), to: name)
      }
      let file = broken.name.split(separator: "@").last.map(String.init) ?? ""
      try folder.write(broken.bytes, to: file)
      let before = try folder.listing()
      let outcome = try Program.run(["run", "study.yaml", "--diagnostics", "json"], in: folder)
      #expect(outcome.status == broken.status)
      let found = try BrokenCase.found(outcome.errors)
      let (said, should) = (found.map(\.description), broken.expected.map(\.description))
      #expect(said == should, "\(said.joined(separator: "\n"))")
      try #expect(folder.listing() == before)
    }
  }

  @Test func `a registry is described by its tables`() throws {
    try Folder.temporary { folder in
      for name in Self.names("registries/_base") {
        try folder.write(Fixtures.bytes("registries/_base/\(name)"), to: name)
      }
      let outcome = try Program.run(["describe", "."], in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("8 patients, 6 tables of events"))
      #expect(outcome.output.contains("relapse     4     4         1"))
      #expect(outcome.output.contains("2010-09-01  2012-03-01  1"))
    }
  }
}
