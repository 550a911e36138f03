internal import Tables

/// Reads the histories of patients, one at a time.
///
/// What it works on is kept from one patient to the next, so that nothing is allocated for a patient.
struct HistoryReader: Sendable {
  private let source: LineSource
  private let meaning: LineMeaning
  private let numbers: RegimenNumbers
  private var numbering: DrugNumbering
  private var stops: StopFinder
  private var eras: EraMaker
  /// The transplants of a patient before those of one day are joined.
  private var found: [PatientHistory.Transplant] = []

  init(_ source: LineSource, _ meaning: LineMeaning, _ numbers: RegimenNumbers) {
    self.source = source
    self.meaning = meaning
    self.numbers = numbers
    numbering = DrugNumbering(drugs: source.drug.words.count)
    stops = StopFinder(joinWithin: Int(numbers.joinWithin))
    eras = EraMaker(interruption: Int(numbers.interruption), meaning: meaning)
  }

  /// Reads a patient.
  /// - Complexity: O(n log n) for n rows of the patient.
  mutating func read(_ patient: Int, taking choice: PartialDay, into history: inout PatientHistory)
  {
    history.clear()
    readTransplants(patient, choice, &history)
    readTreatments(patient, choice, &history)
    readProgressions(patient, choice, &history)
    if history.hasUnknownStop {
      let end = source.end(of: patient)
      stops.find(in: &history, end: end.isKnown ? end.day(choice) : nil)
    }
    eras.make(&history)
  }

  private mutating func readTransplants(
    _ patient: Int, _ choice: PartialDay, _ history: inout PatientHistory
  ) {
    guard let table = source.transplants, let column = source.transplantDay else { return }
    found.removeAll(keepingCapacity: true)
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
    if found.count > 1 { found.sort { ($0.day, $0.row) < ($1.day, $1.row) } }
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
    if history.progressions.count > 1 { history.progressions.sort() }
  }

  private mutating func readTreatments(
    _ patient: Int, _ choice: PartialDay, _ history: inout PatientHistory
  ) {
    let rows = source.treatments.rows(of: patient)
    for row in rows where source.drug[row] >= 0 && source.start[row].isKnown {
      numbering.add(source.drug[row])
    }
    numbering.number(into: &history.drugs)
    for row in rows { read(row, choice, &history) }
    numbering.clear()
  }

  private func read(_ row: Int, _ choice: PartialDay, _ history: inout PatientHistory) {
    let drug = source.drug[row]
    var start = source.start[row]
    guard start.isKnown, drug >= 0 else {
      history.setAside(row, start.isKnown ? .unnamedDrug : .undated, start)
      return
    }
    let number = numbering[drug]
    guard number >= 0 else { return history.setAside(row, .tooManyDrugs, start) }
    var stop = source.stop?[row] ?? .none
    if stop.isKnown {
      if stop.last < start.first { stop = start }
      start.last = max(start.first, min(start.last, stop.last))
      stop.first = min(stop.last, max(stop.first, start.first))
    }
    if !start.isExact || (stop.isKnown && !stop.isExact) { history.hasPartial = true }
    let day = start.day(choice)
    let isOpen = !stop.isKnown
    let reason = source.stopReason?[row] ?? -1
    let exposure = PatientHistory.Exposure(
      row: Int32(row), drug: number,
      intent: numbers.usesIntents ? source.intent?[row] ?? -1 : -1, reason: reason, start: day,
      stop: isOpen ? day : max(day, stop.day(choice)), startSpan: start, stopSpan: stop,
      isOngoing: isOpen && source.stop != nil && source.stopReason != nil && reason < 0,
      isUnknown: isOpen)
    if meaning.isSupportive[Int(drug)] {
      history.supportive.append(exposure)
    } else if isPartOfTransplant(exposure, drug, history) {
      return history.setAside(row, .transplantTherapy, start)
    } else {
      history.exposures.append(exposure)
    }
    if isOpen { history.hasUnknownStop = true }
  }

  private func isPartOfTransplant(
    _ exposure: PatientHistory.Exposure, _ drug: Int32, _ history: PatientHistory
  ) -> Bool {
    if exposure.intent >= 0 { return meaning.isTransplantIntent[Int(exposure.intent)] }
    guard meaning.isConditioning[Int(drug)],
      days(from: exposure.start, to: exposure.stop) <= Int(numbers.conditioningWithin)
    else { return false }
    return history.transplants.contains {
      0...Int(numbers.conditioningWithin) ~= days(from: exposure.start, to: $0.day)
    }
  }
}

extension PatientHistory {
  fileprivate mutating func setAside(_ row: Int, _ rule: LineRule, _ span: DaySpan) {
    asides.append(Aside(row: Int32(row), rule: rule, span: span))
  }
}
