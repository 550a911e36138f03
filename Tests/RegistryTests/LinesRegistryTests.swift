import Diagnostics
import Registry
import Tables
import Testing
import Vocabulary

/// Lines of registries as they are read from files: tables, columns, findings and faults.
struct LinesRegistryTests {
  private static let patients = "pid\na\nb\nc\n"
  private static let treatment = """
    pid,drug,start,stop,intent,stop_reason
    a,bortezomib,2010-01-01,2010-04-20,induction,planned
    a,dexamethasone,2010-01-01,2010-04-20,induction,planned
    b,lenalidomide,2011-05,2011-09-30,treatment,toxicity
    a,lenalidomide,2010-09-01,,maintenance,
    b,,2011-01-01,2011-02-01,treatment,planned
    b,bortezomib,,2011-02-01,treatment,planned
    """
  private static let transplant = "pid,date,kind\na,2010-06-01,auto\n"
  private static let followup = "pid,last_contact\na,2012-12-31\nb,2012-12-31\nc,2012-12-31\n"

  private func events(
    _ files: [(name: String, text: String, time: String?, partial: [String])] = [
      ("treatment", treatment, "start", ["start"]), ("transplant", transplant, "date", []),
      ("followup", followup, nil, []),
    ]
  ) throws(Faults) -> EventStore {
    func source(_ name: String, _ text: String, _ time: String?, _ partial: [String])
      -> RegistryTables.Source
    {
      var options = CSVOptions()
      options.columns["pid"] = ColumnDeclaration(type: .text)
      for column in partial { options.columns[column] = ColumnDeclaration(type: .text) }
      return RegistryTables.Source(
        name: name, path: "\(name).csv", bytes: Array(text.utf8), options: options,
        patientColumn: "pid", timeColumn: time, partialColumns: partial)
    }
    return try RegistryTables(
      patients: source("patients", Self.patients, nil, []),
      tables: files.map { source($0.name, $0.text, $0.time, $0.partial) }
    ).events
  }

  private let followUp = LineFollowUp(
    death: .init(table: "death", column: "date"),
    end: .init(table: "followup", column: "last_contact"))

  private func rows(_ table: EventTable, _ columns: [String]) -> [[String]] {
    (0..<table.rowCount).map { row in columns.map { table.columns[$0]?.text(row) ?? "" } }
  }

  private func table(_ name: String, _ lines: LinesOfTherapy) throws -> EventTable {
    try #require(lines.tables.first { $0.name == name })
  }

  @Test func `the tables have the columns that expressions read`() throws {
    let lines = try LinesOfTherapy(LinesSection(), events: events(), followUp: followUp)
    let regimen = try table("regimen", lines)
    #expect(regimen.timeColumn == "start" && regimen.offsets == [0, 2, 3, 3])
    let columns = [
      "number", "line", "start", "stop", "drugs", "name", "intent", "stop_reason", "ongoing",
    ]
    #expect(
      rows(regimen, columns) == [
        [
          "1", "1", "2010-01-01", "2010-04-20", "bortezomib+dexamethasone", "Vd", "induction",
          "planned", "false",
        ],
        ["2", "1", "2010-09-01", "2012-12-31", "lenalidomide", "R", "maintenance", "", "true"],
        ["1", "1", "", "2011-09-30", "lenalidomide", "R", "treatment", "toxicity", "false"],
      ])
    #expect(regimen.partialDates["start"]?.latest[2] == 15_125)
    let line = try table("line", lines)
    #expect(
      rows(
        line,
        ["number", "stop", "drugs", "name", "sequence", "reason", "end_reason", "transplants"]) == [
          [
            "1", "2012-12-31", "bortezomib+dexamethasone+lenalidomide", "Vd", "Vd > ASCT > R",
            "first", "ongoing", "1",
          ],
          ["1", "2011-09-30", "lenalidomide", "R", "R", "first", "toxicity", "0"],
        ])
  }

  @Test func `the trace says what became of each row, by its line in the file`() throws {
    let lines = try LinesOfTherapy(LinesSection(), events: events(), followUp: followUp)
    let trace = try table("line_rule", lines)
    let columns = ["date", "line", "regimen", "rule", "detail", "source", "source_row"]
    #expect(
      rows(trace, columns) == [
        ["2010-01-01", "1", "1", "begins-regimen", "", "treatment", "2"],
        ["2010-01-01", "1", "1", "supportive", "", "treatment", "3"],
        ["2010-01-01", "1", "1", "first", "", "treatment", "2"],
        ["2010-06-01", "1", "", "transplant-in-line", "42 d", "transplant", "2"],
        ["2010-09-01", "1", "2", "begins-regimen", "", "treatment", "5"],
        ["2010-09-01", "1", "2", "planned", "92 d", "treatment", "5"],
        ["2011-01-01", "", "", "unnamed-drug", "", "treatment", "6"],
        ["", "1", "1", "begins-regimen", "", "treatment", "4"],
        ["", "1", "1", "first", "", "treatment", "4"],
        ["", "", "", "undated", "", "treatment", "7"],
      ])
    #expect(lines.findings.map(\.id) == ["treatment-left-out", "treatment-left-out"])
    #expect(lines.findings.first?.message.contains("line 7") == true)
  }

  @Test func `lines join the tables of the registry`() throws {
    let events = try events()
    let lines = try LinesOfTherapy(LinesSection(), events: events, followUp: followUp)
    let joined = try events.adding(lines)
    #expect(
      joined.tables.map(\.name)
        == ["treatment", "transplant", "followup", "regimen", "line", "line_rule"])
    #expect(joined["line"]?.rows(of: 2).isEmpty == true)
    #expect { try joined.adding(lines) } throws: { error in
      (error as? Faults)?.diagnostics.map(\.id) == Array(repeating: "line-table-taken", count: 3)
    }
  }

  @Test func `a registry of drugs alone, under names of its own`() throws {
    let drugs = """
      pid,agent,given
      a,bortezomib,2010-01-01
      a,cyclophosphamide,2010-01-08
      a,bortezomib,2010-01-08
      a,bortezomib,2010-02-05
      a,cyclophosphamide,2010-02-12
      a,lenalidomide,2010-06-01
      a,lenalidomide,2010-07-01
      a,lenalidomide,2010-08-15
      a,daratumumab,2011-03-01
      """
    let events = try events([("exposure", drugs, "given", [])])
    var section = LinesSection()
    section.rules = .ohdsiMM2025
    section.treatments.table = Located("exposure")
    section.treatments.drug = ColumnName("agent")
    section.treatments.start = ColumnName("given")
    let lines = try LinesOfTherapy(section, events: events, followUp: nil)
    // The last day of a row is not known: until the day before the next of the drug, or the next regimen.
    #expect(
      rows(try table("line", lines), ["number", "start", "name", "sequence", "reason"]) == [
        ["1", "2010-01-01", "VC", "VC > R", "first"],
        ["2", "2011-03-01", "D", "D", "new-drug"],
      ])
    #expect(lines.findings.isEmpty)
    let other = try LinesOfTherapy(section, rules: .imwg2015, events: events, followUp: nil)
    #expect(other.findings.map(\.id) == ["intent-missing"])
    #expect(try table("line", other).rowCount == 3)
  }

  @Test func `tables and columns that are not there are told at once`() throws {
    var section = LinesSection()
    section.treatments.drug = ColumnName("drg")
    section.treatments.stop = ColumnName("intent")
    section.progressions.table = Located("progress")
    let events = try events()
    #expect {
      try LinesOfTherapy(section, events: events, followUp: followUp)
    } throws: { error in
      (error as? Faults)?.diagnostics.map(\.id)
        == ["unknown-table", "unknown-column", "type-mismatch"]
    }
    section = LinesSection()
    section.treatments.table = Located("treatmnt")
    #expect {
      try LinesOfTherapy(section, events: events, followUp: followUp)
    } throws: { error in
      (error as? Faults)?.diagnostics.first?.help?.contains("treatment") == true
    }
  }

  @Test func `a patient whose lines hang on an unknown day is told`() throws {
    let treatment = """
      pid,drug,start,stop,intent,stop_reason
      a,bortezomib,2010-01-10,2010-06-20,induction,planned
      a,lenalidomide,2010-02,2010-06-20,induction,planned
      b,bortezomib,2010-01-10,2010-06-20,induction,planned
      b,lenalidomide,2010-01,2010-06-20,induction,planned
      """
    let events = try events([("treatment", treatment, "start", ["start"])])
    // 2010-02 is 22 to 49 days after the first day: within the first 30 days of the regimen, or not.
    let lines = try LinesOfTherapy(LinesSection(), events: events, followUp: followUp)
    #expect(lines.openPatients == [0])
    #expect(lines.findings.map(\.id) == ["lines-open"])
    let trace = try table("line_rule", lines)
    #expect(rows(trace, ["rule"]).filter { $0 == ["open-date"] }.count == 1)
    for (choice, count) in [(PartialDay.first, 1), (.middle, 2), (.last, 2)] {
      var section = LinesSection()
      section.partialDates = choice
      let lines = try LinesOfTherapy(section, events: events, followUp: followUp)
      #expect(try table("line", lines).rows(of: 0).count == count, "\(choice)")
      #expect(lines.openPatients == [0])
    }
  }

  @Test func `the sixty-fifth drug of a patient is left out, not mixed up`() throws {
    let rows = (0..<70).map {
      "a,drug\($0 + 100),2010-01-0\($0 % 9 + 1),2010-05-01,induction,planned"
    }
    let text = "pid,drug,start,stop,intent,stop_reason\n" + rows.joined(separator: "\n") + "\n"
    let events = try events([("treatment", text, "start", [])])
    let lines = try LinesOfTherapy(LinesSection(), events: events, followUp: nil)
    #expect(lines.findings.map(\.id) == ["treatment-left-out"])
    let drugs = try table("regimen", lines).columns["drugs"]?.text(0) ?? ""
    #expect(drugs.split(separator: "+").count == 64)
    #expect(drugs.hasPrefix("drug100+") && drugs.hasSuffix("drug163"))
  }

  @Test func `parameters change what they say`() throws {
    let history = try LineHistory.parse("## one\nVC 0..110\nR 140..205\n")
    let registry = try LineRegistry(history)
    var section = LinesSection()
    section.rules = .ohdsiMM2025
    #expect(try registry.texts(section)[0].count == 1)
    section.ohdsiMM2025.maintenanceLongerThan = 65
    #expect(try registry.texts(section)[0].count == 2)
    section.ohdsiMM2025.maintenanceLongerThan = 60
    section.ohdsiMM2025.maintenanceWithin = 29
    #expect(try registry.texts(section)[0].count == 2)
    section.ohdsiMM2025.maintenanceWithin = 30
    section.ohdsiMM2025.maintenanceDrugs = ["bortezomib"]
    #expect(try registry.texts(section)[0].count == 2)
    section.ohdsiMM2025.gap = 29
    section.drugs["lenalidomide"]?.supportive = true
    #expect(try registry.texts(section)[0] == ["1 first: VC 0..110"])
  }

  @Test func `two sets of rules are compared patient by patient`() throws {
    let histories = try LineHistory.parse(
      """
      ## maintenance without an intent
      VC 0..110
      R 250..900
      ## nothing differs
      V 0..100 induction
      P 300..400 treatment
      ## a tandem transplant that nobody planned
      VR 0..120 induction
      ASCT 160 tandem=false
      ASCT 280 tandem=false
      ## no treatment
      PD 5
      """)
    let registry = try LineRegistry(histories)
    let comparison = try LineComparison(
      LinesOfTherapy(
        LinesSection(), rules: .imwg2015, events: registry.events, followUp: registry.followUp),
      LinesOfTherapy(
        LinesSection(), rules: .ohdsiMM2025, events: registry.events, followUp: registry.followUp))
    #expect(comparison.treated == 3)
    #expect(comparison.sameNumber == 1 && comparison.sameStarts == 1)
    #expect(
      comparison.byLine.map { [$0.first, $0.second, $0.both, $0.same] } == [
        [3, 3, 3, 3], [3, 1, 1, 1],
      ])
    #expect(comparison.differences.map(\.patient) == [0, 2])
    #expect(comparison.differences.map(\.line) == [2, 2])
    #expect(
      comparison.differences.map { [$0.rules.0, $0.rules.1] } == [
        [.newRegimen, .maintenance], [.unplannedTransplant, .tandemInterval],
      ])
    let same = try LinesOfTherapy(LinesSection(), events: registry.events, followUp: nil)
    #expect(throws: Faults.self) { try LineComparison(same, same) }
  }
}
