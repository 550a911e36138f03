import Foundation
import TestSupport
import Testing
import Workflow

struct WithheldTests {
  @Test func `a gate that withholds leaves rows with nulls and a reason, and no curve`() throws {
    let results = try Rotterdam.withheld.get().results
    #expect(results.curves.isEmpty)
    #expect(results.estimates.count == 14)
    for row in results.estimates {
      #expect(row.status == .withheld)
      #expect(
        row.reason
          == "withheld: the balance gate does not hold for 'matched': largest |SMD| 0.199 (size <=20), allowed 0.1"
      )
      let numbers = [
        row.estimate, row.lower, row.upper, row.standardError, row.statistic, row.df, row.p,
      ]
      #expect(numbers.allSatisfy { $0 == nil })
      #expect(row.n == nil && row.events == nil)
    }
    #expect(!results.findings.contains { $0.id == "non-proportional-hazards" })
    let gate = try #require(results.designs["matched"]?.gates.first { $0.gate == "smd" })
    #expect(!gate.passed && gate.action == "withhold")
  }

  @Test func `the rows are those of the twin that shows them`() throws {
    let shown = try Rotterdam.study.get().results.estimates.filter { row in
      row.outcome == "rfs" && row.design == "matchedProbability" && row.subgroup == nil
        && (row.variance == "robust" || row.measure == "proportionalHazards")
    }
    let withheld = try Rotterdam.withheld.get().results.estimates
    func keys(_ rows: [Estimate]) -> [String] {
      rows.map { "\($0.measure) \($0.arm ?? "-") \($0.referenceArm ?? "-") \($0.at ?? 0)" }
    }
    var expected: [String] = []
    for key in keys(shown) where !expected.contains(key) { expected.append(key) }
    #expect(keys(withheld) == expected)
  }

  /// Searches every file for each number of the effect, at seven significant digits and as printed
  /// in a message.
  @Test func `no number of the effect is in any file`() throws {
    let run = try Rotterdam.withheld.get()
    let files = try run.files()
    #expect(
      files.map(\.path).sorted() == [
        "cohort.csv", "results.json", "run.json", "sets/matched.csv", "study.yaml",
      ])
    let reference = try Rotterdam.reference.get()
    var needles: Set<String> = []
    for variance in ["model", "robust"] {
      for (_, value) in reference.numbers("\(variance)|rfs|matchedProbability|all|") {
        guard let value, value != value.rounded() else { continue }
        needles.insert(String(String(abs(value)).prefix(9)))
      }
    }
    #expect(needles.count > 30)
    for file in files where file.path != "run.json" {
      for needle in needles { #expect(!file.text.contains(needle), "\(needle) in \(file.path)") }
    }
    let results = try #require(files.first { $0.path == "results.json" }).text
    for median in ["1806", "1465", "2134", "1185", "1024", "1563"] {
      #expect(!results.contains(": \(median),") && !results.contains(": \(median)\n"))
    }
    let cohort = try #require(files.first { $0.path == "cohort.csv" }).text
    let header = cohort.prefix { $0 != "\n" }.split(separator: ",")
    for column in ["rtime", "dtime", "recur", "death", "rfs_days", "rfs_event"] {
      #expect(!header.contains(Substring(column)))
    }
  }
}
