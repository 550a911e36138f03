internal import Cohorts
public import Diagnostics
public import Platform
public import Registry
internal import Studies
public import Tables
internal import Vocabulary

/// The rules of quality of a registry, held against its patients.
public struct RegistryQuality: Sendable {
  /// The rules held against every patient.
  let assessment: QualityAssessment
  /// What they found among all patients.
  public let results: [QualityResult]
  /// What each patient is called.
  let ids: [String]
  /// The file of each table, relative to the registry's folder; the patients' under the empty name.
  let files: [String: String]
  /// The files of rules that were read.
  let ruleFiles: [QualityRules.File]

  private let description: RegistryFile

  /// How many patients, and how many rows, are named one by one.
  static let mostNamed = 10
  /// How many rows a fault points at.
  static let mostPlaces = 5

  /// Holds the rules that a registry names, and others, against the registry.
  ///
  /// - Parameters:
  ///   - registry: the registry.
  ///   - events: its tables with those derived from them; those of the registry where `nil`.
  ///   - rules: further files of rules of quality.
  ///   - base: the folder that their paths are relative to.
  ///   - threads: how many threads read the events; nothing depends on it.
  /// - Throws: `RegistryFailure` with rules that cannot be read or do not fit the registry.
  public init(
    _ registry: RegistryData, events: EventStore? = nil, rules: [Located<String>] = [],
    of base: String = ".",
    threads: Int = Parallel.processors
  ) throws(RegistryFailure) {
    description = registry.file
    let section = registry.file.section
    var read = QualityRules()
    read.add(registry.file)
    for rule in rules { read.add(file: rule, folder: base) }
    ruleFiles = read.files
    let (patients, events) = (registry.tables.patients, events ?? registry.tables.events)
    do throws(Faults) {
      let lock = try Self.lock(section)
      if !read.faults.isEmpty { throw Faults(read.faults) }
      assessment = try QualityAssessment(
        read.rules, patients: patients, events: events,
        lock: lock ?? Self.lastFollowUp(section, events), absent: section.absentTables,
        threads: threads)
    } catch {
      throw RegistryFailure(
        faults: error, sources: [registry.file.source] + read.files.map(\.source))
    }
    results = assessment.results()
    ids = (0..<events.patientCount).map { events.patients.text($0) ?? "" }
    var files = ["": section.patients.table.value]
    for table in section.tables.elements { files[table.name] = table.value.file.value }
    self.files = files
  }

  /// The day up to which the data are complete, since 1970-01-01; `nil` where none is declared.
  private static func lock(_ section: RegistrySection) throws(Faults) -> Int32? {
    guard let lock = section.lock else { return nil }
    if let date = CalendarDate(iso: lock.value) { return Int32(date.daysSince1970) }
    throw Faults([RegistryFault.lockIsNoDate(lock.value).diagnostic(at: lock.place)])
  }

  /// The last day on which any patient was under follow-up.
  private static func lastFollowUp(_ section: RegistrySection, _ events: EventStore) -> Int32? {
    let end = section.followUp.end
    guard let column = events[end.table]?.columns[end.column],
      case .date(let days) = column.values
    else { return nil }
    return days.indices.filter { !column.missing[$0] }.map { days[$0] }.max()
  }

  /// Whether a rule that nothing may break is broken.
  public var isFatal: Bool { results.contains { $0.isFailed && $0.rule.rule.severity == .fatal } }

  /// The texts that diagnostics may quote.
  public var sources: [SourceText] { [description.source] + ruleFiles.map(\.source) }
}

extension QualityResult {
  /// Whether the rule does not hold.
  var isFailed: Bool { status == .failed }

  /// What is counted: the table, or patients.
  var table: String? { rule.rule.rows?.name }
}

extension RegistryQuality {
  /// A diagnostic for each rule that does not hold: an error where it is fatal, else a warning.
  ///
  /// - Parameter place: where a study asks for the registry.
  /// - Returns: the diagnostics in the order of the rules, and the texts that they quote.
  public func diagnostics(at place: Place? = nil) -> (faults: [Diagnostic], texts: [SourceText]) {
    var texts = sources
    let faults = results.filter(\.isFailed).map { result in
      let isFatal = result.rule.rule.severity == .fatal
      let rows = isFatal ? result.failing.prefix(Self.mostPlaces).map(\.fileRow) : []
      let (places, text) = places(ofRows: rows, of: result.table, result.rule.rule.date?.name)
      if let text, !texts.contains(where: { $0.name == text.name }) { texts.append(text) }
      var fault = QualityMessage(result, ids).diagnostic(at: places.first ?? result.rule.place)
      fault.notes = places.dropFirst().map { Diagnostic.Note("and here", at: $0) }
      if !places.isEmpty {
        fault.notes.append(Diagnostic.Note("the rule is stated here", at: result.rule.place))
      }
      if let place, isFatal {
        fault.notes.append(Diagnostic.Note("the registry is asked for here", at: place))
      }
      return fault
    }
    return (faults, texts)
  }

  /// Where rows of a table stand, counted from 0 in its file, and the file where it can be quoted.
  private func places(
    ofRows rows: [Int], of table: String?, _ column: String?
  ) -> ([Place], SourceText?) {
    guard !rows.isEmpty, let file = files[table ?? ""] else { return ([], nil) }
    let path = StudyFile.joined(description.folder, file)
    guard let raw = try? FileBytes.read(path), let bytes = try? FileBytes.unpacked(raw, name: path)
    else { return ([], nil) }
    let locator = CSVLocator(
      bytes: bytes, name: path, delimiter: description.section.delimiter?.csvDelimiter)
    let found = locator.places(of: column, inRows: rows)
    let isQuotable = raw.count <= 4_000_000
    return (
      rows.compactMap { found[$0] },
      isQuotable ? SourceText(name: path, text: String(decoding: bytes, as: UTF8.self)) : nil
    )
  }
}
