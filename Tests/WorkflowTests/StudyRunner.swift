import Diagnostics
import Foundation
import Studies
import Tables
import TestSupport
import Workflow

/// Runs studies for the tests of this target.
enum StudyRunner {
  static func bundled(_ name: String, _ options: RunOptions = RunOptions()) throws -> StudyRun {
    let file = try StudyFile(
      path: "\(Fixtures.repository())/studies/\(name)", changes: options.changes)
    return try StudyRun(CheckedStudy(file), options)
  }

  /// Runs a study written beside its table in a folder that is removed afterwards.
  static func run(
    _ study: String, table: String, options: RunOptions = RunOptions()
  ) throws -> StudyRun {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(study.utf8).write(to: folder.appendingPathComponent("study.yaml"))
    try Data(table.utf8).write(to: folder.appendingPathComponent("table.csv"))
    let file = try StudyFile(path: folder.path, changes: options.changes)
    return try StudyRun(CheckedStudy(file), options)
  }

  /// The identifiers of the faults that keep a study from running.
  static func faults(_ study: String, table: String) throws -> [String] {
    do {
      _ = try run(study, table: table)
      return []
    } catch let failure as StudyFailure {
      return failure.faults.diagnostics.map { "\($0.id): \($0.message)" }
    }
  }
}

/// The two studies of the Rotterdam cohort, each run once for all tests.
enum Rotterdam {
  static let study = Result { try StudyRunner.bundled("rotterdam-hormone") }
  static let withheld = Result { try StudyRunner.bundled("rotterdam-withheld") }
  static let reference = Result { try ReferenceNumbers("rotterdam-reference.csv") }
}

/// Named numbers that R wrote; `nil` for those that do not exist.
struct ReferenceNumbers {
  let values: [String: Double?]
  let names: [String]

  init(_ fixture: String) throws {
    var values: [String: Double?] = [:]
    var names: [String] = []
    for line in try Fixtures.text(fixture).split(separator: "\n").dropFirst() {
      guard let comma = line.lastIndex(of: ",") else { continue }
      let name = String(line[..<comma])
      values[name] = .some(Double(line[line.index(after: comma)...]))
      names.append(name)
    }
    self.values = values
    self.names = names
  }

  /// The numbers whose names begin so, with the rest of the name cut at the bars.
  func numbers(_ prefix: String) -> [(key: [String], value: Double?)] {
    names.filter { $0.hasPrefix(prefix) }.map { name in
      let key = name.dropFirst(prefix.count).split(separator: "|").map(String.init)
      return (key, values[name] ?? nil)
    }
  }

  func number(_ name: String) -> Double? { values[name] ?? nil }
}

/// The rows of a small CSV without quotes, by column.
struct PlainTable {
  let header: [String]
  let rows: [[String]]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }
}

extension Results {
  /// The estimates of a measure, of everyone where no subgroup is named.
  func all(
    _ measure: String, outcome: String, design: String?, subgroup: String? = nil,
    arm: String? = nil, variance: String? = nil
  ) -> [Estimate] {
    estimates.filter { row in
      row.measure == measure && row.outcome == outcome && row.design == design
        && row.subgroup == subgroup && (arm == nil || row.arm == arm)
        && (variance == nil || row.variance == variance)
    }
  }
}
