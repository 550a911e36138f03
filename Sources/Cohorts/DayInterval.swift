internal import Tables

/// The days on which something happened that is dated to the day, the month or the year.
struct DayInterval: Equatable {
  /// The first possible day since 1970-01-01.
  var earliest: Int32
  /// The last possible day.
  var latest: Int32

  /// Whether it happened by the end of a day; `nil` where that cannot be told.
  func isBy(_ day: Int32) -> Bool? {
    if latest <= day { return true }
    return earliest > day ? false : nil
  }
}

extension EventTable {
  /// The day of a row in a column of dates; `nil` where there is none.
  func interval(_ column: String, row: Int) -> DayInterval? {
    if let dates = partialDates[column] {
      if dates.isMissing(row) { return nil }
      return DayInterval(earliest: dates.earliest[row], latest: dates.latest[row])
    }
    guard let values = columns[column], case .date(let days) = values.values, !values.missing[row]
    else { return nil }
    return DayInterval(earliest: days[row], latest: days[row])
  }

  /// The first of a patient's dates that are there.
  func first(_ column: String, patient: Int) -> DayInterval? {
    var first: DayInterval?
    for row in rows(of: patient) {
      guard let interval = interval(column, row: row) else { continue }
      first = DayInterval(
        earliest: min(first?.earliest ?? .max, interval.earliest),
        latest: min(first?.latest ?? .max, interval.latest))
    }
    return first
  }

  /// The last of a patient's dates that are there.
  func last(_ column: String, patient: Int) -> DayInterval? {
    var last: DayInterval?
    for row in rows(of: patient) {
      guard let interval = interval(column, row: row) else { continue }
      last = DayInterval(
        earliest: max(last?.earliest ?? .min, interval.earliest),
        latest: max(last?.latest ?? .min, interval.latest))
    }
    return last
  }

  /// The first day on which a date that is not known to the day may lie, of all of a patient's.
  func firstUndated(_ column: String, patient: Int) -> Int32? {
    var first: Int32?
    for row in rows(of: patient) {
      guard let interval = interval(column, row: row), interval.earliest < interval.latest else {
        continue
      }
      first = min(first ?? .max, interval.earliest)
    }
    return first
  }

  /// Whether a patient has a row that tells of an event and not of its day.
  ///
  /// That is one without the time of the table; in other columns a missing date says that there was
  /// no such event.
  func hasUndatedEvent(_ column: String, patient: Int) -> Bool {
    column == timeColumn && hasMissing(column, patient: patient)
  }

  /// Whether a patient has a row without a date.
  func hasMissing(_ column: String, patient: Int) -> Bool {
    rows(of: patient).contains { interval(column, row: $0) == nil }
  }
}
