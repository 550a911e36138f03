import Diagnostics
import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// Lines of therapy in a study, from its file to its results.
struct LinesStudyTests {
  private func run(
    _ lines: String, _ covariates: String = "", definitions: String? = nil
  ) throws -> StudyRun {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: "\(Fixtures.repository())/studies/landmark-registry"), to: folder)
    let file = folder.appendingPathComponent("study.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacingOccurrences(of: "\ncovariates:", with: "\n\(lines)\ncovariates:")
      .replacingOccurrences(of: "\ncohort:", with: "\(covariates)\ncohort:")
    try Data(text.utf8).write(to: file)
    if let definitions {
      try Data(definitions.utf8).write(to: folder.appendingPathComponent("shared.yaml"))
    }
    return try StudyRun(CheckedStudy(StudyFile(path: folder.path)))
  }

  @Test func `expressions read the tables of lines`() throws {
    let run = try run(
      "lines: imwg2015",
      """

        begun: count(line where start <= timeZero)
        regimen: first(regimen.name where start <= timeZero)
        maintained: 'any(regimen where drugs == "lenalidomide" and start in entry..timeZero)'
      """)
    let cohort = try #require(run.files().first { $0.path == "cohort.csv" }).text
    let lines = cohort.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = ["id", "arm", "begun", "regimen", "maintained"].compactMap {
      lines[0].firstIndex(of: $0)
    }
    try #require(columns.count == 5)
    for line in lines.dropFirst() {
      let values = columns.map { line[$0] }
      // P26 changed maintenance, and P46 had an allogeneic transplant two years before.
      let begun = ["P26", "P46"].contains(values[0]) ? "2" : "1"
      #expect(values[2] == begun && values[3].hasPrefix("V"), "\(values)")
      #expect((values[1] == "treated") == (values[4] == "true"), "\(values)")
    }
    #expect(run.results.tables.isEmpty)
  }

  @Test(arguments: ["", "lines: imwg2015"])
  func `definitions say how lines are made, where a study does not`(own: String) throws {
    let run = try run(
      "definitions: [shared.yaml]\n\(own)",
      "\n  begun: count(line where start <= timeZero)",
      definitions: "definitions: shared\nlines: {rules: ohdsi-mm-2025}\n")
    let cohort = try #require(run.files().first { $0.path == "cohort.csv" }).text
    let lines = cohort.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let column = try #require(lines[0].firstIndex(of: "begun"))
    let changed = try #require(lines.first { $0[0] == "P26" })
    #expect(changed[column] == (own.isEmpty ? "1" : "2"))
  }

  @Test func `a comparison is in the results and in a file`() throws {
    let run = try run("lines: {rules: imwg2015, compare: ohdsi-mm-2025}")
    #expect(
      run.results.tables.map(\.name)
        == ["lines-agreement", "lines-by-number", "lines-rules", "lines-differences"])
    let differences = try #require(run.results.tables.last)
    #expect(differences.columns.count == 8)
    #expect(differences.rows.contains { $0[0] == "P45" && $0[6] == "unplanned-transplant" })
    let file = try #require(run.files().first { $0.path == "tables/lines-compared.csv" })
    #expect(file.text.split(separator: "\n").count == differences.rows.count + 1)
    let total = run.results.tables[2].rows.compactMap { Int($0[2]) }.reduce(0, +)
    #expect(total == differences.rows.count)
  }

  @Test(arguments: [
    ("lines: {rules: imwg2015, compare: imwg2015}", "same-line-rules"),
    ("lines: {rules: imwg2014}", "unknown-word"),
    ("lines: {treatments: therapy}", "unknown-table"),
    ("lines: {treatments: {stop: intent}}", "type-mismatch"),
    ("lines: {imwg2015: {gap: -1}}", "bad-value"),
  ])
  func `mistakes are told`(lines: String, id: String) throws {
    #expect {
      try run(lines)
    } throws: { error in
      (error as? StudyFailure)?.faults.diagnostics.map(\.id) == [id]
    }
  }

  @Test func `a table with one row a patient has no lines`() throws {
    let faults = try StudyRunner.faults(
      """
      study: one
      data: {table: table.csv}
      lines: imwg2015
      cohort: {arms: {a: {where: x == 1}, b: {where: x == 0}}}
      """, table: "x\n0\n1\n")
    #expect(faults.contains { $0.contains("lines") }, "\(faults)")
  }
}
