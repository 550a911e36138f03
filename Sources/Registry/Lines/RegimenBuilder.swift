/// A regimen of one patient: drugs given together.
struct PatientRegimen {
  var start: Int32
  var startSpan: DaySpan
  var stop: Int32
  var stopSpan: DaySpan
  /// The drugs that are not supportive.
  var drugs = DrugSet.empty
  /// The supportive drugs given meanwhile.
  var supportive = DrugSet.empty
  /// The drugs of the regimen before that go on in this one.
  var carried = DrugSet.empty
  /// Drugs of the regimen before that were stopped at most a short pause before this one began.
  var dropped = DrugSet.empty
  var intent: Int32
  var reason: Int32 = -1
  var isOngoing = false
  /// Whether it is what went on, or began, on the day on which a transplant began a line.
  var isContinuation = false
  /// The row of the table of treatments that begins it.
  var row: Int32

  /// How many days lie between its first and its last day.
  var duration: Int { days(from: start, to: stop) }
}

/// Makes regimens from the drugs of a patient.
struct RegimenBuilder: Sendable {
  let numbers: RegimenNumbers
  let meaning: LineMeaning

  /// The regimens in order; none overlaps another.
  ///
  /// - Complexity: O(n d) for n eras, of which d at most overlap.
  func regimens(of history: PatientHistory, cutting cuts: [Int32]) -> [PatientRegimen] {
    var state = State(numbers: numbers, meaning: meaning, history: history)
    var cut = 0
    var first = 0
    while first < history.eras.count {
      let start = history.eras[first].start
      var end = first
      while end < history.eras.count, history.eras[end].start == start { end += 1 }
      while cut < cuts.count, cuts[cut] <= start {
        state.cut(at: cuts[cut])
        cut += 1
      }
      state.take(first..<end, isCut: cut > 0 && cuts[cut - 1] == start)
      first = end
    }
    while cut < cuts.count {
      state.cut(at: cuts[cut])
      cut += 1
    }
    state.close(before: nil)
    for exposure in history.supportive { state.support(exposure) }
    return state.regimens
  }
}

/// The regimens so far, the last of which may still be going on.
private struct State {
  let numbers: RegimenNumbers
  let meaning: LineMeaning
  let history: PatientHistory
  var regimens: [PatientRegimen] = []
  /// The eras of the last regimen.
  private var eras: [Int] = []
  /// The last day of any of them.
  private var stop: Int32 = .min
  private var isClosed = true

  init(numbers: RegimenNumbers, meaning: LineMeaning, history: PatientHistory) {
    self.numbers = numbers
    self.meaning = meaning
    self.history = history
  }

  /// Takes the drugs that start on one day: all go on with the regimen, or all begin another.
  mutating func take(_ group: Range<Int>, isCut: Bool) {
    let day = history.eras[group.lowerBound].start
    if isCut, isClosed || regimens.last?.start != day {
      begin(with: group)
      regimens[regimens.count - 1].isContinuation = true
      return
    }
    guard let regimen = regimens.last, !isClosed,
      group.allSatisfy({ belongs(history.eras[$0], to: regimen) })
    else { return begin(with: group) }
    for index in group {
      eras.append(index)
      stop = max(stop, history.eras[index].stop)
      regimens[regimens.count - 1].drugs.insert(history.eras[index].drug)
    }
  }

  private func belongs(_ era: PatientHistory.Era, to regimen: PatientRegimen) -> Bool {
    if era.start == regimen.start { return true }
    // A transplant ends a regimen, unless it was on its first day.
    if history.transplant(after: regimen.start, before: era.start) != nil { return false }
    let progression =
      numbers.usesProgressions
      ? history.progression(after: regimen.start, upTo: era.start) : nil
    let isKnown = regimen.drugs.contains(era.drug)
    if days(from: regimen.start, to: era.start) <= Int(numbers.joinWithin),
      progression == nil
    {
      return true
    }
    guard isKnown, days(from: stop, to: era.start) <= Int(numbers.gap) else { return false }
    if era.intent >= 0, regimen.intent >= 0, era.intent != regimen.intent { return false }
    guard progression != nil else { return true }
    // Progression on the last day that the drug was given came before it was given again.
    var last = regimen.start + 1
    for index in eras where history.eras[index].drug == era.drug {
      last = max(last, history.eras[index].stop)
    }
    return history.progression(after: last - 1, upTo: era.start) == nil
  }

  private mutating func begin(with group: Range<Int>) {
    let era = history.eras[group.lowerBound]
    let isNext = !isClosed && !regimens.isEmpty
    let carried = close(before: era.start)
    var regimen = PatientRegimen(
      start: era.start, startSpan: era.startSpan, stop: era.stop, stopSpan: era.stopSpan,
      intent: intent(of: group), row: era.row)
    for index in group { regimen.drugs.insert(history.eras[index].drug) }
    for index in carried { regimen.carried.insert(history.eras[index].drug) }
    regimen.drugs = regimen.drugs.union(regimen.carried)
    if isNext { regimen.dropped = dropped(at: era.start) }
    eras = carried + Array(group)
    stop = eras.reduce(Int32.min) { max($0, history.eras[$1].stop) }
    isClosed = false
    regimens.append(regimen)
  }

  /// Of several intents the earliest step of what was planned, then the first of the alphabet.
  private func intent(of group: Range<Int>) -> Int32 {
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

  private var droppedEras: [Int] = []

  /// The drugs of the regimen before that had been given until shortly before a day.
  private func dropped(at day: Int32) -> DrugSet {
    var set = DrugSet.empty
    for index in droppedEras
    where days(from: history.eras[index].stop, to: day) <= Int(numbers.interruption) {
      set.insert(history.eras[index].drug)
    }
    return set
  }

  /// Ends the regimen that is going on, and gives the eras that go on into the next.
  @discardableResult
  mutating func close(before day: Int32?) -> [Int] {
    guard !isClosed, !regimens.isEmpty else { return [] }
    isClosed = true
    let at = regimens.count - 1
    guard let day else {
      end(&regimens[at], eras)
      return []
    }
    let carried = eras.filter {
      days(from: day, to: history.eras[$0].stop) > Int(numbers.carryOver)
    }
    let kept = Set(carried.map { history.eras[$0].drug })
    droppedEras = eras.filter { !kept.contains(history.eras[$0].drug) }
    if carried.isEmpty {
      end(&regimens[at], eras)
    } else {
      regimens[at].stop = day - 1
      regimens[at].stopSpan = DaySpan(day - 1)
    }
    if regimens[at].stop >= day {
      regimens[at].stop = day - 1
      regimens[at].stopSpan = regimens[at].stopSpan.upTo(day - 1)
      regimens[at].isOngoing = false
    }
    return carried
  }

  private func end(_ regimen: inout PatientRegimen, _ eras: [Int]) {
    var isFirst = true
    for index in eras {
      let era = history.eras[index]
      if !isFirst, era.stop < regimen.stop { continue }
      if isFirst || era.stop > regimen.stop {
        regimen.stop = era.stop
        regimen.stopSpan = era.stopSpan
        regimen.reason = era.reason
        regimen.isOngoing = era.isOngoing
      } else {
        if era.isOngoing { regimen.isOngoing = true }
        if era.stopSpan.isExact, !regimen.stopSpan.isExact { regimen.stopSpan = era.stopSpan }
        if meaning.weight(era.reason) > meaning.weight(regimen.reason) {
          regimen.reason = era.reason
        }
      }
      isFirst = false
    }
    if regimen.isOngoing { regimen.reason = -1 }
  }

  /// Ends what is going on at a transplant that begins a line, and goes on with it afterwards.
  mutating func cut(at day: Int32) {
    guard !isClosed, let regimen = regimens.last, regimen.start < day, stop >= day else { return }
    let going = eras.filter { history.eras[$0].stop >= day }
    let intent = regimen.intent
    let row = regimen.row
    close(before: day)
    if regimens[regimens.count - 1].stop < day - 1 || !going.isEmpty {
      regimens[regimens.count - 1].stop = day - 1
      regimens[regimens.count - 1].stopSpan = DaySpan(day - 1)
    }
    var rest = PatientRegimen(
      start: day, startSpan: DaySpan(day), stop: day, stopSpan: DaySpan(day), intent: intent,
      row: row)
    for index in going { rest.drugs.insert(history.eras[index].drug) }
    rest.isContinuation = true
    eras = going
    stop = going.reduce(Int32.min) { max($0, history.eras[$1].stop) }
    isClosed = false
    regimens.append(rest)
  }

  /// Adds a supportive drug to the regimens in which it was given.
  mutating func support(_ exposure: PatientHistory.Exposure) {
    let drug = history.number(exposure.drug)
    var (low, high) = (0, regimens.count)
    while low < high {
      let middle = (low + high) / 2
      if regimens[middle].stop >= exposure.start { high = middle } else { low = middle + 1 }
    }
    while low < regimens.count, regimens[low].start <= exposure.stop {
      regimens[low].supportive.insert(drug)
      low += 1
    }
  }
}
