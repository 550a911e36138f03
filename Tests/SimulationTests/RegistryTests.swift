import Simulation
import Studies
import Testing
import Vocabulary

/// What is recorded of the patients.
struct RegistryTests {
  private func tables(dirty: Double = 0, seed: UInt64 = 8) throws -> SimulatedTables {
    try MyelomaSimulation(ParameterFile().parameters, patients: 400, seed: seed, dirty: dirty)
      .registry(threads: 2)
  }

  private static let timed = [
    "lab": "date", "response": "date", "transplant": "date", "progression": "date",
    "treatment": "start", "ae": "onset", "vte": "date", "spm": "date", "mrd": "date",
  ]

  @Test func `nothing happens after the last contact`() throws {
    let tables = try tables()
    var last: [String: String] = [:]
    for row in CSVCells(tables, "followup").rows { last[row["pid"] ?? ""] = row["last_contact"] }
    for (table, column) in Self.timed {
      for row in CSVCells(tables, table).rows {
        let contact = try #require(last[row["pid"] ?? ""])
        let day = try #require(row[column])
        #expect(day <= contact || contact.hasPrefix(day), "\(table) \(row)")
      }
    }
  }

  @Test func `everybody in every table is a patient whose id says it is synthetic`() throws {
    let tables = try tables()
    let known = Set(CSVCells(tables, "patient").rows.compactMap { $0["pid"] })
    #expect(known.count == 400)
    for file in tables.files {
      for row in CSVCells(file).rows {
        let pid = try #require(row["pid"])
        #expect(known.contains(pid) && pid.hasPrefix("SYN"))
      }
    }
  }

  @Test func `the dead have a death, and only they`() throws {
    let tables = try tables()
    let dead = CSVCells(tables, "followup").filter { $0["status"] == "dead" }.map { $0["pid"] }
    #expect(dead == CSVCells(tables, "death").rows.map { $0["pid"] })
    #expect(dead.count > 50)
  }

  @Test func `a table has the same rows whether or not others are made`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 200, seed: 3)
    let all = simulation.registry()
    for name in ["treatment", "progression", "ae", "lab", "followup"] {
      let alone = simulation.registry(only: [name])
      #expect(CSVCells(alone, name).rows == CSVCells(all, name).rows)
      #expect(alone.files.count { !$0.rows.isEmpty } == 1)
    }
  }

  @Test func `the ledger names every cell that is dirty, and no other is`() throws {
    let clean = try tables()
    let dirty = try tables(dirty: 0.05)
    #expect(CSVCells(clean.ledger).count == 0)
    let ledger = CSVCells(dirty.ledger).rows
    #expect(ledger.count > 300)
    var told: [String: [String: String]] = [:]
    for entry in ledger { told["\(entry["table"] ?? "") \(entry["row"] ?? "")"] = entry }
    #expect(told.count == ledger.count)
    for file in clean.files {
      let name = String(file.name.dropLast(4))
      let (before, after) = (CSVCells(clean, name).rows, CSVCells(dirty, name).rows)
      try #require(before.count == after.count)
      for (index, pair) in zip(before, after).enumerated() {
        guard let entry = told.removeValue(forKey: "\(name) \(index + 1)") else {
          #expect(pair.0 == pair.1)
          continue
        }
        let column = try #require(entry["column"])
        #expect(pair.0[column] == entry["clean"] && pair.1[column] == entry["dirty"])
        #expect(entry["pid"] == pair.0["pid"] && entry["clean"] != entry["dirty"])
        var mended = pair.1
        mended[column] = pair.0[column]
        #expect(mended == pair.0)
      }
    }
    #expect(told.isEmpty)
  }

  @Test func `dirty rows come at the rate that is asked for where a row can be dirty`() throws {
    let ledger = CSVCells(try tables(dirty: 1).ledger)
    let rows = CSVCells(try tables(), "progression").count
    #expect(ledger.count { $0["table"] == "progression" } == rows)
  }

  @Test func `a world is recorded until death without gaps`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 300, seed: 5)
    let world = simulation.world(Intervention(maintenance: .never))
    #expect(CSVCells(world, "followup").count { $0["status"] == "dead" } == 300)
    #expect(CSVCells(world, "treatment").count { $0["intent"] == "maintenance" } == 0)
    let found = (0..<300).reduce(0) { sum, patient in
      sum
        + simulation.course(of: patient, under: Intervention(maintenance: .never)).progressions
        .count
    }
    #expect(CSVCells(world, "progression").count == found)
    #expect(CSVCells(world, "diagnosis").count { $0["iss"] == "" } == 0)
    #expect(world.files.map(\.header) == simulation.registry().files.map(\.header))
  }
}
