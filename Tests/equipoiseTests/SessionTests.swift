import Foundation
import Testing

struct SessionTests {
  private static let study =
    "study: small\n"
      + """
      data: {table: patients.csv, id: patient}
      cohort:
        arms:
          treated: {label: New, where: therapy == "new"}
          control: {label: Old, where: therapy == "old"}
      propensity: {terms: [age]}
      designs:
        matched: {method: nearest, on: logit, caliper: 0.5}

      """

  private static let table: String = {
    let rows = (1...60).map { patient in
      "p\(patient),\(40 + patient * 7 % 31),\(patient.isMultiple(of: 3) ? "new" : "old")"
    }
    return "patient,age,therapy\n" + rows.joined(separator: "\n") + "\n"
  }()

  /// Runs the program with commands on its standard input.
  private func run(
    _ arguments: [String], typing commands: String, in folder: Folder
  ) throws -> Program.Outcome {
    try folder.write(commands, to: "commands")
    return try Program.Running(arguments, in: folder, through: "\"$0\" \"$@\" < commands").finish()
  }

  private func with(_ body: (Folder) throws -> Void) throws {
    try Folder.temporary { folder in
      try folder.write(Self.study, to: "study.yaml")
      try folder.write(Self.table, to: "patients.csv")
      try body(folder)
    }
  }

  @Test func `a session reads commands from a pipe, without a prompt`() throws {
    try with { folder in
      let outcome = try run(
        ["repl", "."],
        typing: "# a remark\nset designs.matched.caliper = 0.1\n\nshow designs.matched.caliper\n",
        in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      #expect(
        outcome.output
          == "study.yaml: study small; 2 arms, 1 design\ndesigns.matched.caliper: 0.5 → 0.1\n0.1\n"
      )
    }
  }

  @Test func `the first command that fails ends a piped session with its status`() throws {
    let cases: [(String, Int32)] = [
      ("nonsense", 64), ("set title", 64), ("set designs.matched.method = neerest", 65),
      ("open nowhere.yaml", 66), ("save", 73), ("km", 65),
    ]
    try with { folder in
      for (command, status) in cases {
        let stopped = try run(["repl", "."], typing: "\(command)\nshow study\n", in: folder)
        #expect(stopped.status == status, "\(command)")
        #expect(!stopped.output.hasSuffix("\nsmall\n"), "\(command)")
        #expect(!stopped.errors.isEmpty, "\(command)")
        let kept = try run(
          ["repl", ".", "--keep-going"], typing: "\(command)\nshow study\n", in: folder)
        #expect(kept.status == status, "\(command)")
        #expect(kept.output.hasSuffix("\nsmall\n"), "\(command)")
      }
      #expect(try folder.text("study.yaml") == Self.study)
    }
  }

  @Test func `a piped session writes what the verb run writes`() throws {
    try with { folder in
      let session = try run(
        ["repl", "study.yaml"],
        typing: "set designs.matched.caliper = 0.2\nrun --out session\nsave other.yaml\n",
        in: folder)
      #expect(session.status == 0)
      let verb = try Program.run(["run", "other.yaml", "--out", "verb"], in: folder)
      #expect(verb.status == 0)
      for file in ["results.json", "study.yaml", "cohort.csv", "sets/matched.csv"] {
        #expect(folder.bytes("session/\(file)") == folder.bytes("verb/\(file)"), "\(file)")
      }
    }
  }

  @Test func `notebooks are checked, updated and printed`() throws {
    try with { folder in
      let notebook = """
        A notebook

            equipoise> open study.yaml
            equipoise> show designs.matched.caliper
            0.4

        The end.

        """
      try folder.write(notebook, to: "books/01-a.txt")
      try folder.write(Self.study, to: "books/study.yaml")
      let check = try Program.run(["notebook", "check", "books"], in: folder)
      #expect(check.status == 1)
      #expect(check.output.contains("books/01-a.txt:5: equipoise> show designs.matched.caliper"))
      #expect(check.output.contains("  - 0.4\n  + 0.5\n"))
      let printed = try Program.run(["notebook", "run", "books/01-a.txt"], in: folder)
      #expect(try folder.text("books/01-a.txt") == notebook)
      let update = try Program.run(["notebook", "update", "books"], in: folder)
      #expect(update.output == "books/01-a.txt: 2 answers written anew\n")
      #expect(try folder.text("books/01-a.txt") == printed.output)
      #expect(try folder.listing("books") == ["01-a.txt", "study.yaml"])
      let again = try Program.run(["notebook", "update", "books"], in: folder)
      #expect(again.output == "books/01-a.txt: as it was\n")
      #expect(try Program.run(["notebook", "check", "books/01-a.txt"], in: folder).status == 0)
    }
  }

  @Test func `what is no notebook is told so`() throws {
    try Folder.temporary { folder in
      #expect(try Program.run(["notebook", "check"], in: folder).status == 64)
      #expect(try Program.run(["notebook", "check", "none.txt"], in: folder).status == 66)
      #expect(try Program.run(["notebook", "check", "."], in: folder).status == 66)
      try folder.write("only prose\n", to: "a.txt")
      #expect(try Program.run(["notebook", "check", "a.txt"], in: folder).status == 65)
      try folder.write([0xFF, 0x0A], to: "a.txt")
      #expect(try Program.run(["notebook", "check", "a.txt"], in: folder).status == 65)
    }
  }
}
