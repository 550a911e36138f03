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

  @Test func `text that is no lock is none`() {
    #expect(LockFile(json: [UInt8]("[1, 2]".utf8)) == nil)
    #expect(LockFile(json: [UInt8]("{".utf8)) == nil)
  }
}
