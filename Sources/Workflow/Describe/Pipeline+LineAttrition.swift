internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// What became of the patients who began each line.
  func lineAttrition(
    _ section: LineAttritionSection, _ description: CheckedDescription,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws -> DescriptionDraft {
    let events = try events(
      description, section.events.value, order: section.order?.name, cohort, &findings)
    guard let events, let followUp = cohortFollowUp(cohort) else { return DescriptionDraft() }
    var lost = [Bool](repeating: false, count: cohort.count)
    if let condition = description.patientCondition {
      let evaluation = try condition.evaluate(
        on: cohort.table, events: checked.events, patients: cohort.rows, name: "",
        threads: options.threads)
      findings += evaluation.noticed
      if case .flag(let flags) = evaluation.column.values {
        lost = flags.indices.map { !evaluation.column.missing[$0] && flags[$0] }
      }
    }
    let progressions = section.progression.flatMap { column in
      checked.events?[column.table].map { ($0, EventDays($0, column.column)) }
    }
    let lines = LineEnds(
      events, section, followUp, lost: lost, progressions: progressions, patients: cohort.rows)
    var draft = DescriptionDraft(
      tables: [lines.countTable("\(description.name)-lines")], notes: events.notes)
    draft.notes.append(.countsSoFar)
    guard !section.at.isEmpty else { return draft }
    draft.tables.append(try lines.incidenceTable("\(description.name)-incidence"))
    draft.notes.append(.cumulativeIncidence(unit: section.unit.rawValue, level: section.level))
    return draft
  }
}

/// How each line of each patient ended.
struct LineEnds {
  /// The ways in which a line can end, each patient in one.
  enum End: Int, CaseIterable {
    case nextLine
    case died
    case lost
    case stillOn
    case offTreatment
  }

  private let events: CohortEvents
  private let section: LineAttritionSection
  private let followUp: CohortFollowUp
  private let lost: [Bool]
  private let progressions: (table: EventTable, days: EventDays)?
  private let patients: [Int]
  private let starts: EventDays?
  private let stops: EventDays?

  init(
    _ events: CohortEvents, _ section: LineAttritionSection, _ followUp: CohortFollowUp,
    lost: [Bool], progressions: (EventTable, EventDays)?, patients: [Int]
  ) {
    self.events = events
    self.section = section
    self.followUp = followUp
    self.lost = lost
    self.progressions = progressions.map { (table: $0, days: $1) }
    self.patients = patients
    starts = events.table.timeColumn.map { EventDays(events.table, $0) }
    stops = section.stop.map { EventDays(events.table, $0.name) }
  }

  /// Those of the cohort who began a line, with its row and that of the next.
  private func began(_ line: Int) -> [(patient: Int, row: Int, next: Int?)] {
    (0..<events.patientCount).compactMap { patient in
      let rows = events.rows(of: patient)
      guard rows.count > line else { return nil }
      let place = rows.startIndex + line
      return (patient, rows[place], place + 1 < rows.endIndex ? rows[place + 1] : nil)
    }
  }

  private func end(_ patient: Int, _ row: Int, _ next: Int?) -> End {
    if next != nil { return .nextLine }
    if followUp.died[patient] { return .died }
    if lost[patient] { return .lost }
    guard let stops else { return .stillOn }
    guard let stop = stops[row] else { return stops.isUndated(row) ? .offTreatment : .stillOn }
    return stop < followUp.end[patient] ?? .max ? .offTreatment : .stillOn
  }

  /// Whether progression was seen after a line began and by the day the next did.
  private func progressed(_ patient: Int, _ row: Int, _ next: Int?) -> Bool {
    guard let progressions, let start = starts?[row] else { return false }
    let last = next.flatMap { starts?[$0] } ?? .max
    return progressions.table.rows(of: patients[patient]).contains { event in
      progressions.days[event].map { $0 > start && $0 <= last } ?? false
    }
  }

  /// For each line how many began it, who progressed, and how it ended: the ends add up to those who
  /// began it.
  func countTable(_ name: String) -> DescriptionTable {
    let hasProgression = progressions != nil
    var table = DescriptionTable(
      name,
      ["line", "began"] + (hasProgression ? ["progressed"] : [])
        + ["nextLine", "died", "lost", "stillOn", "offTreatment"])
    for line in 0..<section.depth {
      let all = began(line)
      guard !all.isEmpty else { break }
      var counts = [Int](repeating: 0, count: End.allCases.count)
      var progressed = 0
      for (patient, row, next) in all {
        counts[end(patient, row, next).rawValue] += 1
        if hasProgression, self.progressed(patient, row, next) { progressed += 1 }
      }
      table.append(
        [.text(String(line + 1)), .count(all.count)]
          + (hasProgression ? [.count(progressed)] : []) + counts.map { .count($0) })
    }
    return table
  }

  /// The probability of the next line, and of death before it, by each time asked for.
  func incidenceTable(_ name: String) throws(SurvivalError) -> DescriptionTable {
    var table = DescriptionTable(
      name, ["line", "event", "at", "patients", "unknown", "events", "estimate", "lower", "upper"])
    for line in 0..<section.depth {
      let all = began(line)
      guard !all.isEmpty else { break }
      var (times, causes): ([Double], [Int]) = ([], [])
      for (patient, row, next) in all {
        let last = next.map { starts?[$0] ?? nil } ?? followUp.end[patient]
        guard let start = starts?[row], let last, last >= start else { continue }
        times.append(Double(last - start) / section.unit.days)
        causes.append(next != nil ? 1 : followUp.died[patient] ? 2 : 0)
      }
      guard !times.isEmpty else { continue }
      let curves = try CumulativeIncidence(
        time: times, cause: causes, causes: 2, level: section.level)
      for (cause, event) in [(1, "next line"), (2, "death before it")] {
        let count = causes.count { $0 == cause }
        for at in section.at {
          let value = curves.probability(of: cause, at: at)
          func number(_ value: Double?) -> DescriptionTable.Cell { .number(value, of: [count]) }
          table.append([
            .text(String(line + 1)), .text(event), .plain(at), .count(times.count),
            .count(all.count - times.count), .count(count), number(value.estimate),
            number(value.lower), number(value.upper),
          ])
        }
      }
    }
    return table
  }
}
