import Foundation
import TestSupport
import Testing

struct BrokenFileTests {
  private static let study = Marks((try? Fixtures.text("data/_study.yaml")) ?? "")
  static let studies = BrokenCase.all("studies", "study.yaml")
  static let tables = BrokenCase.all("data", "patients.csv", study: study)

  @Test func `the corpus is there`() {
    #expect(Self.studies.count >= 20)
    #expect(Self.tables.count >= 10)
  }

  @Test(arguments: studies) func `a broken study is told in full and leaves nothing`(
    broken: BrokenCase
  ) throws {
    try Folder.temporary { folder in
      try folder.write(broken.bytes, to: "study.yaml")
      try folder.write(Fixtures.bytes("patients.csv"), to: "patients.csv")
      try expect(broken, in: folder)
    }
  }

  @Test(arguments: tables) func `a broken table is told in full and leaves nothing`(
    broken: BrokenCase
  ) throws {
    try Folder.temporary { folder in
      try folder.write(Self.study.text, to: "study.yaml")
      try folder.write(broken.bytes, to: "patients.csv")
      try expect(broken, in: folder)
    }
  }

  private func expect(_ broken: BrokenCase, in folder: Folder) throws {
    let before = try folder.listing()
    let outcome = try Program.run(
      ["run", "study.yaml", "--diagnostics", "json"] + broken.arguments, in: folder)
    #expect(outcome.status == broken.status)
    #expect(outcome.output.isEmpty)
    let found = try BrokenCase.found(outcome.errors)
    let (is_, should) = (found.map(\.description), broken.expected.map(\.description))
    #expect(is_ == should, "\(is_.joined(separator: "\n"))")
    try #expect(folder.listing() == before)
  }
}
