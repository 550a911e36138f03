import Diagnostics
import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// Study files that the linter of time zero must, or must not, find something in.
///
/// In a broken one `#! id column` stands above the line of each finding, and `#~ column` above
/// each line that a note of a finding points at.
struct TimeZeroFixture: CustomTestStringConvertible, Sendable {
  let name: String
  let path: String
  let text: String

  var testDescription: String { name }

  struct Mark: Hashable, Comparable, CustomStringConvertible {
    let line: Int
    let column: Int
    let id: String

    var description: String { "\(line):\(column) \(id)" }

    static func < (a: Mark, b: Mark) -> Bool {
      (a.line, a.column, a.id) < (b.line, b.column, b.id)
    }
  }

  static func all(_ folder: String) -> [TimeZeroFixture] {
    let path = "\(Fixtures.repository())/Tests/WorkflowTests/Fixtures/time-zero/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      let file = "\(path)/\(name)"
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
      return TimeZeroFixture(name: name, path: file, text: text)
    }
  }

  /// What marks that begin so say of the lines below them.
  func marks(_ sign: String) -> [Mark] {
    var found: [Mark] = []
    var waiting: [(column: Int, id: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split(separator: " ").map(String.init)
      if words.first == "#!" || words.first == "#~" {
        guard words.first == sign, let column = words.last.flatMap({ Int($0) }) else { continue }
        waiting.append((column, sign == "#!" ? words[1] : ""))
      } else {
        found += waiting.map { Mark(line: index + 1, column: $0.column, id: $0.id) }
        waiting = []
      }
    }
    return found.sorted()
  }

  /// What a check says, findings and faults alike.
  func diagnostics(_ changes: [String] = []) throws -> [Diagnostic] {
    do {
      return try CheckedStudy(StudyFile(path: path, changes: changes)).findings
    } catch let failure as StudyFailure {
      return failure.faults.diagnostics
    }
  }
}

struct TimeZeroTests {
  @Test(arguments: TimeZeroFixture.all("broken"))
  func `a design that makes an effect out of nothing is found where it is written`(
    _ fixture: TimeZeroFixture
  ) throws {
    let found = try fixture.diagnostics()
    let places = found.map {
      TimeZeroFixture.Mark(line: $0.place?.line ?? 0, column: $0.place?.column ?? 0, id: $0.id)
    }
    #expect(places.sorted() == fixture.marks("#!"))
    let isGuess = found.allSatisfy {
      ["exposure-time-unsaid", "informative-censoring"].contains($0.id)
    }
    #expect(isGuess || found.contains { $0.severity == .error })
    let notes = Set(found.flatMap(\.notes).compactMap(\.place)).map {
      TimeZeroFixture.Mark(line: $0.line, column: $0.column, id: "")
    }
    #expect(notes.sorted() == fixture.marks("#~"))
    for diagnostic in found {
      #expect(diagnostic.notes.contains { $0.message.hasPrefix("bias: ") })
      #expect(!diagnostic.drawing.isEmpty)
      #expect(diagnostic.help != nil)
      #expect(FindingCatalogue.timeZeroIds.contains(diagnostic.id))
    }
  }

  @Test(arguments: TimeZeroFixture.all("broken"))
  func `a study that accepts what is found in writing can run`(_ fixture: TimeZeroFixture) throws {
    let errors = Set(fixture.marks("#!").map(\.id))
    let accepted = errors.sorted().map { "{finding: \($0), reason: To show the bias.}" }
    let changes = ["accept=[\(accepted.joined(separator: ", "))]"]
    let checked = try CheckedStudy(StudyFile(path: fixture.path, changes: changes))
    #expect(Set(checked.findings.map(\.id)).isSuperset(of: errors))
    #expect(checked.findings.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: TimeZeroFixture.all("sound"))
  func `a design whose time zero holds raises nothing`(_ fixture: TimeZeroFixture) throws {
    #expect(try fixture.diagnostics().map { "\($0.id) \($0.message)" } == [])
  }
}

/// How large an error of time zero is where nothing has an effect, as a script in R computed it.
struct TimeZeroBiasTests {
  private struct Row {
    let design: String
    let ratio: Double
    let medians: [Double]
  }

  private func rows() throws -> [Row] {
    try Fixtures.text("time-zero/null-simulation.csv").split(separator: "\n").dropFirst().map {
      let quoted = $0.split(separator: "\"")
      let numbers = ($0.split(separator: "\"").last ?? "").split(separator: ",").compactMap {
        Double($0)
      }
      try #require(numbers.count == 4 && quoted.count >= 3)
      return Row(
        design: String(quoted[2]), ratio: numbers[1], medians: [numbers[2], numbers[3]])
    }
  }

  @Test func `corrected designs find nothing and broken ones find an effect`() throws {
    let rows = try rows()
    #expect(rows.count == 13)
    for row in rows {
      let isCorrected = row.design.contains("from then") || row.design.contains("from second line")
      if isCorrected { #expect(abs(row.ratio - 1) < 0.01) } else { #expect(row.ratio < 0.86) }
    }
  }

  @Test func `the page on time zero says what was computed`() throws {
    let page = try String(
      contentsOfFile: "\(Fixtures.repository())/docs/time-zero.md", encoding: .utf8)
    for row in try rows() {
      let ratio = String(format: "%.2f", row.ratio)
      let medians = row.medians.map { String(format: "%.1f", $0) }.joined(separator: " v ")
      #expect(page.contains("| \(ratio) | \(medians) |"), "\(row.design)")
    }
  }
}
