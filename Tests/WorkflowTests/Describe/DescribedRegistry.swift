import Diagnostics
import Foundation
import Studies
import TestSupport
import Workflow

/// A registry of eight invented patients with lines of therapy, and studies of it.
///
/// Path and end of each: P1 VCd, Rd, died; P2 VCd, stopped; P3 VCd, goes on; P4 VCd, Rd, goes on; P5 Vd,
/// died; P6 Vd, Rd, Kd, died; P7 no line; P8 VCd, stopped, lost.
enum DescribedRegistry {
  static let files = [
    "registry.yaml": """
    registry: described
    patients: {table: patient.csv, id: pid, columns: {sex: {levels: [f, m]}}}
    tables:
      diagnosis: {file: diagnosis.csv, time: date}
      line: {file: line.csv, time: start, columns: {start: date, stop: date, name: text, number: integer}}
      progression: {file: progression.csv, time: date}
      spm: {file: spm.csv, time: date}
      death: {file: death.csv, time: date}
      followup: {file: followup.csv, columns: {last_contact: date}}
    followUp: {death: death.date, end: followup.last_contact}
    """,
    "patient.csv": """
    pid,sex,age
    P1,f,50
    P2,m,60
    P3,f,70
    P4,m,
    P5,f,40
    P6,m,80
    P7,f,55
    P8,,65
    """,
    "diagnosis.csv": """
    pid,date
    P1,2010-01-01
    P2,2010-02-01
    P3,2010-03-01
    P4,2010-04-01
    P5,2010-05-01
    P6,2010-01-10
    P7,2010-01-01
    P8,2010-06-01
    """,
    "line.csv": """
    pid,number,start,stop,name
    P1,2,2011-01-01,2011-12-31,Rd
    P1,1,2010-01-01,2010-06-30,VCd
    P2,1,2010-02-01,2010-08-01,VCd
    P3,1,2010-03-01,,VCd
    P4,1,2010-04-01,2010-09-28,VCd
    P4,2,2011-10-01,,Rd
    P5,1,2010-05-01,,Vd
    P6,1,2010-01-10,2010-07-09,Vd
    P6,2,2010-10-01,2011-03-30,Rd
    P6,3,2011-07-01,,Kd
    P8,1,2010-06-01,2010-07-01,VCd
    """,
    "progression.csv": "pid,date\nP1,2010-12-01\nP6,2010-09-01\nP6,2011-06-01\n",
    "spm.csv": "pid,date\nP1,2010-07-01\nP2,2010-03-01\nP2,2010-05-01\nP7,2009-12-01\n",
    "death.csv": "pid,date\nP1,2012-01-15\nP5,2010-12-27\nP6,2012-01-10\n",
    "followup.csv": """
    pid,last_contact,status
    P1,2012-01-15,dead
    P2,2012-02-01,alive
    P3,2012-03-01,alive
    P4,2013-04-01,alive
    P5,2010-12-27,dead
    P6,2012-01-10,dead
    P7,2011-01-01,alive
    P8,2010-09-09,lost
    """,
  ]

  /// A study of the registry with some descriptions.
  static func study(_ describe: String, cohort: String = "", more: String = "") -> String {
    """
    study: described
    data: {registry: registry}
    cohort:
      entry: first(diagnosis.date)
    \(cohort)
    \(more)
    describe:
    \(describe)
    """
  }

  /// Runs a study written beside a registry in a folder that is removed afterwards.
  static func run(
    _ study: String, files: [String: String] = files, options: RunOptions = RunOptions()
  ) throws -> StudyRun {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("equipoise-\(UUID().uuidString)")
    let registry = folder.appendingPathComponent("registry")
    try FileManager.default.createDirectory(at: registry, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(study.utf8).write(to: folder.appendingPathComponent("study.yaml"))
    for (name, text) in files {
      try Data(text.utf8).write(to: registry.appendingPathComponent(name))
    }
    return try StudyRun(CheckedStudy(StudyFile(path: folder.path)), options)
  }

  /// The one table of a description, or a part of it.
  static func table(_ describe: String, _ name: String) throws -> DescribedRows {
    try DescribedRows(run(study(describe)).results, name)
  }

  /// The ids of the faults of a study.
  static func faults(_ study: String) throws -> [String] {
    do {
      _ = try run(study)
      return []
    } catch let failure as StudyFailure {
      return failure.faults.diagnostics.map { "\($0.id): \($0.message)" }
    }
  }
}

/// A table of results, read by column.
struct DescribedRows {
  let columns: [String]
  let rows: [[String]]

  init(_ results: Results, _ name: String) {
    let table = results.tables.first { $0.name == name }
    columns = table?.columns ?? []
    rows = table?.rows ?? []
  }

  /// A row as `a b c` of the columns named.
  func lines(_ names: String...) -> [String] {
    let places = names.compactMap { columns.firstIndex(of: $0) }
    return rows.map { row in places.map { row[$0] }.joined(separator: " ") }
  }

  /// The numbers of a column, of the rows in which others have these values.
  func numbers(_ name: String, where values: [String: String] = [:]) -> [Double?] {
    guard let place = columns.firstIndex(of: name) else { return [] }
    return rows.filter { row in
      values.allSatisfy { key, value in
        columns.firstIndex(of: key).map { row[$0] == value } ?? false
      }
    }.map { Double($0[place]) }
  }
}
