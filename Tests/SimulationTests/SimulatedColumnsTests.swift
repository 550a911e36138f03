import Simulation
import Studies
import Tables
import Testing

/// Columns that are made must be those that reading the tables' text gives.
struct SimulatedColumnsTests {
  /// The types of all columns, as the description of the registry declares them.
  private static let types: [String: ColumnType] = [
    "pid": .text, "birth_year": .integer, "first_contact": .date, "date": .date,
    "bmpc_pct": .number, "emd": .flag, "crab_c": .flag, "crab_r": .flag, "crab_a": .flag,
    "crab_b": .flag, "ecog": .integer, "value": .number, "below_lod": .flag, "pct_cells": .number,
    "cd138_selected": .flag, "number": .integer, "mel_mg_m2": .number, "tandem_planned": .flag,
    "cd34": .number, "engraft_date": .date, "treatment_id": .text, "start": .date, "stop": .date,
    "on_trial": .flag, "nct": .text, "mg": .number, "days_on": .integer, "cycle_len": .integer,
    "confirmed": .flag, "sensitivity": .number, "log10_level": .number, "onset": .date,
    "end": .date, "grade": .integer, "serious": .flag, "invasive": .flag, "last_contact": .date,
  ]
  /// The columns with dates of which some are known to the month only.
  private static let partial = [
    "diagnosis.csv": ["date"], "treatment.csv": ["start", "stop"], "progression.csv": ["date"],
    "death.csv": ["date"],
  ]

  private func options(
    _ file: SimulatedTables.File, isRead: Bool, levels: [String: [String]] = [:]
  ) -> CSVOptions {
    var options = CSVOptions()
    for name in String(decoding: file.header.dropLast(), as: UTF8.self).split(separator: ",") {
      let name = String(name)
      let isPartial = Self.partial[file.name]?.contains(name) ?? false
      let type = isPartial && isRead ? ColumnType.text : Self.types[name] ?? .category
      options.columns[name] = ColumnDeclaration(
        type: levels[name] == nil ? type : nil, levels: levels[name])
    }
    return options
  }

  private func checkSame(_ text: SimulatedTables, _ made: SimulatedColumns) throws {
    var made = made
    for file in text.files {
      let partial = Self.partial[file.name] ?? []
      let read = try CSVReader.read(
        bytes: file.bytes, name: "x/\(file.name)", options: options(file, isRead: true)
      ).table
      let taken = made.take(
        file.name, path: "x/\(file.name)", options: options(file, isRead: false),
        partial: partial)
      let table = try #require(taken, "\(file.name)")
      #expect(table.table.name == read.name && table.table.columnNames == read.columnNames)
      for (column, expected) in zip(table.table.columns, read.columns) {
        let note = Comment(rawValue: "\(file.name) \(column.name)")
        #expect(column.place == expected.place, note)
        if partial.contains(column.name) {
          let dates = try PartialDates(reading: expected)
          #expect(table.partialDates[column.name] == dates, note)
          #expect(same(column, dates.column(column.name)), note)
        } else {
          #expect(column.missing == expected.missing, note)
          #expect(same(column, expected), note)
        }
      }
    }
  }

  /// Whether values are the same to the bit, those in missing rows included.
  private func same(_ a: Column, _ b: Column) -> Bool {
    switch (a.values, b.values) {
    case (.number(let a), .number(let b)): a.map(\.bitPattern) == b.map(\.bitPattern)
    case (.integer(let a), .integer(let b)): a == b
    case (.category(let a), .category(let b)): a == b
    case (.flag(let a), .flag(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    default: false
    }
  }

  @Test(arguments: [0, 0.2])
  func `a registry as columns is the registry read from its text`(dirty: Double) throws {
    let simulation = try MyelomaSimulation(
      ParameterFile().parameters, patients: 5000, seed: 3, dirty: dirty)
    try checkSame(simulation.registry(threads: 4), simulation.registryColumns(threads: 4))
  }

  @Test func `a world as columns is the world read from its text`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 700, seed: 4)
    let world = Intervention(maintenance: .start)
    try checkSame(
      simulation.world(world, threads: 4),
      simulation.worldColumns(world, of: Array(0..<700), threads: 1))
  }

  @Test func `some patients of a world have the rows that they have among all`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 300, seed: 5)
    let world = Intervention(maintenance: .never)
    let chosen = [2, 3, 40, 41, 299]
    let ids = ["SYN000003", "SYN000004", "SYN000041", "SYN000042", "SYN000300"]
    var (all, some) = (
      simulation.worldColumns(world, of: Array(0..<300)),
      simulation.worldColumns(world, of: chosen)
    )
    for file in simulation.registry(only: []).files {
      let options = options(file, isRead: false)
      let partial = Self.partial[file.name] ?? []
      let taken = (
        all.take(file.name, path: "", options: options, partial: partial),
        some.take(file.name, path: "", options: options, partial: partial)
      )
      let (whole, part) = (try #require(taken.0).table, try #require(taken.1).table)
      let rows = (0..<whole.rowCount).filter { ids.contains(whole["pid"]?.text($0) ?? "") }
      #expect(CSVWriter.text(of: whole.selecting(rows)) == CSVWriter.text(of: part))
    }
  }

  @Test func `declared levels give codes, and a level that is not declared gives nothing`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 200, seed: 6)
    let columns = simulation.registryColumns()
    let file = try #require(
      simulation.registry(only: []).files.first { $0.name == "patient.csv" })
    func take(_ levels: [String]) -> SimulatedTable? {
      var columns = columns
      return columns.take(
        file.name, path: "", options: options(file, isRead: false, levels: ["sex": levels]),
        partial: [])
    }
    let sex = try #require(take(["x", "m", "f"])?.table["sex"])
    let text = try #require(take(["f", "m"])?.table["sex"])
    #expect((0..<200).allSatisfy { sex.text($0) == text.text($0) })
    guard case .category(let values) = sex.values else {
      Issue.record("no category")
      return
    }
    #expect(values.levels == ["x", "m", "f"] && !values.codes.contains(0))
    #expect(take(["f"]) == nil)
  }

  @Test func `types that are not declared, or other than those of the values, give nothing`() throws
  {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 50, seed: 7)
    let columns = simulation.registryColumns()
    let file = try #require(
      simulation.registry(only: []).files.first { $0.name == "lab.csv" })
    func take(_ change: (inout CSVOptions) -> Void) -> SimulatedTable? {
      var (columns, options) = (columns, options(file, isRead: false))
      change(&options)
      return columns.take(file.name, path: "", options: options, partial: [])
    }
    #expect(take { _ in } != nil)
    #expect(take { $0.columns["value"] = nil } == nil)
    #expect(take { $0.columns["value"]?.type = .flag } == nil)
    #expect(take { $0.columns["value"]?.decimal = .comma } == nil)
    #expect(take { $0.missing = ["", "hb"] } == nil)
    #expect(take { $0.dateFormat = .dayMonthYearSlashes } == nil)
  }
}
