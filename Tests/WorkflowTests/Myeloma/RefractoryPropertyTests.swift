import Testing
import Workflow

/// What must hold between the rules, whatever the patient.
struct RefractoryPropertyTests {
  private let cells: [[String: String]]

  init() throws {
    cells = Array(try HardPatients.cells(HardPatients.screening.get()).values)
    try #require(cells.count == 48)
  }

  /// A cell of a label: `nil` is unknown.
  private func label(_ patient: [String: String], _ column: String) throws -> Bool? {
    let text = try #require(patient[column])
    return ["true": true, "false": false][text]
  }

  @Test func `who is refractory progressed within sixty days or did not respond`() throws {
    for patient in cells where try label(patient, "imwg") == true {
      let isNonresponsive = ["SD", "PD"].contains(patient["bestOnR"])
      #expect(try label(patient, "tourmaline") == true || isNonresponsive, "\(patient["id"] ?? "")")
    }
  }

  @Test func `the rules imply each other as their clauses do`() throws {
    let implications = [
      ("tourmaline", "imwg"), ("imwg", "optimismm"), ("tourmaline", "eloquent"), ("imwg", "pollux"),
      ("pollux", "imwg"), ("imwg", "imwgLabs"), ("imwg", "imwgProxy"), ("low", "imwg"),
      ("full", "imwg"), ("imwg", "imwgConfirmed"), ("exp2", "exp"), ("imwg", "exp"),
      ("maint", "exp"),
      ("on30", "on60"),
    ]
    for patient in cells {
      for (first, second) in implications {
        let (a, b) = (try label(patient, first), try label(patient, second))
        // Neither may a true label imply an unknown one, nor an unknown one a false one.
        #expect(
          b == true || a == false || (a == nil && b == nil),
          "\(patient["id"] ?? "") \(first) → \(second)")
      }
    }
  }

  @Test func `no patient is refractory on low and on full dose of one course`() throws {
    for patient in cells {
      #expect(try !(label(patient, "low") == true && label(patient, "full") == true))
    }
  }

  @Test func `who never had the drug is refractory by no rule`() throws {
    let labels = [
      "imwg", "pollux", "aspire", "eloquent", "tourmaline", "optimismm", "low", "full", "imwgProxy",
      "imwgLabs", "imwgConfirmed", "optimismmIncl", "maint", "on30", "on60",
    ]
    let never = try cells.filter { try label($0, "exp") == false }
    #expect(never.count == 2)
    for patient in never {
      for name in labels { #expect(try label(patient, name) == false, "\(name)") }
    }
  }

  @Test(arguments: ["imwg", "eloquent", "tourmaline", "optimismm"])
  func `what is unknown leaves the cohort as unknown and is never taken for no`(name: String) throws
  {
    let definition = [
      "imwg": "refractory", "eloquent": "excludedByELOQUENT2",
      "tourmaline": "excludedByTOURMALINE", "optimismm": "refractoryOPTIMISMM",
    ][name]
    let rule = "not \(definition ?? "")('lenalidomide')"
    let run = try HardPatients.run(
      "study", changes: ["cohort.eligible=[{name: admitted, where: \"\(rule)\"}]"])
    let unknown = run.fates.filter { $0.step == "admitted" && $0.isUnknown }.map(\.id)
    let byHand = try HandTable("labels").rows.filter { $0[name] == "unknown" }
    #expect(unknown == byHand.compactMap { $0["pid"] } && !unknown.isEmpty)
    let refused = run.fates.filter { $0.step == "admitted" && !$0.isUnknown }.map(\.id)
    let refractory = try HandTable("labels").rows.filter { $0[name] == "true" }
    #expect(refused == refractory.compactMap { $0["pid"] })
  }

  @Test func `progression-free survival ends before PFS2, and that before death`() throws {
    let run = try HardPatients.firstLine.get()
    let times = try ["pfs", "pfs2Proxy", "pfs2", "os"].map { try run.outcome($0) }
    for patient in times[0].indices {
      let known = times.compactMap { $0[patient].time }
      guard known.count == times.count else { continue }
      #expect(known == known.sorted(), "\(times[0][patient].id)")
    }
  }
}
