import Foundation
import TestSupport
import Testing
import Workflow

/// A table of `studies/hard-patients` that was worked out by hand.
struct HandTable {
  /// A line for each patient, or for each line of therapy: the cells by column.
  let rows: [[String: String]]

  init(_ name: String) throws {
    let path = "\(Fixtures.repository())/studies/hard-patients/expected-\(name).csv"
    rows = try Self.rows(String(contentsOfFile: path, encoding: .utf8))
  }

  /// The rows of a CSV file whose fields hold no quotes but around a whole field.
  static func rows(_ text: String) throws -> [[String: String]] {
    let lines = text.split(separator: "\n").map(fields)
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  /// Why a cell is as it is, where that is not obvious.
  static func reasons() throws -> [String: String] {
    var reasons: [String: String] = [:]
    for row in try HandTable("reasons").rows {
      reasons["\(row["pid"] ?? "") \(row["column"] ?? "")"] = row["because"]
    }
    return reasons
  }
}

/// The studies on the hard patients, each run once for all tests.
enum HardPatients {
  static let screening = Result { try run("study") }
  static let firstLine = Result { try run("first-line") }

  static func run(_ name: String, changes: [String] = []) throws -> StudyRun {
    var options = RunOptions()
    options.changes = changes
    return try StudyRunner.bundled("hard-patients/\(name).yaml", options)
  }

  /// The cells of `cohort.csv` by patient and column; an empty one is unknown or was never there.
  static func cells(_ run: StudyRun) throws -> [String: [String: String]] {
    let text = try #require(try run.files().first { $0.path == "cohort.csv" }?.text)
    var cells: [String: [String: String]] = [:]
    for row in try HandTable.rows(text) { cells[row["id"] ?? ""] = row }
    return cells
  }
}
