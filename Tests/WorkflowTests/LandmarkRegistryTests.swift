import Foundation
import TestSupport
import Testing
import Workflow

/// The bundled study on a registry, held against a table that was worked out by hand.
struct LandmarkRegistryTests {
  private let study = Result { try StudyRunner.bundled("landmark-registry") }

  @Test func `what becomes of every patient is what was worked out by hand`() throws {
    let fates = try study.get().fates
    let expected = try HandWorked.patients()
    #expect(fates.map(\.id) == expected.map { $0["pid"] })
    for (fate, line) in zip(fates, expected) {
      #expect((fate.step ?? "") == line["step"], "\(fate.id)")
      #expect(fate.isUnknown == (line["fate"] == "unknown"), "\(fate.id)")
    }
  }

  @Test func `entry, time zero, arm and covariates are what was worked out by hand`() throws {
    let lines = try #require(try study.get().text("cohort.csv")).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let expected = try HandWorked.patients().filter { $0["fate"] == "remaining" }
    #expect(lines.count - 1 == expected.count)
    let header = lines[0].enumerated().map { ($1, $0) }
    let column = Dictionary(uniqueKeysWithValues: header)
    for (line, patient) in zip(lines.dropFirst(), expected) {
      #expect(line[0] == patient["pid"])
      for name in ["arm", "entry", "timeZero", "age", "iss", "ldh", "day100"] {
        let index = try #require(column[name])
        #expect(line[index] == patient[name], "\(line[0]) \(name)")
      }
    }
  }

  @Test(arguments: ["pfs", "os", "spm"])
  func `times and how they end are what was worked out by hand`(name: String) throws {
    let values = try study.get().outcome(name)
    let expected = try HandWorked.patients().filter { $0["fate"] == "remaining" }
    #expect(values.map(\.id) == expected.map { $0["pid"] })
    let ends = ["censored", "event", "death"]
    for (value, patient) in zip(values, expected) {
      guard let days = patient[name].flatMap(Double.init) else {
        #expect(value.time == nil && patient["\(name)_end"] == "unknown", "\(value.id)")
        continue
      }
      let time = try #require(value.time, "\(value.id)")
      #expect(isClose(time, days / 30.4375, relative: 1e-14), "\(value.id)")
      #expect(ends[value.cause] == patient["\(name)_end"], "\(value.id)")
    }
  }

  @Test func `the steps add up, for everyone and for the arms, to the hand-worked table`() throws {
    let results = try study.get().results
    let expected = try HandWorked.patients()
    var (left, leftByArm) = (expected.count, [String: Int]())
    for arm in ["treated", "control"] { leftByArm[arm] = expected.count { $0["arm"] == arm } }
    for step in results.attrition {
      let leaving = expected.filter { $0["step"] == step.step && $0["step"] != "" }
      let unknown = leaving.count { $0["fate"] == "unknown" }
      #expect(step.unknown == unknown, "\(step.step)")
      #expect(step.excluded == leaving.count - unknown, "\(step.step)")
      left -= leaving.count
      #expect(step.remaining == left, "\(step.step)")
      for (arm, counts) in step.byArm {
        let gone = leaving.filter { $0["arm"] == arm }
        leftByArm[arm, default: 0] -= gone.count
        #expect(counts.remaining == leftByArm[arm], "\(step.step) \(arm)")
        #expect(counts.excluded + counts.unknown == gone.count, "\(step.step) \(arm)")
      }
    }
    #expect(left == 46)
  }

  @Test func `what a reader should know is found, and nothing else`() throws {
    let findings = try study.get().results.findings
    let counts = Dictionary(grouping: findings, by: \.id).mapValues(\.count)
    #expect(counts["event-at-time-zero"] == 1)
    #expect(counts["event-after-follow-up"] == 2)
    #expect(counts["competing-censored"] == 1)
    #expect(counts["outcome-missing"] == 3)
    #expect(counts["tied-events"] == 1)
    #expect(counts["undecided-value"] == nil)
    #expect(counts["reads-after-time-zero"] == nil)
    let late = findings.filter { $0.id == "event-after-follow-up" }.map(\.message).joined()
    #expect(late.contains("P66") && late.contains("P67"))
  }

  @Test func `every file of the registry is recorded`() throws {
    let inputs = try study.get().record.inputs.map(\.path)
    #expect(inputs.count == 12)
    #expect(inputs.contains("registry/registry.yaml") && inputs.contains("registry/spm.csv"))
  }
}

/// The table that was worked out by hand.
private enum HandWorked {
  static func patients() throws -> [[String: String]] {
    let path = "\(Fixtures.repository())/studies/landmark-registry/expected.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }
}

extension StudyRun {
  /// The text of one of the files of the output folder.
  fileprivate func text(_ name: String) throws -> String? {
    try files().first { $0.path == name }.map(\.text)
  }
}
