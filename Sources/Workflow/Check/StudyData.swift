internal import Cohorts
internal import Diagnostics
internal import Registry
internal import Studies
internal import Tables
internal import Vocabulary

/// What a study is held against: its table, or the tables of its registry.
struct StudyData {
  /// The rows of patients as read.
  var table: Table
  /// The column that names a patient.
  var identifier: String?
  /// The events of patients, where the data are a registry.
  var events: EventStore?
  /// Until when patients were followed, where the data are a registry.
  var followUp: FollowUpSection?
  /// How two sets of rules of lines of therapy agree, where the study asks.
  var lineComparison: LineComparison?
  /// The files that were read, as the record of a run names them.
  var inputs: [RunRecord.Input]
  /// The rules of quality held against the registry, where the data are one.
  var quality: RegistryQuality?
}

extension StudyChecker {
  /// Reads what the study names, as far as it can be read.
  mutating func readData(
    _ file: StudyFile, _ memory: TableMemory, _ sources: inout SourceTexts
  ) -> StudyData? {
    if study.data.hasEvents { return readRegistry(file, memory, &sources) }
    return readTable(file, memory, &sources)
  }

  private mutating func readTable(
    _ file: StudyFile, _ memory: TableMemory, _ sources: inout SourceTexts
  ) -> StudyData? {
    let path = study.data.table.map { StudyFile.joined(file.folder, $0.value) }
    let data = study.data
    let input = path.flatMap { path in
      attempt { () throws(Faults) in try memory.input(path, data) }
    }
    guard let input else { return nil }
    var noticed: [Diagnostic] = []
    var table = attempt { () throws(Faults) in try memory.table(of: input, data, &noticed) }
    if table == nil { table = input.tableWithoutDeclarations(data, faults) }
    findings += noticed
    if faults.contains(where: { $0.place?.file == path }), let text = input.quotable {
      sources.add(text)
    }
    return table.map { table in
      StudyData(table: table, identifier: data.id?.name, inputs: input.record(with: file))
    }
  }

  private mutating func readRegistry(
    _ file: StudyFile, _ memory: TableMemory, _ sources: inout SourceTexts
  ) -> StudyData? {
    do throws(RegistryFailure) {
      guard let read = try RegistryData.of(study.data, folder: file.folder, memory: memory)
      else { return nil }
      findings += read.tables.findings
      var data = StudyData(
        table: read.tables.patients, identifier: read.file.section.patients.id.name,
        events: read.tables.events, followUp: read.file.section.followUp,
        inputs: read.record(with: file))
      describeTables(read.file.section, data.events)
      if let lines = study.lines ?? definitions.lines { addLines(lines, &data) }
      let quality = try RegistryQuality(
        read, events: data.events, rules: study.data.quality, of: file.folder,
        threads: memory.threads)
      if quality.isFatal {
        let place = (study.data.registry ?? study.data.simulate)?.place
        let (found, texts) = quality.diagnostics(at: place)
        faults += found.filter { $0.severity == .error }
        for text in texts { sources.add(text) }
      }
      for text in quality.sources { sources.add(text) }
      data.inputs += quality.record(with: file)
      data.quality = quality
      return data
    } catch {
      for fault in error.faults.diagnostics where !faults.contains(fault) { faults.append(fault) }
      for text in error.sources { sources.add(text) }
      return nil
    }
  }
}
