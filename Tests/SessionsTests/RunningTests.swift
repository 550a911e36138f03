import Foundation
import Reports
import Sessions
import Studies
import Testing
import Workflow

struct RunningTests {
  @Test func `outcomes are shown of a run of the study as it is, and balance without one`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      for command in ["km", "estimates", "findings", "report \(folder.path)/r"] {
        let reply = session.perform(command)
        #expect(reply.complaints.contains("was not run yet"))
      }
      #expect(session.perform("balance").output.contains("Standardized mean differences"))
      #expect(session.perform("km").complaints.contains("was not run yet"))
      #expect(session.perform("run").output.contains("Survival"))
      #expect(session.perform("estimates os weighted").output.contains("Hazard ratio"))
      #expect(!session.perform("estimates os weighted").output.contains("  Matched "))
      #expect(session.perform("km os matched").output.contains("at risk"))
      _ = session.perform("set designs.matched.caliper = 0.1")
      #expect(session.perform("km").complaints.contains("has changed since"))
      _ = session.perform("undo")
      #expect(session.perform("km").failure == nil)
    }
  }

  @Test func `names that the run does not have are answered with those it has`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      _ = session.perform("run")
      #expect(session.perform("estimates oss").complaints.contains("did you mean 'os'?"))
      #expect(session.perform("balance matchd").complaints.contains("did you mean 'matched'?"))
      #expect(session.perform("km os nothing").complaints.contains("os matched, os weighted"))
    }
  }

  @Test func `balance is the same without a run as after it`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      let before = session.perform("balance").output
      _ = session.perform("run")
      #expect(session.perform("balance").output == before)
      #expect(session.perform("balance matched").output.contains("→"))
    }
  }

  @Test func `a changed study gives the same bytes from the session and from its file`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      session.perform(all: [
        "set designs.matched.caliper = 0.05", "set gates.smd = {threshold: 0.01, action: report}",
        "unset designs.weighted.estimand", "set balance.also = [cost]",
        "run --out \(folder.path)/before", "save --force", "run --out \(folder.path)/after",
      ])
      try compare(folder, "study.yaml", with: ["before", "after"])
    }
  }

  @Test func `a study from nothing gives the same bytes as the file it is saved to`() throws {
    try SessionFolder.with { folder in
      try FileManager.default.removeItem(atPath: "\(folder.path)/study.yaml")
      var session = folder.session(opening: "patients.csv")
      let reply = session.perform(all: [
        "set data.id = patient", "set cohort.arms.new = {label: New, where: therapy == \"new\"}",
        "set cohort.arms.old.label = Old", "set cohort.arms.old.where = therapy == \"old\"",
        "set designs.matched = {method: nearest, caliper: 0.2}",
        "set propensity.terms = [age, stage]",
        "set outcomes.os = {time: days, event: died == 1, unit: days}",
        "set analyses = [{outcome: os, design: matched, estimates: [kaplanMeier, cox]}]",
        "run --out \(folder.path)/before", "save",
      ])
      #expect(reply.failure == nil)
      try compare(folder, "study.yaml", with: ["before"])
    }
  }

  @Test func `a study saved under another name gives the bytes of that file`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      session.perform(all: [
        "set designs.matched.caliper = 0.01", "save \(folder.path)/narrow.yaml",
        "run --out \(folder.path)/before",
      ])
      #expect(try folder.text("study.yaml") == SessionFolder.study)
      try compare(folder, "narrow.yaml", with: ["before"])
    }
  }

  @Test func `the table is read again when the file or what is declared of it changes`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      let first = session.perform("balance").output
      try folder.write(
        SessionFolder.table.split(separator: "\n").prefix(151).joined(separator: "\n") + "\n",
        to: "patients.csv")
      let second = session.perform("balance").output
      #expect(first != second)
      var fresh = folder.session()
      #expect(fresh.perform("balance").output == second)
    }
  }

  @Test func `what is there is not written over, and data are not lost`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      #expect(session.perform("save").failure == .cannotWrite)
      #expect(session.perform("save \(folder.path)/patients.csv").failure == .cannotWrite)
      #expect(try folder.text("patients.csv") == SessionFolder.table)
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/else", withIntermediateDirectories: true)
      let elsewhere = session.perform("save \(folder.path)/else/study.yaml")
      #expect(elsewhere.complaints.contains("data-elsewhere"))
      #expect(!folder.exists("else/study.yaml"))
      #expect(session.perform("run --out \(folder.path)/else").failure == .cannotWrite)
      _ = session.perform("set data.table = \(folder.path)/patients.csv")
      #expect(session.perform("save \(folder.path)/else").failure == nil)
      #expect(session.perform("run").failure == nil)
    }
  }

  @Test func `a session that writes no files goes up to the writing`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      session.settings.writesFiles = false
      session.perform(all: [
        "set title = Another", "save \(folder.path)/other.yaml", "run --out \(folder.path)/out",
      ])
      #expect(!folder.exists("other.yaml"))
      #expect(!folder.exists("out"))
      #expect(session.perform("save \(folder.path)/other.yaml").failure == .cannotWrite)
      session.perform(all: ["open \(folder.path)/study.yaml", "open \(folder.path)/other.yaml"])
      #expect(session.perform("show title").output == "Another\n")
    }
  }

  /// Holds folders that a session wrote against a run of a file, apart from the record of the run.
  private func compare(_ folder: SessionFolder, _ file: String, with outputs: [String]) throws {
    let checked = try CheckedStudy(StudyFile(path: "\(folder.path)/\(file)"))
    let run = try StudyRun(checked)
    let content = try ReportContent(run)
    var expected = Dictionary(
      uniqueKeysWithValues: try run.files().map { ($0.path, $0.text) })
    for file in ReportFiles.files(content) { expected[file.path] = file.contents }
    for output in outputs {
      for (path, text) in expected where path != "run.json" && path != "report.html" {
        #expect(try folder.text("\(output)/\(path)") == text, "\(output)/\(path)")
      }
      #expect(folder.exists("\(output)/report.html"))
      let written = try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/\(output)")
      #expect(Set(written.filter { $0.contains(".") }) == Set(expected.keys))
    }
  }
}
