import Diagnostics
import Foundation
import Platform
import Tables
import Testing

struct ArchiveTests {
  private func store() throws -> EventStore {
    let text = #"""
      pid,date,drug,note,mg,count,on,seen
      c,2010-01-02,len,,1.5,3,true,2010-05
      a,2010-01-05,bor,"x, ""y""",NA,,false,2010
      a,,len,é名,-0.25,4,,2010-02-03
      z,2010-01-01,len,w,2,5,true,
      a,2010-01-01,,w,7,6,true,2011-12
      """#
    let options = CSVOptions(columns: [
      "pid": ColumnDeclaration(type: .text), "seen": ColumnDeclaration(type: .text),
      "note": ColumnDeclaration(type: .text),
      "drug": ColumnDeclaration(levels: ["len", "bor", "dex"]),
    ])
    let table = try CSVReader.read(
      bytes: Array(text.utf8), name: "drug.csv", options: options
    ).table
    let seen = try #require(table["seen"])
    return try EventStore(
      patients: Column("pid", .text(["a", "b", "c"])),
      sources: [
        EventSource(
          name: "drug", table: table, patientColumn: "pid", timeColumn: "date",
          partialDates: ["seen": try PartialDates(reading: seen)])
      ])
  }

  private func archived(_ store: EventStore, threads: Int) throws -> EventStore? {
    let path = NSTemporaryDirectory() + "/equipoise-test-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try BlockFileWriter(path)
    let contents = try JSONEncoder().encode(try ArchivedEvents(store, to: writer))
    try writer.finish([UInt8](contents))
    let file = try #require(BlockFile(path))
    let read = try JSONDecoder().decode(ArchivedEvents.self, from: Data(file.contents))
    return read.events(from: file, threads: threads)
  }

  @Test(arguments: [1, 4])
  func `events come back as they were, missing values and partial dates too`(threads: Int) throws {
    let before = try store()
    let after = try #require(try archived(before, threads: threads))
    #expect(after.strays == before.strays && after.findings == before.findings)
    #expect(!before.findings.isEmpty && before.strays[0].unknown == [3])
    #expect(after.patients.values.texts == before.patients.values.texts)
    let (drug, expected) = (try #require(after["drug"]), try #require(before["drug"]))
    #expect(drug.offsets == expected.offsets && drug.fileRows == expected.fileRows)
    #expect(drug.fileRows != Array(0..<4), "rows were sorted")
    #expect(drug.partialDates == expected.partialDates && drug.timeColumn == "date")
    #expect(drug.columns.columnNames == expected.columns.columnNames)
    for (column, old) in zip(drug.columns.columns, expected.columns.columns) {
      #expect(column.type == old.type && column.place == old.place)
      #expect(column.missing == old.missing, "\(old.name)")
      for row in 0..<old.count { #expect(column.text(row) == old.text(row), "\(old.name)") }
      #expect(column.coded?.labels == old.coded?.labels)
    }
  }
}
