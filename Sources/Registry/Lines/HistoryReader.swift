internal import Tables

/// Reads the histories of patients, one at a time.
struct HistoryReader: Sendable {
  let source: LineSource
  let meaning: LineMeaning
  let numbers: RegimenNumbers
  /// Days on which something starts that shows that what was given before had been stopped.
  private var marks: [Int32] = []
  private var attached: [PatientHistory.Exposure] = []

  init(_ source: LineSource, _ meaning: LineMeaning, _ numbers: RegimenNumbers) {
    self.source = source
    self.meaning = meaning
    self.numbers = numbers
  }

  /// Reads a patient.
  /// - Complexity: O(n log n) for n rows of the patient.
  mutating func read(_ patient: Int, taking choice: PartialDay, into history: inout PatientHistory)
  {
    history.clear()
    readTransplants(patient, choice, &history)
    readTreatments(patient, choice, &history)
    readProgressions(patient, choice, &history)
    findStops(patient, choice, &history)
    makeEras(&history)
  }

  private func readTransplants(
    _ patient: Int, _ choice: PartialDay, _ history: inout PatientHistory
  ) {
    guard let table = source.transplants, let column = source.transplantDay else { return }
    var found: [PatientHistory.Transplant] = []
    for row in table.rows(of: patient) {
      let span = column[row]
      guard span.isKnown else { continue }
      if !span.isExact { history.hasPartial = true }
      let kind = source.kind?[row] ?? -1
      let tandem = source.tandem?[row] ?? -1
      found.append(
        PatientHistory.Transplant(
          day: span.day(choice), span: span,
          isAllogeneic: kind >= 0 && meaning.isAllogeneic[Int(kind)],
          tandem: tandem < 0 ? nil : meaning.isTandem[Int(tandem)], row: Int32(row)))
    }
    found.sort { ($0.day, $0.row) < ($1.day, $1.row) }
    for transplant in found {
      guard let last = history.transplants.last, last.day == transplant.day else {
        history.transplants.append(transplant)
        continue
      }
      // Two records of one transplant: what either says holds.
      let index = history.transplants.count - 1
      if transplant.isAllogeneic { history.transplants[index].isAllogeneic = true }
      if let tandem = transplant.tandem {
        history.transplants[index].tandem = tandem || (last.tandem ?? false)
      }
      history.repeatedTransplants.append(
        PatientHistory.Aside(
          row: transplant.row, rule: .repeatedTransplant, span: transplant.span))
    }
  }

  private func readProgressions(
    _ patient: Int, _ choice: PartialDay, _ history: inout PatientHistory
  ) {
    if let table = source.progressions, let column = source.progressionDay {
      for row in table.rows(of: patient) {
        let span = column[row]
        guard span.isKnown else { continue }
        if !span.isExact { history.hasPartial = true }
        let day = span.day(choice)
        history.progressionRows.append((day, span, Int32(row)))
        history.progressions.append(day)
      }
    }
    for exposure in history.exposures where exposure.stopSpan.isKnown {
      if exposure.reason >= 0, meaning.isProgression[Int(exposure.reason)] {
        history.progressions.append(exposure.stop)
      }
    }
    history.progressions.sort()
  }

  private mutating func readTreatments(
    _ patient: Int, _ choice: PartialDay, _ history: inout PatientHistory
  ) {
    let rows = source.treatments.rows(of: patient)
    for row in rows where source.drug[row] >= 0 && source.start[row].isKnown {
      history.drugs.append(source.drug[row])
    }
    history.drugs.sort()
    var kept = 0
    for index in history.drugs.indices
    where index == 0 || history.drugs[index] != history.drugs[kept - 1] {
      history.drugs[kept] = history.drugs[index]
      kept += 1
    }
    history.drugs.removeLast(history.drugs.count - min(kept, DrugSet.capacity))
    for row in rows { read(row, choice, &history) }
  }

  private func read(_ row: Int, _ choice: PartialDay, _ history: inout PatientHistory) {
    let drug = source.drug[row]
    var start = source.start[row]
    func setAside(_ rule: LineRule) {
      history.asides.append(PatientHistory.Aside(row: Int32(row), rule: rule, span: start))
    }
    guard start.isKnown else { return setAside(.undated) }
    guard drug >= 0 else { return setAside(.unnamedDrug) }
    guard history.drugs.contains(drug) else { return setAside(.tooManyDrugs) }
    var stop = source.stop?[row] ?? .none
    let reason = source.stopReason?[row] ?? -1
    if stop.isKnown {
      if stop.last < start.first { stop = start }
      start.last = max(start.first, min(start.last, stop.last))
      stop.first = min(stop.last, max(stop.first, start.first))
    }
    if !start.isExact || (stop.isKnown && !stop.isExact) { history.hasPartial = true }
    let day = start.day(choice)
    let isOpen = !stop.isKnown
    let exposure = PatientHistory.Exposure(
      row: Int32(row), drug: drug,
      intent: numbers.usesIntents ? source.intent?[row] ?? -1 : -1, reason: reason, start: day,
      stop: isOpen ? day : max(day, stop.day(choice)), startSpan: start, stopSpan: stop,
      isOngoing: isOpen && source.stop != nil && source.stopReason != nil && reason < 0,
      isUnknown: isOpen)
    if meaning.isSupportive[Int(drug)] {
      history.supportive.append(exposure)
    } else if isPartOfTransplant(exposure, history) {
      history.asides.append(
        PatientHistory.Aside(row: Int32(row), rule: .transplantTherapy, span: start))
    } else {
      history.exposures.append(exposure)
    }
  }

  private func isPartOfTransplant(
    _ exposure: PatientHistory.Exposure, _ history: PatientHistory
  ) -> Bool {
    if exposure.intent >= 0 { return meaning.isTransplantIntent[Int(exposure.intent)] }
    guard meaning.isConditioning[Int(exposure.drug)],
      days(from: exposure.start, to: exposure.stop) <= Int(numbers.conditioningWithin)
    else { return false }
    return history.transplants.contains {
      0...Int(numbers.conditioningWithin) ~= days(from: exposure.start, to: $0.day)
    }
  }

  /// Gives a last day to compute with to what has none.
  private mutating func findStops(
    _ patient: Int, _ choice: PartialDay, _ history: inout PatientHistory
  ) {
    guard
      history.exposures.contains(where: \.isUnknown)
        || history.supportive.contains(where: \.isUnknown)
    else { return }
    let span = source.end(of: patient)
    let end = span.isKnown ? span.day(choice) : nil
    marks = history.exposures.map(\.start) + history.transplants.map(\.day)
    marks.sort()
    var next: [Int32: Int32] = [:]
    for index in history.exposures.indices.sorted(by: {
      history.exposures[$0].start > history.exposures[$1].start
    }) {
      finish(&history.exposures[index], end, &next)
    }
    next.removeAll(keepingCapacity: true)
    for index in history.supportive.indices.sorted(by: {
      history.supportive[$0].start > history.supportive[$1].start
    }) {
      finish(&history.supportive[index], end, &next)
    }
  }

  /// Rows come in descending order of their first day; `next` has the next start of each drug.
  private func finish(
    _ exposure: inout PatientHistory.Exposure, _ end: Int32?, _ next: inout [Int32: Int32]
  ) {
    defer { next[exposure.drug] = exposure.start }
    guard exposure.isUnknown else { return }
    if exposure.isOngoing, let end {
      exposure.stop = max(exposure.start, end)
      exposure.stopSpan = DaySpan(exposure.stop)
      exposure.isUnknown = false
      return
    }
    exposure.isOngoing = false
    var bound = end ?? Int32.max
    if let again = next[exposure.drug], again > exposure.start { bound = min(bound, again - 1) }
    let join = Int(exposure.start) + Int(numbers.joinWithin)
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(marks[middle]) > join { high = middle } else { low = middle + 1 }
    }
    if low < marks.count { bound = min(bound, marks[low] - 1) }
    let isBounded = bound < Int32.max
    exposure.stop = isBounded ? max(exposure.start, bound) : exposure.start
    exposure.stopSpan =
      isBounded ? DaySpan(first: exposure.start, last: exposure.stop) : .none
  }

  /// Joins rows of one drug between which it was not stopped.
  private func makeEras(_ history: inout PatientHistory) {
    history.exposures.sort { $0.precedes($1) }
    var previous: PatientHistory.Exposure?
    for exposure in history.exposures {
      if let previous, previous.drug == exposure.drug, previous.intent == exposure.intent,
        let last = history.eras.last,
        days(from: last.stop, to: exposure.start) <= Int(numbers.interruption),
        history.transplant(after: last.stop, before: exposure.start) == nil
      {
        extend(&history.eras[history.eras.count - 1], exposure)
      } else {
        history.eras.append(
          PatientHistory.Era(
            drug: history.number(exposure.drug), intent: exposure.intent, reason: exposure.reason,
            start: exposure.start, stop: exposure.stop, startSpan: exposure.startSpan,
            stopSpan: exposure.stopSpan, isOngoing: exposure.isOngoing, row: exposure.row))
      }
      previous = exposure
    }
    history.eras.sort {
      ($0.start, $0.drug, $0.intent, $0.stop) < ($1.start, $1.drug, $1.intent, $1.stop)
    }
    history.exposures.sort { ($0.start, $0.row) < ($1.start, $1.row) }
    history.supportive.sort { ($0.start, $0.row) < ($1.start, $1.row) }
  }

  /// What ends last says how an era ends; of what ends on one day, all that is known.
  private func extend(_ era: inout PatientHistory.Era, _ exposure: PatientHistory.Exposure) {
    guard exposure.stop >= era.stop else { return }
    if exposure.stop > era.stop {
      era.stop = exposure.stop
      era.stopSpan = exposure.stopSpan
      era.reason = exposure.reason
      era.isOngoing = exposure.isOngoing
      return
    }
    if exposure.isOngoing { era.isOngoing = true }
    if exposure.stopSpan.isExact { era.stopSpan = exposure.stopSpan }
    if meaning.weight(exposure.reason) > meaning.weight(era.reason) { era.reason = exposure.reason }
  }
}

extension PatientHistory.Exposure {
  /// The order of drugs, then of intents, then of days; only rows that say the same go by the file.
  fileprivate func precedes(_ other: Self) -> Bool {
    if drug != other.drug { return drug < other.drug }
    if intent != other.intent { return intent < other.intent }
    if start != other.start { return start < other.start }
    if stop != other.stop { return stop < other.stop }
    return (startSpan.first, startSpan.last, row) < (
      other.startSpan.first, other.startSpan.last, other.row
    )
  }
}
