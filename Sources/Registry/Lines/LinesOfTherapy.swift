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
    let maker = LineMaker(rules, section, source)
    let records = Parallel.reduce(
      events.patientCount, threads: threads ?? Parallel.processors, chunk: 512
    ) { patients in
      var (maker, history, records) = (maker, PatientHistory(), LineRecords())
      for patient in patients {
        let (lines, isOpen) = maker.lines(of: patient, &history)
        records.add(patient, lines, history, isOpen: isOpen, maker)
      }
      return records
    } combine: {
      $0.append($1)
    }
    self.rules = rules
    tables =
      LineTables(
        source: source, records: records ?? LineRecords(), patients: events.patientCount
      ).tables
    openPatients = (records?.open ?? []).map(Int.init)
    findings = Self.findings(records ?? LineRecords(), source, maker, events).map {
      $0.diagnostic(at: place)
    }
  }
}

extension LinesOfTherapy {
  private static func findings(
    _ records: LineRecords, _ source: LineSource, _ maker: LineMaker, _ events: EventStore
  ) -> [LineFinding] {
    var findings: [LineFinding] = []
    if !records.open.isEmpty {
      findings.append(
        .openDates(
          patients: records.open.map { events.patients.text(Int($0)) ?? "" },
          of: events.patientCount))
    }
    for rule in [LineRule.undated, .unnamedDrug, .tooManyDrugs] {
      let rows = records.trace.lazy.filter { $0.rule == rule }.map(\.row)
      guard let first = rows.map({ source.treatments.fileRows[Int($0)] }).min() else { continue }
      findings.append(
        .leftOut(rule, table: source.treatments.name, count: rows.count, row: first + 2))
    }
    if maker.numbers.usesIntents {
      let total = source.treatments.rowCount
      let missing =
        source.intent.map { intent in (0..<total).count { intent[$0] < 0 } } ?? total
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
