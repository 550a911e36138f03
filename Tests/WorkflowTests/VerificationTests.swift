import Foundation
import TestSupport
import Testing
import Workflow

struct VerificationTests {
  let results: Results

  init() throws { results = try Rotterdam.study.get().results }

  private func reread(_ lock: LockFile) throws -> LockFile {
    try #require(LockFile(json: [UInt8](lock.json(study: "rotterdam-hormone").utf8)))
  }

  @Test func `a run agrees with its own lock, read back from its text`() throws {
    let lock = try reread(LockFile(results))
    #expect(
      lock.entries
        == LockFile(results).entries.map { entry in
          var entry = entry
          if case .count(let count) = entry.value { entry.value = .number(Double(count)) }
          return entry
        })
    let verification = Verification(results, against: lock)
    #expect(verification.differences == [])
    #expect(verification.count > 500)
    #expect(Set(verification.names).count == verification.names.count)
  }

  @Test func `what moved beyond its tolerance is found and named`() throws {
    let lock = try reread(LockFile(results))
    var moved = results
    let index = try #require(
      moved.estimates.firstIndex { $0.measure == "hazardRatio" && $0.design == "weighted" })
    let ratio = try #require(moved.estimates[index].estimate)
    moved.estimates[index].estimate = ratio * (1 + 1e-8)
    #expect(Verification(moved, against: lock).differences == [])
    moved.estimates[index].estimate = ratio * (1 + 1e-5)
    let found = Verification(moved, against: lock).differences
    #expect(found.count == 1)
    #expect(found.first?.name.hasPrefix("estimates[rfs,weighted,hazardRatio") == true)
    #expect(found.first?.name.hasSuffix("].estimate") == true)
    #expect(found.first?.tolerance == LockFile.standardTolerance)
  }

  @Test func `counts, words, new and lost values are found`() throws {
    let lock = try reread(LockFile(results))
    var moved = results
    moved.arms[0].n += 1
    moved.designs["weighted"]?.targetPopulation = "ATT"
    moved.designs["matchedLogit"]?.sets = nil
    moved.findings.removeAll { $0.id == "era-imbalance" }
    moved.findings.append(
      Results.Finding(id: "new-finding", severity: "note", message: "", place: nil))
    let differences = Verification(moved, against: lock).differences
    #expect(
      differences.map(\.name) == [
        "arms[treated].n", "designs.matchedLogit.sets", "designs.weighted.targetPopulation",
        "findings[era-imbalance]", "findings[new-finding]",
      ])
    #expect(differences.last?.locked == nil)
    #expect(differences[1].found == nil)
  }

  @Test func `a withheld estimate that is shown again is a difference`() throws {
    let withheld = try Rotterdam.withheld.get().results
    let lock = LockFile(withheld)
    #expect(Verification(withheld, against: lock).differences == [])
    #expect(
      !lock.entries.contains { $0.name.hasPrefix("estimates") && $0.name.hasSuffix(".estimate") })
    var shown = withheld
    shown.estimates[0].status = .estimated
    shown.estimates[0].estimate = 1806
    let names = Verification(shown, against: lock).differences.map(\.name)
    #expect(names.count == 2)
    #expect(
      names.contains { $0.hasSuffix(".status") } && names.contains { $0.hasSuffix(".estimate") })
  }

  @Test func `a tolerance set by hand is kept when the lock is renewed`() throws {
    var lock = LockFile(results)
    let index = try #require(lock.entries.firstIndex { $0.name == "propensity.main.deviance" })
    lock.entries[index].tolerance = 0.25
    let renewed = LockFile(results, keeping: try reread(lock))
    #expect(renewed.entries[index].tolerance == 0.25)
    #expect(renewed.entries.count { $0.tolerance == 0.25 } == 1)
  }

  /// The run with a description of two rows, and a truth behind its first estimate.
  private func described() -> Results {
    var described = results
    described.descriptions = [
      DescriptionResult(name: "paths", kind: "sequences", tables: ["paths-paths"])
    ]
    described.tables = [
      Results.ResultTable(
        name: "paths-paths", columns: ["path", "patients", "share"],
        rows: [["VCd", "1323", "0.25"], ["Td", "<5", "1"], ["007", "", "-"]])
    ]
    described.estimates[0].truth = 0.75
    return described
  }

  @Test func `a lock holds each cell of a description and the truth behind an estimate`() throws {
    let described = described()
    let entries = LockFile(described).entries
    let cells = entries.filter { $0.name.hasPrefix("descriptions[") }
    #expect(
      cells.map(\.name) == [
        "descriptions[paths].reason", "descriptions[paths].heldCells",
        "descriptions[paths].paths-paths.rows",
        "descriptions[paths].paths-paths[1 VCd].path",
        "descriptions[paths].paths-paths[1 VCd].patients",
        "descriptions[paths].paths-paths[1 VCd].share",
        "descriptions[paths].paths-paths[2 Td <5].path",
        "descriptions[paths].paths-paths[2 Td <5].patients",
        "descriptions[paths].paths-paths[2 Td <5].share",
        "descriptions[paths].paths-paths[3 007 -].path",
        "descriptions[paths].paths-paths[3 007 -].patients",
        "descriptions[paths].paths-paths[3 007 -].share",
      ])
    #expect(
      cells.map(\.value) == [
        .absent, .count(0), .count(3), .text("VCd"), .count(1323), .number(0.25), .text("Td"),
        .text("<5"), .number(1), .text("007"), .absent, .text("-"),
      ])
    #expect(cells.map(\.tolerance).filter { $0 > 0 } == [1e-6, 1e-6])
    #expect(entries.filter { $0.name.hasSuffix("].truth") }.map(\.value) == [.number(0.75)])
    #expect(Verification(described, against: try reread(LockFile(described))).differences == [])
  }

  @Test func `what moved in a description or its truth is told`() throws {
    let lock = try reread(LockFile(described()))
    var moved = described()
    moved.tables[0].rows[0] = ["VCd", "1324", "0.25000000001"]
    moved.tables[0].rows[1][2] = "0.9999999999"
    moved.estimates[0].truth = 0.7500001
    #expect(
      Verification(moved, against: lock).differences.map(\.name)
        == ["descriptions[paths].paths-paths[1 VCd].patients"])
    moved = described()
    moved.tables[0].rows.removeLast()
    moved.estimates[0].truth = 0.76
    let names = Verification(moved, against: lock).differences.map(\.name)
    #expect(names.count == 5)
    #expect(names.first?.hasSuffix("].truth") == true)
    #expect(names.contains("descriptions[paths].paths-paths.rows"))
  }

  @Test func `a lock that was written before descriptions were held still verifies`() throws {
    let text = LockFile(results).json(study: "rotterdam-hormone")
    let older = text.replacingOccurrences(of: "  \"version\": 2,\n", with: "")
    #expect(older != text)
    let lock = try #require(LockFile(json: [UInt8](older.utf8)))
    #expect(lock.version == 1)
    #expect(Verification(described(), against: lock).differences == [])
    let current = Verification(described(), against: try reread(LockFile(results)))
    #expect(current.differences.count == 13)
  }

  @Test func `text that is no lock is none`() {
    #expect(LockFile(json: [UInt8]("[1, 2]".utf8)) == nil)
    #expect(LockFile(json: [UInt8]("{".utf8)) == nil)
  }
}
