import Foundation
import TestSupport
import Testing

/// Files around a small registry that are damaged, or hold nothing.
struct DamagedRegistryTests {
  private func withRegistry(_ body: (Folder) throws -> Void) throws {
    try Folder.temporary { folder in
      for name in RegistryFileTests.names("registries/_base") {
        try folder.write(Fixtures.bytes("registries/_base/\(name)"), to: name)
      }
      try body(folder)
    }
  }

  private static let latin = Array("title: caf".utf8) + [0xE9, 0x0A]

  @Test(arguments: [
    ["check", "study.yaml", "--set", "definitions=[latin.yaml]"],
    ["check", "study.yaml", "--set", "data.quality=latin.yaml"],
    ["describe", ".", "--quality", "latin.yaml"],
    ["simulate", "myeloma", "--patients", "5", "--out", "out", "--parameters", "latin.yaml"],
  ])
  func `a file that is not UTF-8 is told at the first byte that is none`(arguments: [String]) throws
  {
    try withRegistry { folder in
      try folder.write(Self.latin, to: "latin.yaml")
      let before = try folder.listing()
      let outcome = try Program.run(arguments + ["--diagnostics", "json"], in: folder)
      #expect(outcome.status == 65)
      let found = try BrokenCase.found(outcome.errors)
      #expect(found.map(\.id) == ["not-utf8"])
      #expect(found.first?.spot == BrokenCase.Spot(file: "latin.yaml", line: 1, column: 11))
      let notes = found.first?.notes.map(\.message) ?? []
      #expect(notes == (arguments.contains("--set") ? ["the file is asked for here"] : []))
      try #expect(folder.listing() == before)
    }
  }

  @Test func `a description that is not UTF-8 is told at the byte`() throws {
    try withRegistry { folder in
      try folder.write(Self.latin, to: "registry.yaml")
      let outcome = try Program.run(["describe", ".", "--diagnostics", "json"], in: folder)
      #expect(outcome.status == 65)
      let spot = try BrokenCase.found(outcome.errors).first?.spot
      #expect(spot == BrokenCase.Spot(file: "registry.yaml", line: 1, column: 11))
    }
  }

  @Test func `a parameter that is too large is told at its place`() throws {
    try Folder.temporary { folder in
      try folder.write("title: much\nprogression: {months: 1e9}\n", to: "much.yaml")
      let outcome = try Program.run(
        [
          "simulate", "myeloma", "--patients", "5", "--out", "out", "--parameters", "much.yaml",
          "--diagnostics", "json",
        ], in: folder)
      #expect(outcome.status == 65)
      let found = try BrokenCase.found(outcome.errors)
      #expect(found.map(\.id) == ["bad-parameters"])
      #expect(found.first?.spot == BrokenCase.Spot(file: "much.yaml", line: 2, column: 23))
    }
  }

  @Test func `a registry in which nobody died is read, and says so`() throws {
    try withRegistry { folder in
      try folder.write("patient,date\n", to: "death.csv")
      let outcome = try Program.run(["run", "study.yaml", "--out", "out"], in: folder)
      #expect(outcome.status == 0)
      let accept = "accept=[{finding: no-rows, reason: nobody died}]"
      #expect(try Program.run(["check", "study.yaml", "--set", accept], in: folder).status == 0)
      #expect(outcome.output.contains("no-rows  death.csv:1:1"))
      #expect(try folder.text("out/results.json").contains("\"id\" : \"no-rows\""))
      try folder.write("patient,age\n", to: "patient.csv")
      #expect(try Program.run(["describe", "."], in: folder).status == 65)
    }
  }

  @Test func `a registry of a few made-up patients can be described`() throws {
    try Folder.temporary { folder in
      let made = try Program.run(
        ["simulate", "myeloma", "--patients", "3", "--out", "made"], in: folder)
      #expect(made.status == 0)
      #expect(try Program.run(["describe", "made"], in: folder).status == 0)
    }
  }

  @Test func `that nobody is left without arms is told where the last of them went`() throws {
    try withRegistry { folder in
      try folder.write(
        """
        study: nobody
        data: {registry: .}
        cohort:
          entry: first(transplant.date)
          eligible:
            - {name: none, where: not any(transplant where date <= timeZero)}
        outcomes:
          os: {event: death.date, censor: followup.last}

        """, to: "study.yaml")
      let outcome = try Program.run(
        ["run", "study.yaml", "--diagnostics", "json"], in: folder)
      #expect(outcome.status == 65)
      let found = try BrokenCase.found(outcome.errors).filter { $0.id == "empty-arm" }
      #expect(found.first?.spot == BrokenCase.Spot(file: "study.yaml", line: 6, column: 27))
    }
  }

  @Test func `a registry is described as JSON`() throws {
    try withRegistry { folder in
      let outcome = try Program.run(["describe", ".", "--json"], in: folder)
      #expect(outcome.status == 0)
      let text = Data(outcome.output.utf8)
      let document = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
      #expect(document["registry"] as? String == "broken")
      let tables = try #require(document["tables"] as? [[String: Any]])
      let relapse = try #require(tables.first { $0["table"] as? String == "relapse" })
      #expect(relapse["rows"] as? Int == 4)
      #expect(relapse["mostOfPatient"] as? Int == 1)
      #expect(relapse["from"] as? String == "2010-09-01")
      #expect(relapse["dayNotKnown"] as? Int == 1)
      #expect((document["quality"] as? [Any])?.count == 3)
      #expect(try Program.run(["describe", ".", "--column", "date"], in: folder).status == 64)
    }
  }

  @Test func `a patient is told as JSON also where a drawing is written`() throws {
    try withRegistry { folder in
      let arguments = ["patient", "study.yaml", "p1", "--json"]
      let plain = try Program.run(arguments, in: folder)
      let drawn = try Program.run(arguments + ["--svg", "p1.svg"], in: folder)
      #expect(plain.status == 0 && drawn.status == 0)
      #expect(drawn.output == plain.output)
      #expect(try folder.text("p1.svg").contains("<svg"))
    }
  }
}
