import Diagnostics
import Foundation
import Registry
import Studies
import Tables
import TestSupport
import Testing
import Workflow

/// The bundled registry as another office would keep it: other files, columns, codes, units, one
/// file for three tables, and a description that maps it to the words of the study.
private enum OtherOffice {
  static let description = """
    registry: landmark
    patients:
      table: personen.csv
      id: pid
      columns:
        pid: {from: nr}
        sex: {from: geschlecht, codes: {"1": M, "2": F}, levels: [F, M]}
        birth_year: {from: jahrgang}
    delimiter: semicolon
    tables:
      diagnosis:
        file: diagnosen.csv
        time: date
        columns:
          pid: {from: nr}
          date: {from: tag, type: date, dateFormat: dd.mm.yyyy}
          iss: {from: stadium, codes: {"1": I, "2": II, "3": III, "9": }, levels: [I, II, III]}
      transplant:
        file: ereignisse.csv
        only: {art: TX}
        time: date
        columns:
          pid: {from: nr}
          date: {from: tag, partial: true}
          kind: {from: was, codes: {a: auto, f: allo}, levels: [auto, allo]}
      progression:
        file: ereignisse.csv
        only: {art: [PD, REZ]}
        time: date
        columns: {pid: {from: nr}, date: {from: tag, partial: true}}
      spm:
        file: ereignisse.csv
        only: {art: ZWEIT}
        time: date
        columns: {pid: {from: nr}, date: {from: tag, partial: true}}
      treatment:
        file: therapien.csv
        time: start
        columns:
          pid: {from: nr}
          start: {from: von, partial: true}
          drug:
            from: mittel
            codes: {V: bortezomib, C: cyclophosphamide, R: lenalidomide, T: thalidomide}
            levels: [bortezomib, cyclophosphamide, lenalidomide, thalidomide]
          intent: {from: absicht, codes: {"1": induction, "2": maintenance}}
      lab:
        file: labor.csv
        time: date
        columns:
          pid: {from: nr}
          date: {from: tag}
          analyte: {from: test, codes: {LDH: ldh, HB: hb}, levels: [ldh, hb]}
          value:
            from: wert
            type: number
            unitColumn: unit
            by: analyte
            units: {ldh: U/L, hb: {unit: g/L, convert: {"mmol/L": 16.114}}}
          unit: {from: einheit}
      response:
        file: ansprechen.csv
        time: date
        columns:
          pid: {from: nr}
          date: {from: tag}
          category: {from: grad, codes: {"3": PR, "2": VGPR, "1": CR}, levels: [PR, VGPR, CR]}
      mrd: false
      death: {file: tode.csv, patient: nr, time: date, columns: {date: {from: tag, partial: true}}}
      followup: {file: letzter.csv, patient: nr, columns: {last_contact: {from: tag, type: date}}}
    followUp: {death: death.date, end: followup.last_contact}
    """

  static func table(_ name: String) throws -> [[String]] {
    let path = "\(Fixtures.repository())/studies/landmark-registry/registry/\(name).csv"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  static func swapped(_ date: String) -> String {
    date.split(separator: "-").reversed().joined(separator: ".")
  }

  static func files() throws -> [String: [[String]]] {
    let drugs = [
      "bortezomib": "V", "cyclophosphamide": "C", "lenalidomide": "R", "thalidomide": "T",
    ]
    let stages = ["I": "1", "II": "2", "III": "3", "": "9"]
    let transplants = try table("transplant").map {
      [$0[0], $0[1], "TX", $0[2] == "auto" ? "a" : "f"]
    }
    let progressions = try table("progression").enumerated().map {
      [$1[0], $1[1], $0 % 2 == 0 ? "PD" : "REZ", ""]
    }
    let seconds = try table("spm").map { [$0[0], $0[1], "ZWEIT", ""] }
    let units = ["U/L", "mU/L", "U/l", "kU/L"]
    return [
      "personen": [["nr", "geschlecht", "jahrgang"]]
        + (try table("patient").map { [$0[0], $0[1] == "M" ? "1" : "2", $0[2]] }),
      "diagnosen": [["nr", "tag", "stadium"]]
        + (try table("diagnosis").map { [$0[0], swapped($0[1]), stages[$0[2]] ?? ""] }),
      "ereignisse": [["nr", "tag", "art", "was"]]
        + zip3(transplants, progressions, seconds),
      "therapien": [["nr", "von", "mittel", "absicht"]]
        + (try table("treatment").map {
          [$0[0], $0[1], drugs[$0[2]] ?? $0[2], $0[3] == "induction" ? "1" : "2"]
        }),
      "labor": [["nr", "tag", "test", "wert", "einheit"]]
        + (try table("lab").enumerated().map { index, row in
          let isEnzyme = row[2] == "ldh"
          let unit = isEnzyme ? units[index % 4] : "g/dL"
          let scale: Double = ["mU/L": 0.001, "kU/L": 1000, "g/dL": 10][unit] ?? 1
          let value = Double(row[3]).map { String($0 / scale) } ?? ""
          return [row[0], row[1], row[2].uppercased(), value, unit]
        }),
      "ansprechen": [["nr", "tag", "grad"]]
        + (try table("response").map {
          [$0[0], $0[1], ["PR": "3", "VGPR": "2", "CR": "1"][$0[2]] ?? ""]
        }),
      "tode": [["nr", "tag"]] + (try table("death")),
      "letzter": [["nr", "tag"]] + (try table("followup")),
    ]
  }

  private static func zip3(_ lists: [[String]]...) -> [[String]] {
    let most = lists.map(\.count).max() ?? 0
    return (0..<most).flatMap { index in
      lists.compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }

  static func inFolder<Result>(
    replacing change: (text: String, with: String)? = nil, _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let registry = folder.appendingPathComponent("registry")
    try FileManager.default.createDirectory(at: registry, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.repository())/studies/landmark-registry/study.yaml",
      toPath: "\(folder.path)/study.yaml")
    for (name, rows) in try files() {
      let text = rows.map { $0.joined(separator: ";") + "\n" }.joined()
      try Data(text.utf8).write(to: registry.appendingPathComponent("\(name).csv"))
    }
    if let change { try #require(description.contains(change.text)) }
    let text = change.map { description.replacing($0.text, with: $0.with) } ?? description
    try Data(text.utf8).write(to: registry.appendingPathComponent("registry.yaml"))
    return try body(folder.path)
  }
}

struct MappedRegistryTests {
  @Test func `a registry of other words gives the same cohort and the same estimates`() throws {
    let original = try StudyRunner.bundled("landmark-registry")
    try OtherOffice.inFolder { folder in
      let mapped = try StudyRun(CheckedStudy(StudyFile(path: folder)))
      let (ours, theirs) = (original.results, mapped.results)
      #expect(theirs.attrition == ours.attrition)
      #expect(theirs.baseline == ours.baseline)
      #expect(theirs.designs == ours.designs)
      #expect(theirs.estimates == ours.estimates)
      #expect(theirs.curves == ours.curves)
      #expect(mapped.fates.map(\.step) == original.fates.map(\.step))
      func cohort(_ run: StudyRun) throws -> String? {
        try run.files().first { $0.path == "cohort.csv" }?.text
      }
      #expect(try cohort(mapped) == cohort(original))
    }
  }

  @Test func `a code that is not listed is kept, counted and placed`() throws {
    try OtherOffice.inFolder(replacing: ("{V: bortezomib, C: cyclophosphamide,", "{V: bortezomib,"))
    { folder in
      let registry = try RegistryData(folder: "\(folder)/registry")
      let found = try #require(registry.tables.findings.first { $0.id == "unknown-code" })
      #expect(registry.tables.findings.count { $0.id == "unknown-code" } == 1)
      let count = try OtherOffice.table("treatment").count { $0[2] == "cyclophosphamide" }
      let first = try OtherOffice.table("treatment").firstIndex { $0[2] == "cyclophosphamide" }
      #expect(
        found.message.hasPrefix(
          "'C' is no code of 'drug', in \(count == 1 ? "row" : "\(count) rows")"))
      #expect(found.place?.line == first.map { $0 + 2 })
      #expect(found.place?.file.hasSuffix("therapien.csv") == true)
    }
  }

  @Test func `a unit that cannot be converted stops, with the row and the description`() throws {
    try OtherOffice.inFolder(replacing: ("ldh: U/L", "ldh: {unit: ukat/L, convert: {U/L: 0.0167}}"))
    { folder in
      let failure = #expect(throws: RegistryFailure.self) {
        _ = try RegistryData(folder: "\(folder)/registry")
      }
      let faults = try #require(failure).faults.diagnostics
      #expect(
        faults.map(\.id) == [
          "unit-not-convertible", "unit-not-convertible", "unit-not-convertible",
        ])
      #expect(faults.first?.place?.file.hasSuffix("labor.csv") == true)
      #expect(faults.first?.notes.first?.place?.file.hasSuffix("registry.yaml") == true)
    }
  }

  @Test func `values in units that are dropped are missing and told of`() throws {
    let change = (
      text: "units: {ldh: U/L,",
      with: "otherUnits: drop\n        units: {ldh: g/L,"
    )
    try OtherOffice.inFolder(replacing: change) { folder in
      let registry = try RegistryData(folder: "\(folder)/registry")
      let dropped = registry.tables.findings.filter { $0.id == "unit-not-convertible" }
      #expect(dropped.count == 4)
      #expect(dropped.allSatisfy { $0.severity == .warning })
      let lab = try #require(registry.tables.events["lab"])
      let enzymes = try OtherOffice.table("lab").count { $0[2] == "ldh" }
      #expect(lab.columns["value"]?.missing.count == enzymes)
    }
  }

  @Test func `columns that are mapped twice, away or onto others are faults`() throws {
    for (change, id) in [
      ((text: "{from: absicht", with: "{from: mittel"), "repeated-column"),
      ((text: "{last_contact: {from: tag", with: "{nr: {from: tag"), "repeated-column"),
      ((text: "{from: jahrgang}", with: "{from: jahrgag}"), "unknown-column"),
    ] {
      try OtherOffice.inFolder(replacing: change) { folder in
        let failure = #expect(throws: RegistryFailure.self) {
          _ = try RegistryData(folder: "\(folder)/registry")
        }
        #expect(failure?.faults.diagnostics.first?.id == id)
      }
    }
  }
}

struct MeasurementUnitTests {
  @Test(arguments: [
    ("g/dL", "g/L", 10), ("mg/L", "g/L", 0.001), ("g/l", "g/L", 1), ("mg/dl", "mg/L", 10),
    ("µmol/L", "mmol/L", 0.001), ("umol/L", "μmol/L", 1), ("10^9/L", "10*9/L", 1),
    ("G/L", "10^9/L", 1),
    ("/uL", "10^9/L", 1e-3), ("10^3/mm3", "10^9/L", 1), ("K/uL", "10^9/L", 1),
    ("U/L", "kU/L", 0.001),
    ("g/24h", "mg/24h", 1000), ("IU/mL", "IU/L", 1000),
  ])
  func `units of one kind are converted by their prefixes`(
    from: String, to: String, factor: Double
  ) throws {
    let (from, to) = (try #require(MeasurementUnit(from)), try #require(MeasurementUnit(to)))
    let found = try #require(from.factor(to: to))
    #expect(isClose(found, factor, relative: 1e-12))
    let back = try #require(to.factor(to: from))
    #expect(isClose(found * back, 1, relative: 1e-12))
  }

  @Test(arguments: [("g/dL", "mmol/L"), ("g/L", "g/24h"), ("10^9/L", "g/L")])
  func `units of different kinds are not converted`(from: String, to: String) throws {
    let (from, to) = (try #require(MeasurementUnit(from)), try #require(MeasurementUnit(to)))
    #expect(from.factor(to: to) == nil)
  }

  @Test(arguments: ["", "/", "g//L", "stone/L", "g/", "ratio", "g/L/d"])
  func `what is no unit is none`(text: String) {
    #expect(MeasurementUnit(text) == nil)
  }
}
