public import Tables
public import Vocabulary

/// Which day is taken for an event of which only the month or year is known.
public enum PartialEventDay: String, Word {
  /// None: the patient is left out.
  case leaveOut
  /// The first that it may have been.
  case first
  /// The middle of those that it may have been, the earlier of two.
  case middle
  /// The last that it may have been.
  case last

  /// What the word means.
  public var summary: String {
    switch self {
    case .leaveOut: "none: who has the event on such a day is left out, which loses events only"
    case .first: "the first that it may have been"
    case .middle: "the middle of those that it may have been"
    case .last: "the last that it may have been, at most the end of follow-up"
    }
  }

  /// The day that is taken of those that it may have been; `nil` where none is.
  func day(_ days: ClosedRange<Int32>) -> Int32? {
    switch self {
    case .leaveOut: nil
    case .first: days.lowerBound
    case .middle: days.lowerBound + (days.upperBound - days.lowerBound) / 2
    case .last: days.upperBound
    }
  }

  /// A column of dates with a day for those that are known to lie between two.
  ///
  /// An event that was seen was seen by the end of follow-up, so that no day after it is taken where one
  /// by it may have been. One that may have been before the origin is left open: whether the patient is
  /// to be followed at all hangs on it.
  /// - Parameters:
  ///   - dates: the days of the event, missing where they are open.
  ///   - ranges: the first and last day that they may be, by row.
  ///   - origin: the dates from which time is counted.
  ///   - censor: the dates of the end of follow-up.
  /// - Returns: the dates, and by row the days from the one that is taken to the farthest it may be.
  /// - Complexity: O(rows).
  public func taken(
    _ dates: Column, _ ranges: [Int: ClosedRange<Int32>], from origin: Column, until censor: Column
  ) -> (dates: Column, errors: [Int: Int]) {
    guard self != .leaveOut, !ranges.isEmpty, case .date(var days) = dates.values else {
      return (dates, [:])
    }
    let (origins, ends) = (Dates(origin), Dates(censor))
    var missing = (0..<dates.count).map { dates.missing[$0] }
    var errors: [Int: Int] = [:]
    for (row, range) in ranges {
      guard let start = origins[row], start <= range.lowerBound else { continue }
      let last = ends[row].map { max(range.lowerBound, min($0, range.upperBound)) }
      let possible = range.lowerBound...(last ?? range.upperBound)
      guard let day = day(possible) else { continue }
      days[row] = day
      missing[row] = false
      errors[row] = Int(max(day - possible.lowerBound, possible.upperBound - day))
    }
    let column = Column(
      dates.name, .date(days), missing: Missingness(missing), at: dates.place)
    return (column, errors)
  }
}
