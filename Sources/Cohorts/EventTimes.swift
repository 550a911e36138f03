public import Tables

/// Times from an origin to the first of several events or the end of follow-up.
///
/// The event counts before competing events of the same day, and these before the end of follow-up
/// of that day. What happens after the end of follow-up is not seen: such a patient is censored, and
/// noted in ``afterCensoring``.
public struct EventTimes: Sendable, Equatable {
  /// Days from the origin, negative for what came before it; NaN where they are unknown.
  public private(set) var days: [Double] = []
  /// How each time ended: 0 by the end of follow-up, 1 by the event, 2 and on by a competing event in
  /// the order they were given; -1 where that is unknown.
  public private(set) var causes: [Int] = []
  /// Rows with an event after the end of their follow-up.
  public private(set) var afterCensoring: [Int] = []

  /// Times of patients.
  ///
  /// - Parameters:
  ///   - origin: the dates from which time is counted.
  ///   - event: the dates of the event.
  ///   - competing: the dates of events after which the event is not seen any more.
  ///   - censor: the dates of the end of follow-up.
  ///   - undated: the first day on which something may have happened that is not dated to the day;
  ///     from that day on nothing is known. `nil` where all is dated.
  /// - Complexity: O(rows · events).
  public init(
    from origin: Column, event: Column, competing: [Column], censor: Column,
    undated: [Int32?]
  ) {
    let origins = Dates(origin)
    let events = ([event] + competing).map(Dates.init)
    let ends = Dates(censor)
    days.reserveCapacity(origin.count)
    causes.reserveCapacity(origin.count)
    for row in 0..<origin.count {
      guard let start = origins[row] else {
        append(.nan, -1)
        continue
      }
      var (day, cause): (Int32?, Int) = (nil, 0)
      for (index, dates) in events.enumerated() {
        if let date = dates[row], date < day ?? .max { (day, cause) = (date, index + 1) }
      }
      if let end = ends[row], end < day ?? .max {
        if day != nil { afterCensoring.append(row) }
        (day, cause) = (end, 0)
      }
      if let first = undated[row], first < day ?? .max || (first == day && cause != 1) { day = nil }
      if let day { append(Double(day) - Double(start), cause) } else { append(.nan, -1) }
    }
  }

  private mutating func append(_ time: Double, _ cause: Int) {
    days.append(time)
    causes.append(cause)
  }
}
