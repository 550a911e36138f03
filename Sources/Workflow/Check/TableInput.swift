internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

/// The bytes of a study's table, read once: what is parsed, quoted and recorded is the same file.
struct TableInput {
  private let path: String
  /// The file as it is on the disk.
  private let file: [UInt8]
  /// The text in it, which may have been compressed.
  private let bytes: [UInt8]
  private let threads: Int

  /// Reads the file.
  ///
  /// - Throws: why it cannot be read, at the place of the study that asks for it.
  init(_ path: String, _ data: DataSection, threads: Int) throws(Faults) {
    self.path = path
    self.threads = threads
    do throws(Faults) {
      file = try FileBytes.read(path, threads: threads)
      bytes = try FileBytes.unpacked(file, name: path)
    } catch {
      throw Self.placed(error, path, data)
    }
  }

  /// The table, with the types and levels that the study declares.
  func table(_ data: DataSection, _ findings: inout [Diagnostic]) throws(Faults) -> Table {
    do throws(Faults) {
      var options = data.csvOptions
      options.threads = threads
      let read = try CSVReader.read(bytes: bytes, name: path, options: options)
      findings += read.diagnostics
      return read.table
    } catch {
      throw Self.placed(error, path, data)
    }
  }

  /// The table without declarations of columns it does not have, so that other faults show too.
  func tableWithoutDeclarations(_ data: DataSection, _ faults: [Diagnostic]) -> Table? {
    let places = faults.filter { $0.id == "unknown-column" }.compactMap(\.place)
    guard !places.isEmpty else { return nil }
    var data = data
    data.columns = NamedList(
      data.columns.elements.filter { element in !places.contains { $0 == element.place } })
    if let place = data.id?.source.place, places.contains(place) { data.id = nil }
    var findings: [Diagnostic] = []
    return try? table(data, &findings)
  }

  /// The text, where it is small enough to be quoted.
  var quotable: SourceText? {
    guard bytes.count <= 4_000_000 else { return nil }
    return SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// The study file and the table as the record of a run names them.
  func record(with study: StudyFile) -> [RunRecord.Input] {
    [
      RunRecord.Input(study.path, study.bytes, below: study.folder),
      RunRecord.Input(path, file, below: study.folder),
    ]
  }

  /// Faults of the table with the place of the study that asks for it.
  private static func placed(_ faults: Faults, _ path: String, _ data: DataSection) -> Faults {
    guard let place = data.table?.place else { return faults }
    return Faults(
      faults.diagnostics.map { fault in
        var fault = fault
        if fault.place == nil {
          fault.place = place
        } else if fault.place?.file == path, fault.severity == .error, fault.notes.isEmpty {
          fault.notes = [Diagnostic.Note("the table is asked for here", at: place)]
        }
        return fault
      })
  }
}

extension DataSection {
  /// As the reader of tables takes it.
  fileprivate var csvOptions: CSVOptions {
    var options = CSVOptions()
    options.delimiter = delimiter?.csvDelimiter
    options.missing = missing
    options.decimal = decimal.csvDecimal
    options.dateFormat = dateFormat?.dateFormat
    for column in columns.elements {
      options.columns[column.name] = column.value.declaration(at: column.place)
    }
    if let id, options.columns[id.name] == nil {
      options.columns[id.name] = ColumnDeclaration(type: .text, at: id.source.place)
    }
    return options
  }
}

extension ColumnSection {
  /// As the reader of tables takes it.
  func declaration(at place: Place?) -> ColumnDeclaration {
    ColumnDeclaration(
      type: type?.columnType, levels: levels.isEmpty ? nil : levels, decimal: decimal?.csvDecimal,
      dateFormat: dateFormat?.dateFormat, at: place)
  }
}
