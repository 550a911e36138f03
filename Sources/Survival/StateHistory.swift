/// Stays of people in states, each of which ends with a transition or the end of follow-up.
///
/// A row is a stay in ``from`` on (entry, time], which ends at its time with a transition to ``to``, or
/// without one where that is nil. Rows of a person may not overlap, and start in the state in which the
/// row before ended. States are numbered from 0.
public struct StateHistory: Sendable {
  /// The follow-up of the stays; an event is a transition, a cluster a person or what was given.
  public let followUp: SurvivalData
  /// The state of each stay.
  public let from: [Int]
  /// The state that each stay ended in; nil where follow-up ended.
  public let to: [Int?]
  /// How many states there are.
  public let states: Int
  /// The person of each row.
  public let person: [Int]

  /// Checks and sorts the rows.
  ///
  /// - Parameters:
  ///   - person: Any whole numbers.
  ///   - entry: Finite, not negative and before the time.
  ///   - time: Finite.
  ///   - from: From 0 to `states` − 1.
  ///   - to: The same and another state than `from`; nil at the end of follow-up.
  ///   - states: How many states there are.
  ///   - weights: Finite and not negative, of a stated kind.
  ///   - cluster: Any whole numbers; by default the persons.
  /// - Complexity: O(n log n).
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks.
  public init(
    person: [Int], entry: [Double], time: [Double], from: [Int], to: [Int?], states: Int,
    weights: Weights? = nil, cluster: [Int]? = nil
  ) throws(SurvivalError) {
    try SurvivalData.check(person.count, .cluster, time.count)
    try SurvivalData.check(from.count, .groups, time.count)
    try SurvivalData.check(to.count, .event, time.count)
    for row in time.indices {
      let inRange = 0..<states ~= from[row] && 0..<states ~= to[row] ?? from[row]
      guard inRange else { throw .groupOutOfRange(row: row, groups: states) }
      if to[row] == from[row] { throw .transitionToItself(row: row) }
    }
    followUp = try SurvivalData(
      time: time, event: to.map { $0 != nil }, entry: entry, weights: weights,
      cluster: cluster ?? person)
    self.from = from
    self.to = to
    self.states = states
    self.person = person
    try checkOrder()
  }

  /// Histories of healthy people (state 0) who may fall ill (1) and die (2).
  ///
  /// - Parameters:
  ///   - illness: When each fell ill; nil for those who were not seen to.
  ///   - end: Death or the end of follow-up.
  ///   - died: Whether the end is death.
  ///   - weights: One a person.
  ///   - cluster: Of each person.
  /// - Returns: One stay, or two with an illness, a person.
  /// - Complexity: O(n log n).
  /// - Throws: The first rule of ``SurvivalError`` that a row breaks; illness at 0 or at death has no
  ///   stay before or after it and is `.emptyInterval`.
  public static func illnessDeath(
    illness: [Double?], end: [Double], died: [Bool], weights: Weights? = nil,
    cluster: [Int]? = nil
  ) throws(SurvivalError) -> StateHistory {
    try SurvivalData.check(illness.count, .event, end.count)
    try SurvivalData.check(died.count, .event, end.count)
    try SurvivalData.check(weights?.values.count, .weights, end.count)
    try SurvivalData.check(cluster?.count, .cluster, end.count)
    var person: [Int] = []
    var (entry, time, from, to): ([Double], [Double], [Int], [Int?]) = ([], [], [], [])
    for i in end.indices {
      if let ill = illness[i] {
        guard ill > 0, ill < end[i] else { throw .emptyInterval(row: i) }
        person += [i, i]
        entry += [0, ill]
        time += [ill, end[i]]
        from += [0, 1]
        to += [1, died[i] ? 2 : nil]
      } else {
        person.append(i)
        entry.append(0)
        time.append(end[i])
        from.append(0)
        to.append(died[i] ? 2 : nil)
      }
    }
    return try StateHistory(
      person: person, entry: entry, time: time, from: from, to: to, states: 3,
      weights: weights.map { weights in
        Weights(person.map { weights.values[$0] }, kind: weights.kind)
      }, cluster: cluster.map { cluster in person.map { cluster[$0] } })
  }

  /// The same histories under other weights, without sorting again.
  /// - Complexity: O(n).
  /// - Throws: `.lengthsDiffer`, `.invalidWeight`, `.frequencyNotWhole` or `.noWeight`.
  public func weighted(by weights: Weights?) throws(SurvivalError) -> Self {
    Self(try followUp.weighted(by: weights), self)
  }

  private init(_ followUp: SurvivalData, _ other: Self) {
    self.followUp = followUp
    from = other.from
    to = other.to
    states = other.states
    person = other.person
  }

  private func checkOrder() throws(SurvivalError) {
    guard let entry = followUp.entry else { return }
    let order = person.indices.sorted {
      (person[$0], entry[$0], $0) < (person[$1], entry[$1], $1)
    }
    for (before, after) in zip(order, order.dropFirst()) where person[before] == person[after] {
      if entry[after] < followUp.time[before] { throw .staysOverlap(row: after, with: before) }
      let isNext = entry[after] == followUp.time[before]
      if let state = to[before] ?? (isNext ? from[before] : nil), state != from[after] {
        throw .stateChangesUnseen(row: after, from: before)
      }
    }
  }
}
