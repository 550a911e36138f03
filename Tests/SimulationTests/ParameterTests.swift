import Diagnostics
import Foundation
import Simulation
import Studies
import Testing
import Vocabulary

/// Files of parameters.
struct ParameterTests {
  private func read(_ text: String) throws -> MyelomaParameters { try file(text).parameters }

  private func file(_ text: String) throws -> ParameterFile {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try ParameterFile(path: path)
  }

  /// What is wrong with a file, as `line:column id`.
  private func faults(_ text: String) throws -> [String] {
    do {
      let file = try file(text)
      _ = try MyelomaModel(file.parameters, written: file.written)
      return []
    } catch let failure as ParameterFileFailure {
      return failure.faults.diagnostics.map(Self.text)
    } catch let faults as Faults {
      return faults.diagnostics.map(Self.text)
    }
  }

  private static func text(_ fault: Diagnostic) -> String {
    "\(fault.place.map { "\($0.line):\($0.column)" } ?? "-") \(fault.id)"
  }

  @Test func `the shipped parameters are complete and fit together`() throws {
    let parameters = try ParameterFile().parameters
    let model = try MyelomaModel(parameters)
    #expect(model.parameters == parameters)
    #expect(parameters.centres.elements.count == 14)
  }

  @Test func `a file changes what it says and nothing else`() throws {
    var expected = try ParameterFile().parameters
    let changed = try read("effects: {maintenanceOn: 0.7}\nmaintenance: {stops: {toxicity: 0.2}}\n")
    expected.effects.maintenanceOn = 0.7
    expected.maintenance.stops["toxicity"] = 0.2
    #expect(changed == expected)
    #expect(try read("") == ParameterFile().parameters)
  }

  @Test func `a list takes the place of the shipped list`() throws {
    let text = "laterLines:\n  lines:\n    - {months: 9, deathsPerYear: 0.3}\n"
    #expect(try read(text).laterLines.lines.map(\.months) == [9])
  }

  @Test(arguments: [
    ("effekts: {}\n", ["1:1 unknown-key"]),
    ("effects: {maintenanceOn: -1}\n", ["1:26 bad-value"]),
    ("effects: {maintenanceOn: low}\n", ["1:26 bad-value"]),
    ("followUp: {lock: 2018-13-01}\n", ["1:18 bad-value"]),
    ("population: {female: 0.4, female: 0.5}\n", ["1:27 repeated-key"]),
    ("risk: {markers: {del18p: 0.1}}\n", ["1:18 unknown-parameter-name"]),
    ("centres:\n  SYN-C01: {province: nowhere}\n", ["2:3 unknown-parameter-name"]),
    ("regimens:\n  X: {depth: 0, drugs: {aspirin: 100}}\n", ["2:25 unknown-parameter-name"]),
    (
      "induction:\n  periods:\n    - {from: 2004, shares: {Vdd: 1}}\n",
      ["3:29 unknown-parameter-name"]
    ),
    ("induction:\n  periods:\n    - {from: 2004, shares: {Vd: 0}}\n", ["3:29 bad-parameters"]),
    ("population: {firstYear: 2019}\n", ["1:25 bad-parameters"]),
    ("response: {thresholds: [1, 2, 3]}\n", ["1:24 bad-parameters"]),
    ("progression: {months: 1e300}\n", ["1:23 bad-parameters"]),
    ("effects: 3\n", ["1:10 bad-value"]),
    ("a: [\n", ["2:1 yaml-syntax"]),
  ])
  func `a fault has its place in the file`(text: String, expected: [String]) throws {
    #expect(try faults(text) == expected)
  }

  @Test(arguments: [
    "induction: {delay: 1e6, days: 1e6}", "transplant: {delay: 1e6}", "progression: {shape: 1e-6}",
    "progression: {months: 1e-6, symptoms: 1e6}", "laterLines: {delay: 1e6, risk: 1e6}",
    "risk: {unmeasured: 1e6}", "sideEvents: {secondCancersPerYear: 1e6}", "death: {perYear: 1e6}",
    "death: {ageDecade: -1e6}", "response: {driftDays: 1e6}", "visits: {later: 0, firstYear: 0}",
    "maintenance: {stops: {toxicity: 1e6}}", "laterLines: {shape: 1e6}",
    "effects: {maintenanceOn: 1e-6, visits: 1e-6}", "followUp: {lock: 0001-01-01}",
  ])
  func `the model bears any parameters`(text: String) throws {
    let simulation = try MyelomaSimulation(read(text + "\n"), patients: 60, seed: 1)
    #expect(simulation.registry().files.count == 15)
    for patient in 0..<simulation.patients {
      let course = simulation.course(of: patient, under: Intervention(maintenance: .start))
      #expect(course.progressionFree <= course.progressionFreeTwice)
      #expect(course.progressionFreeTwice <= course.death)
    }
  }

  @Test func `a file that is not there is told`() throws {
    #expect(throws: ParameterFileFailure.self) { try ParameterFile(path: "/nowhere/at/all.yaml") }
  }

  @Test func `without effects every ratio is one and every gain nothing`() throws {
    let none = try ParameterFile().parameters.withoutEffects
    let gains: Set<String> = ["maintenanceDepth", "regimenDepth"]
    for entry in none.effects.fieldEntries {
      let value = Double(entry.value.scalarText ?? "")
      #expect(value == (gains.contains(entry.key) ? 0 : 1), "\(entry.key)")
    }
    var others = none
    others.effects = try ParameterFile().parameters.effects
    #expect(others == (try ParameterFile().parameters))
  }
}
