public import Vocabulary

/// Something in follow-up rows, or in what is joined to them, that cannot or may not be meant.
public struct FollowUpFinding: Sendable, Equatable {
  /// What is the matter.
  public enum Kind: String, Word, Sendable {
    /// A time is not a finite number.
    case timeNotFinite
    /// A row does not stop after its start.
    case reversed
    /// Two rows of a patient have the same start and stop.
    case duplicate
    /// A row of a patient starts before the one before has stopped.
    case overlap
    /// A patient is not followed between two rows.
    case gap
    /// A patient has a row after an event that ends follow-up.
    case afterFinalEvent
    /// A patient who is not followed has an event or a measurement.
    case unknownPatient
    /// An event is not after the first start of the patient.
    case eventBeforeStart
    /// An event is after the last stop of the patient.
    case eventAfterEnd
    /// An event is at a time at which the patient is not followed.
    case eventInGap
    /// A measurement has no time at which it could apply: it is at the last stop or later.
    case measuredAfterEnd
    /// Two measurements of a patient at one time differ; the later in the list counts.
    case tiedMeasurements

    /// What the word means, in one line.
    public var summary: String {
      switch self {
      case .timeNotFinite: "a time is missing or not finite"
      case .reversed: "a row does not stop after its start"
      case .duplicate: "two rows have the same start and stop"
      case .overlap: "a row starts before the one before has stopped"
      case .gap: "nobody followed the patient between two rows"
      case .afterFinalEvent: "follow-up goes on after an event that ends it"
      case .unknownPatient: "the patient is not followed at all"
      case .eventBeforeStart: "an event is not after the start of follow-up"
      case .eventAfterEnd: "an event is after the end of follow-up"
      case .eventInGap: "an event is where the patient is not followed"
      case .measuredAfterEnd: "a measurement is not before the end of follow-up"
      case .tiedMeasurements: "two measurements at one time differ; the later one counts"
      }
    }
  }

  /// What is the matter.
  public let kind: Kind
  /// Who it is about.
  public let patient: Int
  /// The times that show it, in ascending order where they are finite.
  public let times: [Double]
  /// The rows, events or measurements in question, counted from 0.
  public let rows: [Int]

  /// A finding about a patient.
  public init(_ kind: Kind, patient: Int, times: [Double], rows: [Int]) {
    self.kind = kind
    self.patient = patient
    self.times = times
    self.rows = rows
  }
}

extension FollowUp {
  /// What is wrong with rows before they are used, by patient and time.
  ///
  /// - Parameters:
  ///   - patient: The patient of each row.
  ///   - start: When each row starts.
  ///   - stop: When each row stops.
  ///   - event: Whether the event is at the stop of each row.
  ///   - isFinal: Whether the event ends follow-up, as death does.
  /// - Returns: All findings; gaps are no fault, but should be known.
  /// - Complexity: O(n log n).
  /// - Throws: `.lengthsDiffer`.
  public static func findings(
    patient: [Int], start: [Double], stop: [Double], event: [Bool], isFinal: Bool = false
  ) throws(SurvivalError) -> [FollowUpFinding] {
    try SurvivalData.check(patient.count, .patients, stop.count)
    try SurvivalData.check(start.count, .entry, stop.count)
    try SurvivalData.check(event.count, .event, stop.count)
    var result: [FollowUpFinding] = []
    var usable: [Int] = []
    for row in stop.indices {
      let times = [start[row], stop[row]]
      if !times.allSatisfy(\.isFinite) {
        result.append(
          FollowUpFinding(.timeNotFinite, patient: patient[row], times: times, rows: [row]))
      } else if start[row] >= stop[row] {
        result.append(
          FollowUpFinding(
            .reversed, patient: patient[row], times: [stop[row], start[row]], rows: [row]))
      } else {
        usable.append(row)
      }
    }
    usable.sort {
      (patient[$0], start[$0], stop[$0], $0) < (patient[$1], start[$1], stop[$1], $1)
    }
    // The row of the patient with the latest stop so far, and the first final event.
    var latest: Int?
    var final: Int?
    for row in usable {
      guard let before = latest, patient[before] == patient[row] else {
        latest = row
        final = isFinal && event[row] ? row : nil
        continue
      }
      let found: FollowUpFinding.Kind? =
        start[row] == start[before] && stop[row] == stop[before]
        ? .duplicate
        : start[row] < stop[before] ? .overlap : start[row] > stop[before] ? .gap : nil
      if let found {
        result.append(
          FollowUpFinding(
            found, patient: patient[row], times: [start[row], stop[before]].sorted(),
            rows: [before, row]))
      }
      if let final, stop[row] > stop[final] {
        result.append(
          FollowUpFinding(
            .afterFinalEvent, patient: patient[row], times: [stop[final], stop[row]],
            rows: [final, row]))
      }
      if stop[row] >= stop[before] { latest = row }
      if isFinal, event[row], final == nil { final = row }
    }
    return result
  }
}
