public import Diagnostics
internal import Platform
public import Tables

/// Where a registry tells until when patients were followed.
public struct LineFollowUp: Sendable {
  /// A column of dates.
  public struct Day: Sendable {
    /// The table.
    public let table: String
    /// The column.
    public let column: String

    /// A column of dates.
    public init(table: String, column: String) {
      self.table = table
      self.column = column
    }
  }

  /// The day of death.
  public let death: Day
  /// The last day under follow-up.
  public let end: Day

  /// The columns of both.
  public init(death: Day, end: Day) {
    self.death = death
    self.end = end
  }
}

/// Lines of therapy, derived from treatments, transplants and progressions.
public struct LinesOfTherapy: Sendable {
  /// The rules that were followed.
  public let rules: LineRuleSet
  /// `regimen`, `line` and `line_rule`, of the same patients as the tables they were made from.
  public let tables: [EventTable]
  /// The patients, by number, for whom other lines are possible within what is known of their dates.
  public let openPatients: [Int]
  /// Warnings about what could not be placed, or not for certain.
  public let findings: [Diagnostic]

  /// Derives lines.
  ///
  /// - Parameters:
  ///   - section: the rules with their numbers, and where the data are.
  ///   - rules: the set of rules to follow; that of the section where absent.
  ///   - events: the tables of the registry.
  ///   - followUp: until when patients were followed; a treatment without a last day goes on until then.
  ///   - place: where a study asks for lines.
  ///   - threads: the most threads to use; as many as there are processors where absent.
  /// - Throws: `Faults` with tables and columns that are not there or of another type.
  /// - Complexity: O(n log n) for n rows, in parallel over patients.
  public init(
    _ section: LinesSection, rules: LineRuleSet? = nil, events: EventStore,
    followUp: LineFollowUp?, at place: Place? = nil,
    threads: Int? = nil
  ) throws(Faults) {
    let rules = rules ?? section.rules
    let source = try LineSource(section, events, followUp)
    let meaning = LineMeaning(section, source)
    let numbers = RegimenNumbers(rules, section)
    let threads = threads ?? Parallel.processors
    let records =
      switch rules {
      case .imwg2015:
        Self.records(
          LineMaker(
            IMWG2015Rules(numbers: section.imwg2015, stage: meaning.stage), numbers, meaning,
            source), source, meaning, threads: threads)
      case .ohdsiMM2025:
        Self.records(
          LineMaker(
            OhdsiMM2025Rules(
              numbers: section.ohdsiMM2025, names: source.drug.words, classes: meaning.classes),
            numbers, meaning, source), source, meaning, threads: threads)
      }
    self.rules = rules
    tables = LineTables(source: source, records: records).tables(threads: threads)
    openPatients = records.flatMap { $0.open.map(Int.init) }
    findings = Self.findings(records, source, numbers, events, threads: threads)
      .map { $0.diagnostic(at: place) }
  }
}

extension LinesOfTherapy {
  /// What is made of the patients, in parts of patients one after the other.
  private static func records<Rules>(
    _ maker: LineMaker<Rules>, _ source: LineSource, _ meaning: LineMeaning, threads: Int
  ) -> [LineRecords] {
    let names = RegimenNames(source.drug.words, meaning)
    let offsets = source.treatments.offsets
    let count = source.treatments.patientCount
    let parts = Parallel.reduce(count, threads: threads, chunk: max(128, count / 64)) { patients in
      var maker = maker
      var recorder = LineRecorder(
        names, rows: offsets[patients.upperBound] - offsets[patients.lowerBound])
      for patient in patients {
        maker.make(patient)
        recorder.add(patient, maker)
      }
      return [recorder.finish()]
    } combine: {
      $0 += $1
    }
    return parts ?? []
  }

  private static func findings(
    _ records: [LineRecords], _ source: LineSource, _ numbers: RegimenNumbers,
    _ events: EventStore, threads: Int
  ) -> [LineFinding] {
    var findings: [LineFinding] = []
    let open = records.flatMap(\.open)
    if !open.isEmpty {
      findings.append(
        .openDates(
          patients: open.map { events.patients.text(Int($0)) ?? "" }, of: events.patientCount))
    }
    let leftOut = records.flatMap(\.leftOut)
    for rule in [LineRule.undated, .unnamedDrug, .tooManyDrugs] {
      let rows = leftOut.filter { $0.rule == rule }
      guard let first = rows.map({ source.treatments.fileRows[Int($0.row)] }).min() else {
        continue
      }
      findings.append(
        .leftOut(rule, table: source.treatments.name, count: rows.count, row: first + 2))
    }
    if numbers.usesIntents {
      let total = source.treatments.rowCount
      let missing = source.intent.map { $0.missingCount(threads: threads) } ?? total
      if missing > 0 {
        findings.append(.noIntent(table: source.treatments.name, count: missing, of: total))
      }
    }
    return findings
  }
}

extension EventStore {
  /// The store with the tables of lines.
  ///
  /// - Throws: `Faults` where the registry has a table of such a name.
  public func adding(_ lines: LinesOfTherapy, at place: Place? = nil) throws(Faults) -> EventStore {
    let taken = lines.tables.map(\.name).filter { self[$0] != nil }
    guard taken.isEmpty else {
      throw Faults(taken.map { LineFault.nameTaken($0).diagnostic(at: place) })
    }
    return adding(lines.tables)
  }
}
