import Foundation
import TestSupport
import Testing

/// Inputs that a corpus of small text files cannot hold.
struct HostileInputTests {
  private let study = RunTests.study

  private func ids(_ outcome: Program.Outcome) throws -> [String] {
    try BrokenCase.found(outcome.errors).map(\.id)
  }

  @Test func `of ten thousand columns the one that is there twice is named`() throws {
    try Folder.temporary { folder in
      let names = ["patient", "therapy"] + (0..<10_000).map { "c\($0)" } + ["c77"]
      let row = ["p1", "new"] + [String](repeating: "1", count: 10_001)
      let lines = [names, row].map { $0.joined(separator: ",") + "\n" }
      try folder.write(lines.joined(), to: "patients.csv")
      try folder.write(study, to: "study.yaml")
      let outcome = try Program.run(["run", "study.yaml", "--diagnostics", "json"], in: folder)
      #expect(outcome.status == 65)
      let found = try BrokenCase.found(outcome.errors)
      #expect(found.map(\.message) == ["two columns are called 'c77'"])
      let before = lines[0].dropLast(4)
      #expect(
        found.first?.spot
          == BrokenCase.Spot(file: "patients.csv", line: 1, column: before.count + 1))
      #expect(outcome.errors.count < 2000)
    }
  }

  @Test func `mappings nested by the thousand are a fault, not a crash`() throws {
    try RunTests.withStudy { folder in
      let nested = (1...2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      try folder.write(study + "variables:\n" + nested, to: "study.yaml")
      let outcome = try Program.run(["check", "study.yaml", "--diagnostics", "json"], in: folder)
      #expect(outcome.status == 65)
      try #expect(ids(outcome) == ["yaml-syntax"])
    }
  }

  @Test(arguments: ["pipe", "folder", "loop", "/dev/zero", "/dev/null", "folder/none.csv"])
  func `what is no file is told at its place in the study, at once`(table: String) throws {
    try RunTests.withStudy { folder in
      try #require(mkfifo("\(folder.path)/pipe", 0o600) == 0)
      try folder.write("kept", to: "folder/file")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/loop", withDestinationPath: "loop")
      try folder.write(study.replacing("patients.csv", with: table), to: "study.yaml")
      let before = try folder.listing()
      for verb in ["run", "check"] {
        let outcome = try Program.run([verb, "study.yaml", "--diagnostics", "json"], in: folder)
        #expect(outcome.status == 66)
        let found = try BrokenCase.found(outcome.errors)
        #expect(["input-not-found", "input-unreadable"].contains(found.first?.id))
        #expect(found.first?.spot?.file == "study.yaml")
      }
      try #expect(folder.listing() == before)
      try #expect(Program.run(["describe", table], in: folder).status == 66)
      try #expect(Program.run(["run", table], in: folder).status == 66)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root reads everything"))
  func `a file that may not be read is told at its place in the study`() throws {
    try RunTests.withStudy { folder in
      try #require(chmod("\(folder.path)/patients.csv", 0) == 0)
      let outcome = try Program.run(["run", "study.yaml", "--diagnostics", "json"], in: folder)
      #expect(outcome.status == 66)
      try #expect(ids(outcome) == ["input-unreadable"])
    }
  }

  @Test func `names in data cannot command the terminal, the page or a spreadsheet`() throws {
    try RunTests.withStudy { folder in
      let stages = ["I": "\u{1B}[31mI", "II": "<i>II</i>", "III": "=cmd()"]
      let lines = try Fixtures.text("patients.csv").split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false)
          .map { stages[String($0)] ?? ($0 == "stage" ? "<b>stage</b>" : String($0)) }
          .joined(separator: ",")
      }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "patients.csv")
      let label = "\"<i>title</i> \\e]0;x\\a \\u202e\""
      try folder.write(
        "title: \(label)\nquestion: \(label)\n"
          + study.replacing("[age, sex, stage]", with: "[age, sex, '`<b>stage</b>`']")
          .replacing("os: {", with: "os: {label: \(label), "),
        to: "study.yaml")
      let outcome = try Program.run(
        ["run", "study.yaml", "--out", "o", "--full-curves"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for text in [outcome.output, outcome.errors] {
        #expect(!text.contains("\u{1B}") && !text.contains("\u{7}") && !text.contains("\u{202E}"))
      }
      for file in try folder.listing("o") {
        guard let bytes = folder.bytes("o/\(file)"), !bytes.isEmpty else { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        if file.hasSuffix(".html") || file.hasSuffix(".svg") {
          #expect(!text.contains("<i>") && !text.contains("<b>stage"), "\(file)")
        }
        if !file.hasSuffix(".csv") { #expect(!text.contains("\u{1B}"), "\(file)") }
        // Data are written as they are; tables are made to be opened.
        if file.hasPrefix("tables/") {
          #expect(!text.contains(",=") && !text.contains("\n="), "\(file)")
        }
      }
      for command in [["describe", "patients.csv"], ["plan", "study.yaml"]] {
        let shown = try Program.run(command, in: folder)
        #expect(shown.status == 0)
        #expect(!shown.output.contains("\u{1B}") && !shown.output.contains("\u{202E}"))
      }
    }
  }

  @Test func `control characters in arguments are shown, not sent to the terminal`() throws {
    try RunTests.withStudy { folder in
      for arguments in [
        ["run", "a\u{1B}[31m.yaml"], ["run", "study.yaml", "--set", "\u{1B}[2J=1"],
        ["describe", "\u{7}.csv"], ["explain", "\u{1B}[2J"],
        ["run", "study.yaml", "--out", "patients.csv/\u{1B}[2J"],
      ] {
        let outcome = try Program.run(arguments, in: folder)
        #expect([64, 65, 66, 73].contains(outcome.status), "\(arguments)")
        #expect(!outcome.errors.contains("\u{1B}") && !outcome.errors.contains("\u{7}"))
      }
    }
  }
}
