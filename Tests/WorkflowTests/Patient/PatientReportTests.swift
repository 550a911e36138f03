import Diagnostics
import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// Every patient of the bundled registry, held against the table that was worked out by hand.
struct PatientReportTests {
  private static let checked = Result {
    try CheckedStudy(StudyFile(path: "\(Fixtures.repository())/studies/landmark-registry"))
  }

  private func expected() throws -> [[String: String]] {
    let path = "\(Fixtures.repository())/studies/landmark-registry/expected.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func report(_ id: String) throws -> PatientReport {
    try PatientReport(of: id, in: try Self.checked.get())
  }

  @Test func `what is said of every patient is what was worked out by hand`() throws {
    for line in try expected() {
      let id = line["pid"] ?? ""
      let report = try report(id)
      let left = report.steps.first { $0.fate == .excluded || $0.fate == .unknown }
      #expect((report.leftAt ?? "") == line["step"], "\(id)")
      #expect((left?.name ?? "") == line["step"], "\(id)")
      #expect((left?.fate ?? .remaining).rawValue == line["fate"], "\(id)")
      #expect((report.entry?.part.value ?? "") == line["entry"], "\(id)")
      #expect((report.timeZero?.part.value ?? "") == line["timeZero"], "\(id)")
      guard line["fate"] == "remaining" else { continue }
      #expect(report.arm == line["arm"], "\(id)")
      for name in ["age", "iss", "ldh", "day100"] {
        let value = report.readings.first { $0.name == name }?.part.value
        #expect((value ?? "") == line[name], "\(id) \(name)")
      }
      for name in ["pfs", "os", "spm"] {
        let outcome = try #require(report.outcomes.first { $0.name == name })
        let days = line[name].flatMap(Double.init)
        #expect((outcome.value == nil) == (days == nil), "\(id) \(name)")
        if let value = outcome.value, let days {
          #expect(isClose(value, days / 30.4375, relative: 1e-14), "\(id) \(name)")
          #expect(outcome.end == line["\(name)_end"], "\(id) \(name)")
        }
      }
    }
  }

  @Test func `the rules that are shown say of every patient what the cohort did`() throws {
    for line in try expected() {
      let report = try report(line["pid"] ?? "")
      for step in report.steps {
        guard let part = step.part, part.form != "followUp" else { continue }
        switch step.fate {
        case .remaining: #expect(part.value != "false" && part.state == .known, "\(report.patient)")
        case .excluded:
          #expect(part.value == "false" || part.state == .missing, "\(report.patient)")
        case .unknown: #expect(part.state != .known, "\(report.patient) \(step.name)")
        case .notReached: break
        }
      }
      let holding = report.arms.filter { $0.part.value == "true" && $0.inEra != false }
      if let arm = report.arm { #expect(holding.map(\.arm) == [arm]) }
    }
  }

  @Test func `rows are told by the line of the file on which they stand`() throws {
    let folder = "\(Fixtures.repository())/studies/landmark-registry/registry"
    var files: [String: [Substring]] = [:]
    func line(_ source: PatientReport.Source) throws -> Substring {
      let name = try #require(source.file)
      if files[name] == nil {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        files[name] = text.split(separator: "\n", omittingEmptySubsequences: false)
      }
      return try #require(files[name])[source.line - 1]
    }
    func check(_ part: PatientReport.Part, _ id: String) throws {
      for row in part.rows {
        let text = try line(row.source)
        #expect(text.hasPrefix("\(id),"))
        for field in row.fields { #expect(text.contains(field.text ?? ""), "\(id) \(text)") }
      }
      for inner in part.parts { try check(inner, id) }
    }
    var rows = 0
    for line in try expected() {
      let id = line["pid"] ?? ""
      let report = try report(id)
      for step in report.steps { if let part = step.part { try check(part, id) } }
      for reading in report.readings { try check(reading.part, id) }
      for event in report.tables.flatMap(\.events) {
        let text = try self.lineText(event.source, folder)
        #expect(text.hasPrefix("\(id),"))
        rows += 1
      }
      #expect(try self.lineText(try #require(report.source), folder).hasPrefix("\(id),"))
    }
    #expect(rows > 300)
  }

  private func lineText(_ source: PatientReport.Source, _ folder: String) throws -> Substring {
    let name = try #require(source.file)
    let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false)[source.line - 1]
  }

  @Test func `an id that nobody has is answered with the nearest one`() throws {
    let checked = try Self.checked.get()
    do {
      _ = try PatientReport(of: "P7", in: checked)
      Issue.record("P7 was found")
    } catch let fault as PatientFault {
      #expect(fault.diagnostic().help == "did you mean 'P07'?")
    }
  }

  @Test func `weights, sets and partners are those of the run`() throws {
    let run = try StudyRunner.bundled("landmark-registry")
    let sets = try #require(try run.files().first { $0.path == "sets/matched.csv" }).text
    let lines = sets.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    for line in try expected() where line["fate"] == "remaining" {
      let report = try report(line["pid"] ?? "")
      let own = lines.first { $0[1] == report.patient }
      let design = try #require(report.designs.first { $0.name == "matched" })
      #expect(design.set == own.flatMap { Int($0[0]) })
      #expect(design.role == own.map { String($0[2]) })
      let partners = lines.filter { $0[0] == own?[0] && $0[1] != report.patient }
      #expect(Set(design.partners.map(\.patient)) == Set(partners.map { String($0[1]) }))
      #expect((design.weight == 0) == (own == nil))
    }
  }

  @Test func `a patient of a table is shown with the line of the table`() throws {
    let file = try StudyFile(path: "\(Fixtures.repository())/studies/rotterdam-hormone")
    let report = try PatientReport(of: "1393", in: CheckedStudy(file))
    #expect(report.tables.isEmpty && report.entry == nil)
    #expect(report.source?.file == "rotterdam.csv")
    #expect(report.arms.count == 2 && report.outcomes.count == 2)
    let path = "\(Fixtures.repository())/studies/rotterdam-hormone/rotterdam.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines[try #require(report.source).line - 1].contains("1393"))
  }
}
