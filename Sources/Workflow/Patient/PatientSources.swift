internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Tables
internal import Vocabulary

/// Where the rows of a patient stand in the files of a study.
struct PatientSources {
  /// A file with the lines of the rows that were asked for.
  private struct File {
    let path: String
    let lines: [Int: Int]
  }

  private static let patients = ""
  private let patient: Int
  private let name: String
  private var files: [String: File] = [:]

  /// Finds the lines of a patient's rows; a file that can no longer be read has none.
  ///
  /// - Complexity: O(bytes of the files in which the patient has rows).
  init(_ checked: CheckedStudy, patient: Int) {
    let folder = checked.file.folder
    self.patient = patient
    name = checked.study.data.table?.value ?? "patients"
    if let table = checked.study.data.table {
      files[Self.patients] = Self.file(
        table.value, in: folder, delimiter: checked.study.data.delimiter?.csvDelimiter,
        rows: [patient])
    }
    guard let registry = checked.study.data.registry,
      let described = try? RegistryFile(folder: StudyFile.joined(folder, registry.value))
    else { return }
    let delimiter = described.section.delimiter?.csvDelimiter
    files[Self.patients] = Self.file(
      described.section.patients.table.value, in: described.folder, delimiter: delimiter,
      rows: [patient])
    for element in described.section.tables.elements {
      guard let table = checked.events?[element.name] else { continue }
      let rows = table.rows(of: patient).map { table.fileRows[$0] }
      guard !rows.isEmpty else { continue }
      files[element.name] = Self.file(
        element.value.file.value, in: described.folder, delimiter: delimiter, rows: rows)
    }
  }

  private static func file(
    _ name: String, in folder: String, delimiter: CSVOptions.Delimiter?, rows: [Int]
  ) -> File {
    let path = StudyFile.joined(folder, name)
    guard let bytes = try? FileBytes.unpacked(FileBytes.read(path), name: path) else {
      return File(path: name, lines: [:])
    }
    let locator = CSVLocator(bytes: bytes, name: name, delimiter: delimiter)
    return File(path: name, lines: locator.places(of: nil, inRows: rows).mapValues(\.line))
  }

  /// The file of a table; `nil` for a derived one.
  func file(of table: String) -> String? { files[table]?.path }

  /// Where the patient's row stands in the table with one row a patient.
  func ofPatient(_ row: Int) -> PatientReport.Source {
    let file = files[Self.patients]
    return PatientReport.Source(
      table: name, file: file?.path, line: file?.lines[row] ?? row + 1)
  }

  /// Where a row of a table of events stands.
  func of(_ table: EventTable, row: Int) -> PatientReport.Source {
    guard let file = files[table.name], let line = file.lines[table.fileRows[row]] else {
      return PatientReport.Source(
        table: table.name, file: nil, line: row - table.rows(of: patient).lowerBound + 1)
    }
    return PatientReport.Source(table: table.name, file: file.path, line: line)
  }
}
