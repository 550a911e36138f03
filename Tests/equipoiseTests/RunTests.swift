import Foundation
import TestSupport
import Testing

struct RunTests {
  static let study = "study: small\n" + small

  private static let small = """
    data: {table: patients.csv, id: patient}
    cohort:
      arms:
        treated: {where: therapy == "new"}
        control: {where: therapy == "old"}
    propensity: {terms: [age, sex, stage]}
    designs:
      matched: {method: nearest, on: logit, caliper: 0.2}
    outcomes:
      os: {time: days, event: died == 1}
    analyses:
      - {outcome: os, design: matched, estimates: [kaplanMeier, median, cox, {rmst: 1000}]}

    """

  /// Runs a body in a folder with a small study and its table.
  static func withStudy(_ body: (Folder) throws -> Void) throws {
    try Folder.temporary { folder in
      try folder.write(study, to: "study.yaml")
      try folder.write(Fixtures.bytes("patients.csv"), to: "patients.csv")
      try body(folder)
    }
  }

  @Test func `results do not depend on the number of threads or the run`() throws {
    let bundled = Fixtures.repository() + "/studies/rotterdam-hormone"
    try Folder.temporary { folder in
      let threads = [
        ["--threads", "1"], ["--threads", "1"], ["--threads", "2"], ["--threads", "4"],
      ]
      for (index, arguments) in threads.enumerated() {
        let outcome = try Program.run(
          ["run", bundled, "--out", "r\(index)", "--full-curves"] + arguments, in: folder)
        #expect(outcome.status == 0)
      }
      let files = try folder.listing("r0")
      #expect(files.contains("results.json") && files.contains("sets/matchedLogit.csv"))
      #expect(files.contains("cohort.csv") && files.contains("study.yaml"))
      for other in 1..<threads.count {
        try #expect(folder.listing("r\(other)") == files)
        for file in files where file != "run.json" {
          #expect(folder.bytes("r0/\(file)") == folder.bytes("r\(other)/\(file)"), "\(file)")
        }
      }
    }
  }

  @Test func `results hold neither paths of the machine nor numbers that do not exist`() throws {
    try Self.withStudy { folder in
      try #expect(
        Program.run(["run", "\(folder.path)/study.yaml", "--out", "o"], in: folder).status == 0)
      let text = try folder.text("o/results.json")
      #expect(!text.contains(folder.path))
      #expect(!text.lowercased().contains("nan") && !text.contains("inf"))
      _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }
  }

  @Test func `the resolved study runs again to the same results`() throws {
    try Self.withStudy { folder in
      try #expect(Program.run(["run", "study.yaml", "--out", "a"], in: folder).status == 0)
      try folder.write(folder.text("a/study.yaml"), to: "again.yaml")
      let outcome = try Program.run(["run", "again.yaml", "--out", "b"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(folder.bytes("a/study.yaml") == folder.bytes("b/study.yaml"))
    }
  }

  @Test func `a change is made, and recorded in the resolved study`() throws {
    try Self.withStudy { folder in
      let set = ["--set", "designs.matched.caliper=0.05", "--set", "analyses[0].level=0.9"]
      try #expect(Program.run(["run", "study.yaml", "--out", "o"] + set, in: folder).status == 0)
      let study = try folder.text("o/study.yaml")
      #expect(study.contains("caliper: 0.05"))
      #expect(study.contains("level: 0.9"))
    }
  }

  @Test(arguments: [
    ("designs.matched.calliper=0.1", "unknown-key", 1),
    ("designs.matched.caliper=wide", "bad-value", 25),
    ("designs.matched.caliper.x=1", "bad-change", 1),
    ("designs.matched.caliper", "bad-change", 1), ("designs..x=1", "bad-path", 1),
    ("analyses[7].level=0.9", "bad-change", 1), ("analyses[-1].level=0.9", "bad-path", 1),
    ("analyses[0=1", "bad-change", 1), ("data.table=[", "yaml-syntax", 1), ("=x", "bad-path", 1),
    ("study=../up", "bad-name", 7),
  ])
  func `a change that cannot be made is told`(change: String, id: String, column: Int) throws {
    try Self.withStudy { folder in
      let outcome = try Program.run(
        ["run", "study.yaml", "--diagnostics", "json", "--set", change], in: folder)
      #expect(outcome.status == 65)
      let found = try BrokenCase.found(outcome.errors)
      #expect(found.map(\.id) == [id])
      #expect(found.first?.spot == BrokenCase.Spot(file: "--set", line: 1, column: column))
      try #expect(folder.listing() == ["patients.csv", "study.yaml"])
    }
  }

  @Test func `a gate that does not hold is status 1 with --strict, and the folder is written`()
    throws
  {
    try Self.withStudy { folder in
      let arguments = ["run", "study.yaml", "--set", "gates={smd: 0.000001}", "--out"]
      try #expect(Program.run(arguments + ["a"], in: folder).status == 0)
      try #expect(Program.run(arguments + ["b", "--strict"], in: folder).status == 1)
      #expect(folder.bytes("a/results.json") == folder.bytes("b/results.json"))
    }
  }

  @Test func `check finds faults without running`() throws {
    try Self.withStudy { folder in
      let fine = try Program.run(["check", "study.yaml"], in: folder)
      #expect(fine.status == 0)
      #expect(fine.output == "study.yaml: no faults\n")
      try folder.write(Self.study.replacing("therapy", with: "terapy"), to: "bad.yaml")
      let bad = try Program.run(["check", "bad.yaml", "study.yaml"], in: folder)
      #expect(bad.status == 65)
      #expect(bad.errors.contains("did you mean 'therapy'?"))
      #expect(bad.output == "study.yaml: no faults\n")
      try #expect(folder.listing() == ["bad.yaml", "patients.csv", "study.yaml"])
    }
  }

  @Test func `several studies run into folders of their own`() throws {
    try Self.withStudy { folder in
      try folder.write(Self.study.replacing("study: small", with: "study: second"), to: "b.yaml")
      let outcome = try Program.run(["run", "study.yaml", "b.yaml", "--out", "all"], in: folder)
      #expect(outcome.status == 0)
      #expect(folder.bytes("all/small/results.json") != nil)
      #expect(folder.bytes("all/second/results.json") != nil)
    }
  }

  @Test func `a study is named by its folder, and runs to the standard place`() throws {
    try Self.withStudy { folder in
      try #expect(Program.run(["run", "."], in: folder).status == 0)
      #expect(folder.bytes("runs/small/run.json") != nil)
      try #expect(folder.listing("runs").allSatisfy { $0.first != "." })
    }
  }

  @Test func `what is missing, misused or cannot be written has its status`() throws {
    try Self.withStudy { folder in
      func status(_ arguments: [String]) throws -> Int32 {
        try Program.run(arguments, in: folder).status
      }
      try folder.write("kept", to: "other/file.txt")
      try folder.write("kept", to: "file")
      try #expect(status(["run", "nowhere.yaml"]) == 66)
      try #expect(status(["run", "other"]) == 66)
      try #expect(status(["describe", "nowhere.csv"]) == 66)
      try #expect(status(["describe", "other"]) == 66)
      try #expect(status(["run", "/dev/zero"]) == 66)
      try #expect(status(["run"]) == 64)
      try #expect(status(["run", "study.yaml", "--threads", "0"]) == 64)
      try #expect(status(["run", "study.yaml", "--frob"]) == 64)
      try #expect(status(["frobnicate"]) == 64)
      try #expect(status(["plan", "study.yaml", "study.yaml"]) == 64)
      try #expect(status(["run", "study.yaml", "--out", "other"]) == 73)
      try #expect(status(["run", "study.yaml", "--out", "file"]) == 73)
      try #expect(status(["run", "study.yaml", "--out", "file/below"]) == 73)
      try #expect(status(["run", "study.yaml", "--out", "/proc/nothing"]) == 73)
      try #expect(
        folder.listing() == ["file", "other", "other/file.txt", "patients.csv", "study.yaml"])
    }
  }

  @Test func `an earlier run is replaced whole`() throws {
    try Self.withStudy { folder in
      try #expect(Program.run(["run", "study.yaml", "--out", "o"], in: folder).status == 0)
      try folder.write("old", to: "o/leftover.txt")
      try #expect(Program.run(["run", "study.yaml", "--out", "o"], in: folder).status == 0)
      #expect(folder.bytes("o/leftover.txt") == nil)
    }
  }

  @Test func `an earlier run stays where data turn out to be at fault`() throws {
    try Self.withStudy { folder in
      try #expect(Program.run(["run", "study.yaml", "--out", "o"], in: folder).status == 0)
      let before = folder.bytes("o/run.json")
      let outcome = try Program.run(
        ["run", "study.yaml", "--out", "o", "--set", "outcomes.os.time=lag"], in: folder)
      #expect(outcome.status == 65)
      #expect(folder.bytes("o/run.json") == before)
    }
  }

  @Test func `describe shows the columns of the bundled table`() throws {
    try Folder.temporary { folder in
      let table = Fixtures.repository() + "/studies/rotterdam-hormone/rotterdam.csv"
      let outcome = try Program.run(["describe", table], in: folder)
      #expect(outcome.status == 0)
      for column in ["pid", "size", "nodes", "death"] { #expect(outcome.output.contains(column)) }
      #expect(outcome.output.contains("2982") || outcome.output.contains("2,982"))
    }
  }

  @Test(arguments: ["describe patients.csv", "run study.yaml --out o", "schema", "explain"])
  func `output that nobody reads to its end is no fault`(command: String) throws {
    try Self.withStudy { folder in
      let running = try Program.Running(
        [], in: folder, through: "{ \"$0\" \(command); echo \"status $?\" >&2; } | head -1")
      let outcome = try running.finish()
      #expect(outcome.errors.contains("status 0"), "\(outcome.errors)")
    }
  }

  @Test func `a new study runs once there are data`() throws {
    try Folder.temporary { folder in
      let study = try Program.run(["new", "first-study"], in: folder)
      #expect(study.status == 0)
      try folder.write(study.output, to: "study.yaml")
      var rows = ["patient,age,sex,stage,therapy,year,days,died"]
      for index in 0..<200 {
        let stage = ["I", "II", "III"][(index / 2) % 3]
        rows.append(
          "\(index),\(30 + index * 37 % 50),\(index % 2 == 0 ? "f" : "m"),\(stage),"
            + "\(index * 31 % 7 < 3 ? "new" : "old"),\(2000 + index % 9),\(100 + index * 53 % 1500),"
            + "\(index % 3 == 0 ? 1 : 0)")
      }
      try folder.write(rows.joined(separator: "\n") + "\n", to: "patients.csv")
      let outcome = try Program.run(["run", "study.yaml", "--out", "o"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(folder.bytes("o/results.json") != nil)
      try #expect(Program.run(["plan", "study.yaml"], in: folder).status == 0)
    }
  }
}
