import Diagnostics
import Tables
import Testing

struct EventStoreTests {
  private func store(
    _ sources: [EventSource], patients: [String] = ["a", "b", "c"]
  ) throws(Faults) -> EventStore {
    try EventStore(patients: Column("pid", .text(patients)), sources: sources)
  }

  private func read(_ text: String, texts: [String] = ["pid"]) throws(Faults) -> Table {
    let columns = Dictionary(
      uniqueKeysWithValues: texts.map { ($0, ColumnDeclaration(type: .text)) })
    return try CSVReader.read(
      bytes: Array(text.utf8), name: "lab.csv", options: CSVOptions(columns: columns)
    ).table
  }

  @Test func `rows are sorted by patient, day and file, those without a day last`() throws {
    let table = try read(
      "pid,date,value\nc,2010-01-02,1\na,2010-01-05,2\na,,3\na,2010-01-01,4\nc,2010-01-02,5\n")
    let store = try store([
      EventSource(name: "lab", table: table, patientColumn: "pid", timeColumn: "date")
    ])
    let lab = try #require(store["lab"])
    #expect(lab.offsets == [0, 3, 3, 5])
    #expect(lab.fileRows == [3, 1, 2, 0, 4])
    #expect(lab.columns["value"]?.numbers == [4, 2, 3, 1, 5])
    #expect(lab.rows(of: 1).isEmpty)
    #expect(lab.firstPatientWithSeveralRows == 0)
    #expect(store.findings.isEmpty && store.strays.isEmpty)
  }

  @Test func `rows of nobody are left out and said`() throws {
    let table = try read("pid,value\nz,1\na,2\n,3\nz,4\n")
    let store = try store([EventSource(name: "lab", table: table, patientColumn: "pid")])
    #expect(store.strays.map(\.unknown) == [[0, 3]])
    #expect(store.strays.map(\.missing) == [[2]])
    #expect(store["lab"]?.fileRows == [1])
    #expect(store.findings.map(\.id) == ["unknown-patient", "event-without-patient"])
    #expect(store.findings.allSatisfy { $0.severity == .warning && $0.place?.file == "lab.csv" })
  }

  @Test func `whole numbers, levels and texts name the same patients`() throws {
    let ids = Column("pid", .integer([7, 12, 3]))
    for type in [ColumnType.integer, .text, .category] {
      let options = CSVOptions(columns: ["pid": ColumnDeclaration(type: type)])
      let table = try CSVReader.read(
        bytes: Array("pid,value\n3,1\n7,2\n3,3\n99,4\n".utf8), name: "x", options: options
      ).table
      let store = try EventStore(
        patients: ids, sources: [EventSource(name: "lab", table: table, patientColumn: "pid")])
      #expect(store["lab"]?.fileRows == [1, 0, 2])
      #expect(store.strays.map(\.unknown) == [[3]])
    }
  }

  @Test func `ids are there once, columns exist and times are dates`() throws {
    func ids(_ patients: [String], _ source: EventSource?) -> [String] {
      do throws(Faults) {
        _ = try store(source.map { [$0] } ?? [], patients: patients)
        return []
      } catch {
        return error.diagnostics.map(\.id)
      }
    }
    let table = try read("pid,value\na,1\n")
    #expect(ids(["a", "", "a"], nil) == ["missing-id", "repeated-id"])
    let noPatient = EventSource(name: "lab", table: table, patientColumn: "id")
    #expect(ids(["a"], noPatient) == ["unknown-column"])
    for (time, id) in [("date", "unknown-column"), ("value", "type-mismatch")] {
      let source = EventSource(
        name: "lab", table: table, patientColumn: "pid", timeColumn: time)
      #expect(ids(["a"], source) == [id])
    }
  }

  @Test func `a date known to the month or year is an interval of days`() throws {
    let table = try read(
      "pid,date\na,2012-02\na,2012-02-29\na,2011\na,\n", texts: ["pid", "date"])
    let column = try #require(table["date"])
    let dates = try PartialDates(reading: column)
    let store = try store([
      EventSource(
        name: "lab", table: table, patientColumn: "pid", timeColumn: "date",
        partialDates: ["date": dates])
    ])
    let lab = try #require(store["lab"])
    #expect(lab.fileRows == [2, 0, 1, 3])
    let sorted = try #require(lab.partialDates["date"])
    let days = (0..<3).map { row in
      [sorted.earliest[row], sorted.latest[row]].map {
        CalendarDate(daysSince1970: Int($0)).description
      }
    }
    #expect(
      days == [
        ["2011-01-01", "2011-12-31"], ["2012-02-01", "2012-02-29"], ["2012-02-29", "2012-02-29"],
      ])
    #expect(sorted.isMissing(3) && sorted.hasPartial && sorted.isExact(2))
    #expect((0..<4).map { lab.columns["date"]?.text($0) } == [nil, nil, "2012-02-29", nil])
  }

  @Test func `years, levels and days are read as partial dates, other values refused`() throws {
    let years = try PartialDates(reading: Column("y", .integer([2010, 1])))
    #expect(years.latest[0] - years.earliest[0] == 364)
    #expect(CalendarDate(daysSince1970: Int(years.earliest[1])).description == "0001-01-01")
    let levels = CategoryValues(levels: ["2010-01", "2010-01-03"], codes: [1, 0, -1])
    let read = try PartialDates(
      reading: Column("d", .category(levels), missing: Missingness([false, false, true])))
    #expect(read.latest[1] - read.earliest[1] == 30 && read.isExact(0) && read.isMissing(2))
    for bad in ["2010-13", "10", "2010-1", "0000", "2010-02-30", "20100", "2010/01"] {
      let fault = #expect(throws: Faults.self) {
        try PartialDates(reading: Column("d", .text(["2010", bad])))
      }
      #expect(fault?.diagnostics.map(\.id) == ["bad-date"])
    }
    #expect(PartialDates.interval("9999") != nil && PartialDates.interval("9999-12") != nil)
  }
}
