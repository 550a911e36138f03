public import Vocabulary

/// Whether people may go back to a state that is listed before the one they are in.
public enum StateOrder: String, Word, Sendable {
  /// States follow each other as they were entered.
  case any
  /// Only forward in the order in which states are listed.
  case forward

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .any: "states follow each other as patients enter them"
    case .forward:
      "only forward in the order listed: who is in a later state does not enter an earlier"
    }
  }
}

/// When each person enters each of several states, and how their follow-up ends.
///
/// Everybody starts in state 0. States 1 to k are entered once, at a time of their own; what ends
/// follow-up is state k + 1 and on, from which nobody leaves.
public struct StateEntries: Sendable {
  /// When the follow-up of each person began.
  public let start: [Double]
  /// When it ended.
  public let end: [Double]
  /// How it ended: 0 without an event, 1 and on in state k + 1 and on.
  public let cause: [Int]
  /// For each state on the way, when each person entered it; nil for those who were not seen to.
  public let entered: [[Double?]]
  /// For each of them, until when it would have been seen; nil where that is the end.
  public let watched: [[Double?]]
  /// How many states there are.
  public let states: Int

  /// What the times of people make of the rules.
  public struct Counts: Sendable, Equatable {
    /// Entries at the time of an event that ends follow-up: the event alone counts.
    public var atEnd = 0
    /// Entries after follow-up ended.
    public var afterEnd = 0
    /// Entries at the same time as one into a state that is listed later, which alone counts.
    public var together = 0
    /// Entries into earlier states of people in later ones, where only forward is allowed.
    public var backward = 0
    /// People whose follow-up ends early since a state on the way was watched less long.
    public var cutShort = 0

    /// No such times.
    public init() {}
  }

  /// States on the way and how follow-up ends.
  ///
  /// - Parameters:
  ///   - start: When follow-up began; 0 for all where nil.
  ///   - end: One a person.
  ///   - cause: 0 without an event, else from 1 to `ends`.
  ///   - ends: How many kinds of end there are.
  ///   - entered: For each state on the way one value a person.
  ///   - watched: The same; until when the state would have been seen.
  /// - Throws: `.lengthsDiffer`.
  public init(
    start: [Double]?, end: [Double], cause: [Int], ends: Int, entered: [[Double?]],
    watched: [[Double?]]
  ) throws(SurvivalError) {
    try SurvivalData.check(start?.count, .entry, end.count)
    try SurvivalData.check(cause.count, .event, end.count)
    try SurvivalData.check(watched.count, .event, entered.count)
    for values in entered + watched { try SurvivalData.check(values.count, .event, end.count) }
    self.start = start ?? [Double](repeating: 0, count: end.count)
    self.end = end
    self.cause = cause
    self.entered = entered
    self.watched = watched
    states = 1 + entered.count + ends
  }

  /// The stays of one person.
  struct Stay: Equatable {
    var from: Double
    var to: Double
    var state: Int
    /// The state that follows; nil at the end of follow-up.
    var next: Int?
  }

  /// The stays of a person, none where follow-up has no length.
  func stays(_ person: Int, _ order: StateOrder, _ counts: inout Counts) -> [Stay] {
    let first = start[person]
    var (last, cause) = (end[person], cause[person])
    for (place, times) in watched.enumerated() {
      guard entered[place][person] == nil, let time = times[person], time < last else { continue }
      (last, cause) = (time, 0)
    }
    if last < end[person] { counts.cutShort += 1 }
    var stays: [Stay] = []
    var current = Stay(from: first, to: last, state: 0, next: nil)
    for (time, state) in moves(person, until: last, isEvent: cause > 0, &counts) {
      if order == .forward, state < current.state {
        counts.backward += 1
        continue
      }
      if time > current.from {
        (current.to, current.next) = (time, state)
        stays.append(current)
      }
      current = Stay(from: max(time, first), to: last, state: state, next: nil)
    }
    if last > current.from {
      (current.to, current.next) = (last, cause > 0 ? entered.count + cause : nil)
      stays.append(current)
    }
    return stays
  }

  /// The states a person enters within follow-up, in order of time; of those at one time the last.
  private func moves(
    _ person: Int, until last: Double, isEvent: Bool, _ counts: inout Counts
  ) -> [(time: Double, state: Int)] {
    var moves: [(time: Double, state: Int)] = []
    for (place, times) in entered.enumerated() {
      guard let time = times[person] else { continue }
      if time > last {
        counts.afterEnd += 1
      } else if time == last, isEvent {
        counts.atEnd += 1
      } else {
        moves.append((max(time, start[person]), place + 1))
      }
    }
    moves.sort { ($0.time, $0.state) < ($1.time, $1.state) }
    var kept: [(time: Double, state: Int)] = []
    for move in moves {
      if kept.last?.time == move.time {
        if move.time > start[person] { counts.together += 1 }
        kept.removeLast()
      }
      kept.append(move)
    }
    return kept
  }
}

extension StateHistory {
  /// The stays of people who enter states at times of their own.
  ///
  /// - Parameters:
  ///   - entries: When they enter which.
  ///   - order: Whether they may go back.
  ///   - persons: The people whose stays are wanted, by their place in the entries; all where nil.
  ///   - weights: One for each of `persons`.
  ///   - cluster: One for each of `persons`; by default each stands alone.
  /// - Returns: The history with persons numbered by their place in the entries, and what the rules
  ///   made of the times.
  /// - Complexity: O(n log n).
  /// - Throws: The first rule of ``SurvivalError`` that a stay breaks; `.noRows` where nobody has any.
  public static func entering(
    _ entries: StateEntries, order: StateOrder = .any, persons: [Int]? = nil,
    weights: Weights? = nil, cluster: [Int]? = nil
  ) throws(SurvivalError) -> (history: StateHistory, counts: StateEntries.Counts) {
    let persons = persons ?? Array(entries.end.indices)
    try SurvivalData.check(weights?.values.count, .weights, persons.count)
    try SurvivalData.check(cluster?.count, .cluster, persons.count)
    var counts = StateEntries.Counts()
    var (place, rows): ([Int], [StateEntries.Stay]) = ([], [])
    for (index, person) in persons.enumerated() {
      for stay in entries.stays(person, order, &counts) {
        place.append(index)
        rows.append(stay)
      }
    }
    let history = try StateHistory(
      person: place.map { persons[$0] }, entry: rows.map(\.from), time: rows.map(\.to),
      from: rows.map(\.state), to: rows.map(\.next), states: entries.states,
      weights: weights.map { weights in
        Weights(place.map { weights.values[$0] }, kind: weights.kind)
      }, cluster: cluster.map { cluster in place.map { cluster[$0] } })
    return (history, counts)
  }
}
