/// Joins rows of one drug between which it was not stopped.
struct EraMaker: Sendable {
  /// An exposure as it stands in the order in which exposures are joined.
  fileprivate struct Key {
    var intent: Int32
    var place: Int32
    /// The first day, then the last.
    var days: UInt64
    var span: DaySpan
  }

  private let interruption: Int
  private let meaning: LineMeaning
  private var keys: [Key] = []
  private var firstOfDrug = [Int](repeating: 0, count: DrugSet.capacity + 1)
  private var made: [PatientHistory.Era] = []
  /// Places of eras or exposures, behind the days that order them.
  private var order: [UInt64] = []

  init(interruption: Int, meaning: LineMeaning) {
    self.interruption = interruption
    self.meaning = meaning
  }

  /// Makes the eras of a patient, and puts exposures in the order of their first days.
  ///
  /// - Complexity: O(n log n) for n exposures; O(n) where they are in order.
  mutating func make(_ history: inout PatientHistory) {
    made.removeAll(keepingCapacity: true)
    groupByDrug(history)
    for drug in history.drugs.indices {
      let range = firstOfDrug[drug]..<firstOfDrug[drug + 1]
      sort(range)
      join(range, history)
    }
    order.removeAll(keepingCapacity: true)
    for (place, era) in made.enumerated() {
      order.append(UInt64(era.start.ascendingBits) << 32 | UInt64(place))
    }
    order.sort()
    for key in order { history.eras.append(made[Int(key & 0xFFFF_FFFF)]) }
    Self.sortByStart(&history.exposures)
    Self.sortByStart(&history.supportive)
  }

  /// Lists the exposures of each drug together.
  private mutating func groupByDrug(_ history: PatientHistory) {
    let count = history.drugs.count
    for drug in 0...count { firstOfDrug[drug] = 0 }
    for exposure in history.exposures { firstOfDrug[Int(exposure.drug)] += 1 }
    var total = 0
    for drug in 0...count {
      total += firstOfDrug[drug]
      firstOfDrug[drug] = total
    }
    let blank = Key(intent: 0, place: 0, days: 0, span: .none)
    keys.removeAll(keepingCapacity: true)
    for _ in history.exposures { keys.append(blank) }
    for place in history.exposures.indices.reversed() {
      let exposure = history.exposures[place]
      firstOfDrug[Int(exposure.drug)] -= 1
      keys[firstOfDrug[Int(exposure.drug)]] = Key(
        intent: exposure.intent, place: Int32(place),
        days: UInt64(exposure.start.ascendingBits) << 32 | UInt64(exposure.stop.ascendingBits),
        span: exposure.startSpan)
    }
  }

  /// Orders exposures by insertion where few are out of order, as in data that are sorted by day.
  private mutating func sort(_ range: Range<Int>) {
    var moves = 4 * range.count
    for index in range.dropFirst() {
      let key = keys[index]
      var place = index
      while place > range.lowerBound, key.precedes(keys[place - 1]) {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
      moves -= index - place
      if moves < 0 { return keys[range].sort { $0.precedes($1) } }
    }
  }

  private mutating func join(_ range: Range<Int>, _ history: PatientHistory) {
    let first = made.count
    for index in range {
      let exposure = history.exposures[Int(keys[index].place)]
      let last = made.count - 1
      if last >= first, made[last].intent == exposure.intent,
        days(from: made[last].stop, to: exposure.start) <= interruption,
        !history.hasTransplant(after: made[last].stop, before: exposure.start)
      {
        extend(last, exposure)
      } else {
        made.append(
          PatientHistory.Era(
            drug: Int(exposure.drug), intent: exposure.intent, reason: exposure.reason,
            start: exposure.start, stop: exposure.stop, startSpan: exposure.startSpan,
            stopSpan: exposure.stopSpan, isOngoing: exposure.isOngoing, row: exposure.row))
      }
    }
  }

  /// What ends last says how an era ends; of what ends on one day, all that is known.
  private mutating func extend(_ era: Int, _ exposure: PatientHistory.Exposure) {
    guard exposure.stop >= made[era].stop else { return }
    if exposure.stop > made[era].stop {
      made[era].stop = exposure.stop
      made[era].stopSpan = exposure.stopSpan
      made[era].reason = exposure.reason
      made[era].isOngoing = exposure.isOngoing
      return
    }
    if exposure.isOngoing { made[era].isOngoing = true }
    if exposure.stopSpan.isExact { made[era].stopSpan = exposure.stopSpan }
    if meaning.weight(exposure.reason) > meaning.weight(made[era].reason) {
      made[era].reason = exposure.reason
    }
  }

  private static func sortByStart(_ exposures: inout [PatientHistory.Exposure]) {
    for index in exposures.indices.dropFirst()
    where exposures[index].start < exposures[index - 1].start {
      return exposures.sort { ($0.start, $0.row) < ($1.start, $1.row) }
    }
  }
}

extension EraMaker.Key {
  /// The order of intents, then of days; only rows that say the same go by the file.
  fileprivate func precedes(_ other: Self) -> Bool {
    if intent != other.intent { return intent < other.intent }
    if days != other.days { return days < other.days }
    if span.first != other.span.first { return span.first < other.span.first }
    if span.last != other.span.last { return span.last < other.span.last }
    return place < other.place
  }
}
