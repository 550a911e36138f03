internal import Cohorts
internal import Tables

/// Until when each patient of a cohort was followed, and how that ended.
///
/// Who died on or before the last day under follow-up, or with no such day, ends at death; a death after
/// that day is not seen, as in outcomes. A death on an unknown day is a death, and the day of the end is
/// unknown.
struct CohortFollowUp: Sendable {
  /// The day from which patients are followed: time zero; `nil` where it is unknown.
  let start: [Int32?]
  /// The last day of observation; `nil` where it is unknown.
  let end: [Int32?]
  /// Whether the patient was seen to die.
  let died: [Bool]

  init(_ cohort: AnalysisCohort, events: EventStore, followUp: FollowUpSection) {
    let zero = cohort.table[Timeline.timeZeroColumn]
    var starts = [Int32?](repeating: nil, count: cohort.count)
    if let zero, case .date(let days) = zero.values {
      for row in starts.indices where !zero.missing[row] { starts[row] = days[row] }
    }
    start = starts
    let deaths = events[followUp.death.table].map { EventDays($0, followUp.death.column) }
    let contacts = events[followUp.end.table].map { EventDays($0, followUp.end.column) }
    var (ends, died) = ([Int32?](), [Bool]())
    ends.reserveCapacity(cohort.count)
    died.reserveCapacity(cohort.count)
    for patient in cohort.rows {
      let death = deaths?.extremes(of: patient)
      let last = contacts?.extremes(of: patient).last
      let isUndated = death?.hasUndated ?? false
      if let day = death?.first, day <= last ?? .max, !isUndated {
        ends.append(day)
        died.append(true)
      } else if isUndated {
        ends.append(nil)
        died.append(true)
      } else {
        ends.append(last)
        died.append(false)
      }
    }
    end = ends
    self.died = died
  }
}

/// The days of a column of a table of events.
struct EventDays: Sendable {
  private let table: EventTable
  private let days: [Int32]
  private let missing: Missingness
  /// Whether a missing day tells of an event on an unknown day.
  private let isTime: Bool
  private let partial: PartialDates?

  init(_ table: EventTable, _ column: String) {
    self.table = table
    let values = table.columns[column]
    if case .date(let days)? = values?.values { self.days = days } else { days = [] }
    missing = values?.missing ?? .none
    isTime = table.timeColumn == column
    partial = table.partialDates[column]
  }

  /// The day of a row, where it is known.
  subscript(row: Int) -> Int32? { days.isEmpty || missing[row] ? nil : days[row] }

  /// Whether something happened on a row whose day is not known.
  func isUndated(_ row: Int) -> Bool {
    guard self[row] == nil else { return false }
    return isTime || partial.map { !$0.isMissing(row) } ?? false
  }

  /// The first and last day of a patient that are known, and whether any is not.
  func extremes(of patient: Int) -> (first: Int32?, last: Int32?, hasUndated: Bool) {
    var (first, last, hasUndated): (Int32?, Int32?, Bool) = (nil, nil, false)
    for row in table.rows(of: patient) {
      guard let day = self[row] else {
        hasUndated = hasUndated || isUndated(row)
        continue
      }
      first = min(first ?? day, day)
      last = max(last ?? day, day)
    }
    return (first, last, hasUndated)
  }
}
