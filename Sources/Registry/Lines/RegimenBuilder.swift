/// Makes regimens from the drugs of a patient, one patient at a time.
///
/// What it works on is kept from one patient to the next, so that nothing is allocated for a patient.
struct RegimenBuilder: Sendable {
  private let numbers: RegimenNumbers
  private let meaning: LineMeaning
  /// The regimens so far, the last of which may still be going on.
  private(set) var regimens: [PatientRegimen] = []
  /// The eras of the last regimen.
  private var eras: [Int32] = []
  /// The eras of the regimen before that do not go on.
  private var droppedEras: [Int32] = []
  /// The eras that go on into the next regimen.
  private var carried: [Int32] = []
  /// The last day of any era of the last regimen.
  private var stop: Int32 = .min
  private var isClosed = true

  init(numbers: RegimenNumbers, meaning: LineMeaning) {
    self.numbers = numbers
    self.meaning = meaning
  }

  /// Makes the regimens in order; none overlaps another.
  ///
  /// - Complexity: O(n d) for n eras, of which d at most overlap.
  mutating func build(_ history: PatientHistory, cutting cuts: [Int32]) {
    clear()
    var cut = 0
    var first = 0
    while first < history.eras.count {
      let start = history.eras[first].start
      var end = first
      while end < history.eras.count, history.eras[end].start == start { end += 1 }
      while cut < cuts.count, cuts[cut] <= start {
        self.cut(at: cuts[cut], history)
        cut += 1
      }
      take(first..<end, isCut: cut > 0 && cuts[cut - 1] == start, history)
      first = end
    }
    while cut < cuts.count {
      self.cut(at: cuts[cut], history)
      cut += 1
    }
    close(before: nil, history)
    for exposure in history.supportive { support(exposure) }
  }

  private mutating func clear() {
    regimens.removeAll(keepingCapacity: true)
    eras.removeAll(keepingCapacity: true)
    droppedEras.removeAll(keepingCapacity: true)
    carried.removeAll(keepingCapacity: true)
    stop = .min
    isClosed = true
  }

  /// Sets what is known of the first day of a regimen.
  mutating func setStartSpan(_ span: DaySpan, of regimen: Int) {
    regimens[regimen].startSpan = span
  }

  /// The first regimen that ends on a day or later; the number of regimens where there is none.
  func firstRegimen(endingFrom day: Int32) -> Int {
    var (low, high) = (0, regimens.count)
    while low < high {
      let middle = (low + high) / 2
      if regimens[middle].stop >= day { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Adds a supportive drug to the regimens in which it was given.
  private mutating func support(_ exposure: PatientHistory.Exposure) {
    var index = firstRegimen(endingFrom: exposure.start)
    while index < regimens.count, regimens[index].start <= exposure.stop {
      regimens[index].supportive.insert(Int(exposure.drug))
      index += 1
    }
  }
}

extension RegimenBuilder {
  /// Takes the drugs that start on one day: all go on with the regimen, or all begin another.
  private mutating func take(_ group: Range<Int>, isCut: Bool, _ history: PatientHistory) {
    let day = history.eras[group.lowerBound].start
    let last = regimens.count - 1
    if isCut, isClosed || last < 0 || regimens[last].start != day {
      begin(with: group, history)
      regimens[regimens.count - 1].isContinuation = true
      return
    }
    guard last >= 0, !isClosed else { return begin(with: group, history) }
    for index in group where !belongs(history.eras[index], history) {
      return begin(with: group, history)
    }
    for index in group {
      eras.append(Int32(index))
      stop = max(stop, history.eras[index].stop)
      regimens[last].drugs.insert(history.eras[index].drug)
    }
  }

  /// Whether what starts goes on with the last regimen.
  private func belongs(_ era: PatientHistory.Era, _ history: PatientHistory) -> Bool {
    let last = regimens.count - 1
    let start = regimens[last].start
    if era.start == start { return true }
    // A transplant ends a regimen, unless it was on its first day.
    if history.hasTransplant(after: start, before: era.start) { return false }
    let isProgressed =
      numbers.usesProgressions && history.progression(after: start, upTo: era.start) != nil
    if days(from: start, to: era.start) <= Int(numbers.joinWithin), !isProgressed { return true }
    guard regimens[last].drugs.contains(era.drug),
      days(from: stop, to: era.start) <= Int(numbers.gap)
    else { return false }
    let intent = regimens[last].intent
    if era.intent >= 0, intent >= 0, era.intent != intent { return false }
    guard isProgressed else { return true }
    // Progression on the last day that the drug was given came before it was given again.
    var given = start + 1
    for index in eras where history.eras[Int(index)].drug == era.drug {
      given = max(given, history.eras[Int(index)].stop)
    }
    return history.progression(after: given - 1, upTo: era.start) == nil
  }

  private mutating func begin(with group: Range<Int>, _ history: PatientHistory) {
    let era = history.eras[group.lowerBound]
    let isNext = !isClosed && !regimens.isEmpty
    close(before: era.start, history)
    var regimen = PatientRegimen(
      start: era.start, startSpan: era.startSpan, stop: era.stop, stopSpan: era.stopSpan,
      intent: intent(of: group, history), row: era.row)
    for index in group { regimen.drugs.insert(history.eras[index].drug) }
    for index in carried { regimen.carried.insert(history.eras[Int(index)].drug) }
    regimen.drugs = regimen.drugs.union(regimen.carried)
    if isNext { regimen.dropped = dropped(at: era.start, history) }
    swap(&eras, &carried)
    for index in group { eras.append(Int32(index)) }
    isClosed = false
    findStop(history)
    regimens.append(regimen)
  }

  private mutating func findStop(_ history: PatientHistory) {
    stop = .min
    for index in eras { stop = max(stop, history.eras[Int(index)].stop) }
  }

  /// Of several intents the earliest step of what was planned, then the first of the alphabet.
  private func intent(of group: Range<Int>, _ history: PatientHistory) -> Int32 {
    var best: Int32 = -1
    for index in group where history.eras[index].intent >= 0 {
      let intent = history.eras[index].intent
      let isEarlier =
        best < 0
        || (meaning.stage[Int(intent)], intent) < (meaning.stage[Int(best)], best)
      if isEarlier { best = intent }
    }
    return best
  }

  /// The drugs of the regimen before that had been given until shortly before a day.
  private func dropped(at day: Int32, _ history: PatientHistory) -> DrugSet {
    var set = DrugSet.empty
    for index in droppedEras
    where days(from: history.eras[Int(index)].stop, to: day) <= Int(numbers.interruption) {
      set.insert(history.eras[Int(index)].drug)
    }
    return set
  }

  /// Ends the regimen that is going on, and finds the eras that go on into the next.
  private mutating func close(before day: Int32?, _ history: PatientHistory) {
    carried.removeAll(keepingCapacity: true)
    guard !isClosed, !regimens.isEmpty else { return }
    isClosed = true
    let at = regimens.count - 1
    guard let day else { return end(history) }
    var kept = DrugSet.empty
    for index in eras {
      let era = history.eras[Int(index)]
      guard days(from: day, to: era.stop) > Int(numbers.carryOver) else { continue }
      carried.append(index)
      kept.insert(era.drug)
    }
    droppedEras.removeAll(keepingCapacity: true)
    for index in eras where !kept.contains(history.eras[Int(index)].drug) {
      droppedEras.append(index)
    }
    if carried.isEmpty {
      end(history)
    } else {
      regimens[at].stop = day - 1
      regimens[at].stopSpan = DaySpan(day - 1)
    }
    if regimens[at].stop >= day {
      regimens[at].stop = day - 1
      regimens[at].stopSpan = regimens[at].stopSpan.upTo(day - 1)
      regimens[at].isOngoing = false
    }
  }

  /// Gives the last regimen the end of what was given in it.
  private mutating func end(_ history: PatientHistory) {
    let at = regimens.count - 1
    var isFirst = true
    for index in eras {
      let era = history.eras[Int(index)]
      if !isFirst, era.stop < regimens[at].stop { continue }
      if isFirst || era.stop > regimens[at].stop {
        regimens[at].stop = era.stop
        regimens[at].stopSpan = era.stopSpan
        regimens[at].reason = era.reason
        regimens[at].isOngoing = era.isOngoing
      } else {
        if era.isOngoing { regimens[at].isOngoing = true }
        if era.stopSpan.isExact, !regimens[at].stopSpan.isExact {
          regimens[at].stopSpan = era.stopSpan
        }
        if meaning.weight(era.reason) > meaning.weight(regimens[at].reason) {
          regimens[at].reason = era.reason
        }
      }
      isFirst = false
    }
    if regimens[at].isOngoing { regimens[at].reason = -1 }
  }

  /// Ends what is going on at a transplant that begins a line, and goes on with it afterwards.
  private mutating func cut(at day: Int32, _ history: PatientHistory) {
    guard !isClosed, let regimen = regimens.last, regimen.start < day, stop >= day else { return }
    close(before: day, history)
    carried.removeAll(keepingCapacity: true)
    for index in eras where history.eras[Int(index)].stop >= day { carried.append(index) }
    let at = regimens.count - 1
    if regimens[at].stop < day - 1 || !carried.isEmpty {
      regimens[at].stop = day - 1
      regimens[at].stopSpan = DaySpan(day - 1)
    }
    var rest = PatientRegimen(
      start: day, startSpan: DaySpan(day), stop: day, stopSpan: DaySpan(day),
      intent: regimen.intent, row: regimen.row)
    for index in carried { rest.drugs.insert(history.eras[Int(index)].drug) }
    rest.isContinuation = true
    swap(&eras, &carried)
    findStop(history)
    isClosed = false
    regimens.append(rest)
  }
}
