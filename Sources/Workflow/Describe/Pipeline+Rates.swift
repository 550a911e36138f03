internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// Events over the person-time in which they could be seen.
  func incidenceRates(
    _ section: IncidenceRatesSection, _ description: CheckedDescription,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws -> DescriptionDraft {
    let groups = DescribedGroups(by: section.by, cohort).withEveryone
    var table = DescriptionTable(
      "\(description.name)-rates",
      ["event", "group", "patients", "events", "personYears", "rate", "lower", "upper"])
    var draft = DescriptionDraft()
    draft.notes.append(
      .rates(per: section.per, level: section.level, isRecurrent: section.recurrent))
    var all: [(name: String, counts: PersonTime)] = []
    for name in section.events.map(\.value) {
      let events = try events(description, name, order: nil, cohort, &findings)
      guard let events, let followUp = cohortFollowUp(cohort) else { continue }
      draft.notes += events.notes
      all.append((name, PersonTime(events, followUp, isRecurrent: section.recurrent)))
    }
    for name in section.outcomes.map(\.value) {
      guard let outcome = checked.outcomes.first(where: { $0.name == name }) else { continue }
      var told: [Diagnostic] = []
      let values = try values(of: outcome, cohort, &told)
      if let time = PersonTime(values) { all.append((outcome.section.label ?? name, time)) }
    }
    for (name, time) in all {
      if time.prevalent > 0 { draft.notes.append(.prevalent(time.prevalent, of: name)) }
      if time.unknown > 0 { draft.notes.append(.unknownEvents(time.unknown, of: name)) }
      for group in groups {
        let (patients, withEvents, events, years) = time.total(group.rows)
        let rate = try IncidenceRate(
          events: events, time: years / section.per, level: section.level)
        func number(_ value: Double?) -> DescriptionTable.Cell {
          .number(value, of: [patients, withEvents])
        }
        table.append([
          .text(name), .text(group.name), .count(patients), .count(events), number(years),
          number(rate.rate), number(rate.lower), number(rate.upper),
        ])
      }
    }
    draft.tables = [table]
    return draft
  }
}

/// The events of each patient and the time in which they could be seen.
struct PersonTime {
  /// Days; `nil` for patients who are not at risk or of whom it is unknown.
  private var days: [Double?]
  private var events: [Int]
  /// Patients with an event by time zero, who are not at risk of a first one.
  private(set) var prevalent = 0
  /// Patients of whom a day is unknown.
  private(set) var unknown = 0

  /// Events after time zero and not after the end of follow-up.
  init(_ source: CohortEvents, _ followUp: CohortFollowUp, isRecurrent: Bool) {
    let times = source.table.timeColumn.map { EventDays(source.table, $0) }
    days = [Double?](repeating: nil, count: source.patientCount)
    events = [Int](repeating: 0, count: source.patientCount)
    for patient in 0..<source.patientCount {
      let rows = source.rows(of: patient)
      guard let start = followUp.start[patient], let end = followUp.end[patient], end >= start,
        let times, !rows.contains(where: { times[$0] == nil })
      else {
        unknown += 1
        continue
      }
      let happened = rows.compactMap { times[$0] }
      if !isRecurrent, happened.contains(where: { $0 <= start }) {
        prevalent += 1
        continue
      }
      let seen = happened.filter { $0 > start && $0 <= end }
      if !isRecurrent, let first = seen.min() {
        events[patient] = 1
        days[patient] = Double(first - start)
      } else {
        events[patient] = seen.count
        days[patient] = Double(end - start)
      }
    }
  }

  /// The times of an outcome; `nil` where it is a value.
  init?(_ values: OutcomeValues) {
    guard case .time(let times) = values.content else { return nil }
    days = [Double?](repeating: nil, count: times.time.count)
    events = [Int](repeating: 0, count: times.time.count)
    for row in times.time.indices {
      guard values.isKnown[row] else {
        unknown += 1
        continue
      }
      days[row] = (times.time[row] - (times.entry?[row] ?? 0)) * values.unit.days
      events[row] = times.event[row] ? 1 : 0
    }
  }

  /// The sums over some patients.
  func total(_ rows: [Int]) -> (patients: Int, withEvents: Int, events: Int, years: Double) {
    var (patients, withEvents, count, sum) = (0, 0, 0, 0.0)
    for row in rows {
      guard let time = days[row] else { continue }
      patients += 1
      if events[row] > 0 { withEvents += 1 }
      count += events[row]
      sum += time
    }
    return (patients, withEvents, count, sum / TimeUnit.years.days)
  }
}
