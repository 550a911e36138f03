/// Follow-up cut where patients come into the focal arm, so that the time before counts in the
/// reference arm.
///
/// Whoever is ever in the focal arm has lived until then. Counted in it from the start, this immortal
/// time lowers its rate; counted before the change in the reference arm and after it in the focal
/// one, it does not (Mantel and Byar, J Am Stat Assoc 1974;69:81-86). At a landmark the arm
/// is what it is by then, and only who is followed beyond it is compared, from it on (Anderson, Cain
/// and Gelber 1983, doi:10.1200/JCO.1983.1.11.710).
///
/// A patient is at risk on (entry, time]. Somebody who is not followed for any time adds nothing.
public struct ArmSpans: Sendable, Equatable {
  /// The patient of each span, by the index among those given.
  public private(set) var patient: [Int] = []
  /// When it begins.
  public private(set) var entry: [Double] = []
  /// When it ends.
  public private(set) var time: [Double] = []
  /// Whether the event ends it.
  public private(set) var event: [Bool] = []
  /// The arm: 0 the reference, 1 the focal one.
  public private(set) var group: [Int] = []
  /// Patients of the focal arm who come into it only when their follow-up has ended.
  public private(set) var late: [Int] = []

  /// Cuts the follow-up.
  ///
  /// - Parameters:
  ///   - time: the end of each patient's follow-up.
  ///   - event: whether it ended with the event.
  ///   - entry: when the patient came under observation; at 0 where absent.
  ///   - group: 1 for who is ever in the focal arm, else 0.
  ///   - from: when the patient comes into the focal arm; read of those in it.
  ///   - landmark: when arms are read and follow-up begins; where absent the arm changes with time.
  /// - Complexity: O(n).
  public init(
    time: [Double], event: [Bool], entry: [Double]?, group: [Int], from: [Double],
    landmark: Double? = nil
  ) {
    for row in time.indices {
      let start = max(entry?[row] ?? 0, landmark ?? 0)
      guard time[row] > start else { continue }
      let isFocal = group[row] != OutcomeComparison.reference
      let change = isFocal ? from[row] : .infinity
      if isFocal, change >= time[row] { late.append(row) }
      guard landmark == nil, change > start, change < time[row] else {
        let isIn = change <= landmark ?? start
        add(row, start, time[row], event[row], isIn ? group[row] : OutcomeComparison.reference)
        continue
      }
      add(row, start, change, false, OutcomeComparison.reference)
      add(row, change, time[row], event[row], group[row])
    }
  }

  private mutating func add(
    _ row: Int, _ start: Double, _ end: Double, _ isEvent: Bool, _ arm: Int
  ) {
    patient.append(row)
    entry.append(start)
    time.append(end)
    event.append(isEvent)
    group.append(arm)
  }
}
