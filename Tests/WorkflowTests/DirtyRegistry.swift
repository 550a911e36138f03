import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// A registry of twelve invented patients with something wrong for each rule of the bundled file;
/// `expected.csv` was counted by hand before the rules were run.
enum DirtyRegistry {
  /// What a rule should find among all patients.
  struct Expected: Sendable, Equatable, CustomStringConvertible {
    var rule: String
    var counts: [String]
    var status: String
    var patients: [String]

    var description: String {
      "\(rule) \(counts.joined(separator: " ")) \(status) \(patients.joined(separator: " "))"
    }
  }

  static func expected(_ name: String) throws -> [Expected] {
    try Fixtures.text("dirty/\(name).csv").split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Expected(
        rule: cells[0], counts: Array(cells[1...3]), status: cells[4],
        patients: cells[5].split(separator: " ").map(String.init))
    }
  }

  /// Runs something in a copy of the registry and the bundled rules, with texts replaced in a file.
  static func inCopy<Result>(
    replacing changes: [(file: String, text: String, with: String)] = [],
    _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(atPath: Fixtures.path("dirty"), toPath: folder.path)
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.repository())/studies/definitions/myeloma-quality.yaml",
      toPath: "\(folder.path)/myeloma-quality.yaml")
    for change in changes {
      let file = folder.appendingPathComponent(change.file)
      let text = try String(contentsOf: file, encoding: .utf8)
      try #require(text.contains(change.text))
      try Data(text.replacing(change.text, with: change.with).utf8).write(to: file)
    }
    return try body(folder.path)
  }

  static func rows(
    replacing changes: [(file: String, text: String, with: String)] = []
  ) throws -> [QualityRow] {
    try inCopy(replacing: changes) { try RegistryQuality(RegistryData(folder: $0)).rows }
  }
}
