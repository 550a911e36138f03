internal import Tables

extension LineRecords {
  /// Adds the records of a patient.
  mutating func add(
    _ patient: Int, _ lines: PatientLines, _ history: PatientHistory, isOpen: Bool,
    _ maker: LineMaker
  ) {
    let names = RegimenNames(history, maker)
    add(regimens: lines, patient, names, history)
    add(lines: lines, patient, names, history, maker)
    let start = trace.count
    addTrace(lines, patient, names, history, joinWithin: maker.numbers.joinWithin)
    if isOpen {
      open.append(Int32(patient))
      let first = history.eras.first
      trace.append(
        RuleRecord(
          patient: Int32(patient), span: first?.startSpan ?? .none, line: 0, regimen: 0,
          rule: .openDate, detail: -1, source: .treatment, row: first?.row ?? -1))
    }
    trace[start...].sort { $0.precedes($1) }
  }

  private mutating func add(
    regimens lines: PatientLines, _ patient: Int, _ names: RegimenNames, _ history: PatientHistory
  ) {
    for placement in lines.placements {
      guard case .regimen(let index) = placement.step else { continue }
      let regimen = lines.regimens[index]
      let all = regimen.drugs.union(regimen.supportive)
      regimens.append(
        RegimenRecord(
          patient: Int32(patient), number: Int32(index + 1), line: Int32(placement.line),
          start: regimen.startSpan, stop: regimen.stopSpan, drugs: pool.number(names.list(all)),
          name: pool.number(names.name(all)), intent: regimen.intent, reason: regimen.reason,
          isOngoing: regimen.isOngoing))
    }
  }

  private mutating func add(
    lines: PatientLines, _ patient: Int, _ names: RegimenNames, _ history: PatientHistory,
    _ maker: LineMaker
  ) {
    var first = 0
    while first < lines.placements.count {
      let number = lines.placements[first].line
      var end = first
      while end < lines.placements.count, lines.placements[end].line == number { end += 1 }
      let next = end < lines.placements.count ? lines.placements[end] : nil
      add(
        line: lines.placements[first..<end], before: next, lines, patient, names, history, maker)
      first = end
    }
  }

  private mutating func add(
    line steps: ArraySlice<LinePlacement>, before next: LinePlacement?, _ lines: PatientLines,
    _ patient: Int, _ names: RegimenNames, _ history: PatientHistory, _ maker: LineMaker
  ) {
    guard let opening = steps.first else { return }
    var summary = LineSummary()
    for step in steps { summary.add(step.step, lines, names, history) }
    let start = span(of: opening.step, lines, history)
    let end = next.map { day(of: $0.step, lines, history) }
    let ending = summary.ending(
      reasons: maker.source.stopReason?.words ?? [],
      progression: history.progression(after: start.first, upTo: end ?? .max))
    self.lines.append(
      LineRecord(
        patient: Int32(patient), number: Int32(opening.line), start: start, stop: summary.stop,
        drugs: summary.drugs.isEmpty ? -1 : pool.number(names.list(summary.drugs)),
        name: pool.number(summary.sequence.first ?? ""),
        sequence: pool.number(summary.sequence.joined(separator: " > ")), reason: opening.rule,
        endReason: pool.number(ending), transplants: Int32(summary.transplants)))
  }

  private func span(
    of step: LinePlacement.Step, _ lines: PatientLines, _ history: PatientHistory
  ) -> DaySpan {
    switch step {
    case .regimen(let index): lines.regimens[index].startSpan
    case .transplant(let index): history.transplants[index].span
    }
  }

  private func day(
    of step: LinePlacement.Step, _ lines: PatientLines, _ history: PatientHistory
  ) -> Int32 {
    switch step {
    case .regimen(let index): lines.regimens[index].start
    case .transplant(let index): history.transplants[index].day
    }
  }
}

/// What the steps of a line make together.
private struct LineSummary {
  var stop = DaySpan.none
  var drugs = DrugSet.empty
  var sequence: [String] = []
  var transplants = 0
  private var last: Int32 = .min
  private var isOngoing = false
  private var reason: Int32 = -1

  mutating func add(
    _ step: LinePlacement.Step, _ lines: PatientLines, _ names: RegimenNames,
    _ history: PatientHistory
  ) {
    switch step {
    case .regimen(let index):
      let regimen = lines.regimens[index]
      let all = regimen.drugs.union(regimen.supportive)
      drugs = drugs.union(all)
      let name = names.name(all)
      if sequence.last != name { sequence.append(name) }
      if regimen.stop >= last {
        last = regimen.stop
        stop = regimen.stopSpan
        isOngoing = regimen.isOngoing
        reason = regimen.reason
      }
    case .transplant(let index):
      let transplant = history.transplants[index]
      transplants += 1
      sequence.append(transplant.isAllogeneic ? "alloSCT" : "ASCT")
      if transplant.day > last {
        last = transplant.day
        stop = transplant.span
        isOngoing = false
        reason = -1
      }
    }
  }

  /// Why the line ended.
  func ending(reasons: [String], progression: Int32?) -> String {
    if isOngoing { return LineEnd.ongoing }
    if reason >= 0 { return reasons[Int(reason)] }
    return progression == nil ? LineEnd.unknown : LineEnd.progression
  }
}

/// What ended a line where no reason for stopping says it.
enum LineEnd {
  static let ongoing = "ongoing"
  static let unknown = "unknown"
  static let progression = "PD"
}

extension RuleRecord {
  /// The order of the trace: by day, then as steps were placed, rows before what they led to.
  fileprivate func precedes(_ other: RuleRecord) -> Bool {
    if span.first != other.span.first { return span.first < other.span.first }
    if line != other.line { return line < other.line }
    if step != other.step { return step < other.step }
    if rule.isDecision != other.rule.isDecision { return other.rule.isDecision }
    return (source.rawValue, row) < (other.source.rawValue, other.row)
  }
}
