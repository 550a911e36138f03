import Diagnostics
import Foundation
import Studies
import Tables
import TestSupport
import Testing
import Workflow

/// The bundled study on a registry with a file of definitions beside it.
struct DefinitionStudyTests {
  private func inFolder<Value>(
    _ definitions: String, study: String? = nil, _ body: (String) throws -> Value
  ) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.repository())/studies/landmark-registry", toPath: folder.path)
    try Data(definitions.utf8).write(to: folder.appendingPathComponent("definitions.yaml"))
    if let study { try Data(study.utf8).write(to: folder.appendingPathComponent("study.yaml")) }
    let treatment = folder.appendingPathComponent("registry/treatment.csv")
    let rows = try String(contentsOf: treatment, encoding: .utf8).split(separator: "\n")
    let stops = rows.enumerated().map { index, row in
      row
        + (index == 0
          ? ",stop" : "," + row.split(separator: ",", omittingEmptySubsequences: false)[1])
    }
    try Data(stops.joined(separator: "\n").utf8).write(to: treatment)
    let registry = folder.appendingPathComponent("registry/registry.yaml")
    let text = try String(contentsOf: registry, encoding: .utf8)
    try Data(
      text.replacing(
        "      drug: {levels", with: "      stop: {type: date, partial: true}\n      drug: {levels"
      ).utf8
    ).write(to: registry)
    return try body(folder.path)
  }

  private func check(
    _ definitions: String, study: String? = nil, _ changes: [String] = []
  ) throws -> CheckedStudy {
    try inFolder(definitions, study: study) { folder in
      let named = study == nil ? ["definitions=[definitions.yaml]"] : []
      return try CheckedStudy(StudyFile(path: folder, changes: named + changes))
    }
  }

  private func faults(
    _ definitions: String, study: String? = nil, _ changes: [String] = []
  ) throws -> [Diagnostic] {
    do {
      _ = try check(definitions, study: study, changes)
      return []
    } catch let failure as StudyFailure {
      return failure.faults.diagnostics
    }
  }

  /// The YAML blocks of the page on definitions.
  private func blocks() throws -> [String] {
    let page = try String(
      contentsOfFile: "\(Fixtures.repository())/docs/definitions.md", encoding: .utf8)
    return page.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test func `the study and the definitions of the page fit a registry`() throws {
    let blocks = try blocks()
    #expect(blocks.count == 2)
    let checked = try check(blocks[0], study: blocks[1])
    #expect(checked.covariates.map(\.name) == ["refractoryToBortezomib", "maintained"])
    #expect(
      checked.events?["onLenalidomide"]?.columns.columnNames == [
        "start", "stop", "rows", "progressed",
      ])
  }

  private let start = "definitions: test\ndefine:\n"

  @Test func `a study gives the same with its rules in definitions`() throws {
    let text = start + "  progressionFree(day): not any(progression where date <= day)\n"
    let changed = try check(
      text, ["cohort.eligible[1].where=progressionFree(timeZero)"])
    let plain = try check(text)
    let run = try StudyRun(changed).results
    let other = try StudyRun(plain).results
    #expect(run.attrition.map(\.remaining) == other.attrition.map(\.remaining))
    #expect(run.estimates.map(\.estimate) == other.estimates.map(\.estimate))
    #expect(changed.inputs.map(\.path).contains("definitions.yaml"))
  }

  @Test func `what is wrong in a file is told with the line of the study that asked`() throws {
    let text = start + "  first_one: second_one\n  second_one: any(treatment where drog == 'x')\n"
    let found = try faults(text, ["covariates.x=first_one"])
    #expect(found.map(\.id) == ["unknown-column"])
    #expect(found.first?.place?.file.hasSuffix("definitions.yaml") == true)
    #expect(found.first?.place?.line == 4)
    #expect(found.first?.notes.last?.place?.file == "--set (2)")
    let unasked = try faults(text)
    #expect(unasked.map(\.id) == ["unknown-column"])
    #expect(unasked.first?.notes.last?.message == "the study names the file here")
  }

  @Test func `broken definitions bring no further faults`() throws {
    #expect(
      try faults(start + "  a: b\n  b: a\n", ["covariates.x=a"]).map(\.id) == ["definition-circle"])
    #expect(
      try faults(start + "  a: 1 +\n", ["covariates.x=a"]).map(\.id) == ["unexpected-token"])
    #expect(
      try faults(start + "  a(x): x > y z\n", ["covariates.x=a(1)"]).map(\.id) == [
        "unexpected-token"
      ])
    let table = "definitions: t\ntables:\n  len: {from: treatmnt}\ndefine:\n  n: count(len)\n"
    #expect(try faults(table, ["covariates.x=n"]).map(\.id) == ["unknown-table"])
    #expect(try faults(start + "  sex: 1\n").map(\.id) == ["definition-hides"])
    #expect(try faults("definitions: t\ndefin: {}\n").map(\.id) == ["unknown-key"])
    #expect(try faults("").map(\.id) == ["empty-definitions"])
    #expect(
      try faults(start, ["definitions=[other.yaml]"]).map(\.id) == ["input-not-found"])
    #expect(
      try faults(start + "  a: 1\n", ["definitions=[definitions.yaml, definitions.yaml]"]).map(\.id)
        == [
          "definitions-twice"
        ])
  }

  @Test func `a definition that reads an outcome after time zero is a fault where it is asked for`()
    throws
  {
    let text = start + "  ever: any(progression)\n  by(day): any(progression where date <= day)\n"
    let found = try faults(text, ["cohort.eligible[1].where=not ever"])
    #expect(found.map(\.id) == ["outcome-in-design"])
    #expect(found.first?.place?.file == "--set (2)")
    #expect(found.first?.notes.first?.place?.line == 3)
    #expect(try faults(text, ["cohort.eligible[1].where=not by(timeZero)"]).isEmpty)
    #expect(
      try faults(text, ["cohort.eligible[1].where=not by(timeZero + 1d)"]).map(\.id) == [
        "outcome-in-design"
      ])
  }

  @Test func `a table derived from an outcome is the outcome`() throws {
    let text = """
      definitions: test
      tables:
        relapse: {from: progression}
        again: {from: relapse, where: 'date > 2000-01-01'}
        len:
          from: treatment
          columns:
            failed: any(progression where date > len.start)
            known: any(progression where date <= len.start)

      """
    func found(_ rule: String) throws -> [String] {
      try faults(text, ["cohort.eligible[1].where=not \(rule)"]).map(\.id)
    }
    #expect(try found("any(relapse)") == ["outcome-in-design"])
    #expect(try found("any(relapse where date <= timeZero)").isEmpty)
    #expect(try found("any(again where date > timeZero)") == ["outcome-in-design"])
    #expect(try found("any(len where start <= timeZero and failed)") == ["outcome-in-design"])
    #expect(try found("any(len where start <= timeZero and known)").isEmpty)
    let outcome = ["outcomes.pfs.event=earliest(relapse.date, death.date)"]
    #expect(
      try faults(text, outcome + ["cohort.eligible[1].where=not any(progression)"]).map(\.id) == [
        "outcome-in-design"
      ])
  }

  @Test func `definitions serve studies of one row a patient`() throws {
    let study = """
      study: small
      data: {table: table.csv, id: pid}
      definitions: [definitions.yaml]
      variables: {old: isOld}
      cohort:
        eligible: [{name: old, where: WHERE}]
        arms: {a: {where: arm == 1}, b: {where: arm == 0}}
      outcomes: {os: {time: days, event: dead == 1}}

      """
    let definitions = "definitions: d\ndefine: {isOld: age > 60, lives: dead == 0}\n"
    func faults(_ rule: String) throws -> [String] {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("equipoise-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      for (name, text) in [
        ("study.yaml", study.replacing("WHERE", with: rule)), ("definitions.yaml", definitions),
        ("table.csv", "pid,age,arm,days,dead\n1,70,1,5,0\n2,50,0,6,1\n3,61,0,7,1\n"),
      ] { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
      do {
        _ = try CheckedStudy(StudyFile(path: folder.path))
        return []
      } catch let failure as StudyFailure {
        return failure.faults.diagnostics.map(\.id)
      }
    }
    #expect(try faults("isOld").isEmpty)
    #expect(try faults("old").isEmpty)
    #expect(try faults("lives") == ["outcome-in-design"])
  }
}
