/// Writes down what was made of patients, one at a time.
struct LineRecorder: Sendable {
  private(set) var records = LineRecords()
  var texts: LineTexts
  /// The trace of the patient, before it is sorted.
  var trace: [RuleRecord] = []
  /// By regimen of the patient, its place among the steps.
  var stepOfRegimen: [Int32] = []
  /// The names of the steps of a line.
  private var sequence: [Int32] = []
  private let autologous: Int32
  private let allogeneic: Int32

  /// A recorder of so many rows, or about as many.
  init(_ names: RegimenNames, rows: Int) {
    texts = LineTexts(names)
    autologous = texts.text("ASCT")
    allogeneic = texts.text("alloSCT")
    records.trace.reserveCapacity(rows + rows / 8)
  }

  /// Adds the patient that a maker has read.
  mutating func add<Rules>(_ patient: Int, _ maker: LineMaker<Rules>) {
    let (regimens, lines) = (records.regimens.number.count, records.lines.number.count)
    addRegimens(maker)
    addLines(maker)
    records.regimens.counts.append(Int32(records.regimens.number.count - regimens))
    records.lines.counts.append(Int32(records.lines.number.count - lines))
    trace.removeAll(keepingCapacity: true)
    addTrace(maker)
    if maker.isOpen {
      records.open.append(Int32(patient))
      let first = maker.history.eras.first
      trace.append(
        RuleRecord(
          span: first?.startSpan ?? .none, line: 0, regimen: 0, rule: .openDate, detail: -1,
          source: .treatment, row: first?.row ?? -1))
    }
    trace.sort { $0.precedes($1) }
    records.trace.append(trace)
    for aside in maker.history.asides {
      switch aside.rule {
      case .undated, .unnamedDrug, .tooManyDrugs:
        records.leftOut.append((aside.rule, aside.row))
      default: break
      }
    }
  }

  /// All that was written down.
  consuming func finish() -> LineRecords {
    records.texts = texts.texts
    return records
  }

  private mutating func addRegimens<Rules>(_ maker: LineMaker<Rules>) {
    for placement in maker.placements {
      guard case .regimen(let index) = placement.step else { continue }
      let regimen = maker.regimens[index]
      let (drugs, name) = texts.regimen(regimen.allDrugs, of: maker.history.drugs)
      records.regimens.number.append(Int32(index + 1))
      records.regimens.line.append(Int32(placement.line))
      records.regimens.start.append(regimen.startSpan)
      records.regimens.stop.append(regimen.stopSpan)
      records.regimens.drugs.append(drugs)
      records.regimens.name.append(name)
      records.regimens.intent.append(regimen.intent)
      records.regimens.reason.append(regimen.reason)
      records.regimens.isOngoing.append(regimen.isOngoing)
    }
  }

  private mutating func addLines<Rules>(_ maker: LineMaker<Rules>) {
    var first = 0
    while first < maker.placements.count {
      let number = maker.placements[first].line
      var end = first
      while end < maker.placements.count, maker.placements[end].line == number { end += 1 }
      addLine(first..<end, maker)
      first = end
    }
  }

  private mutating func addLine<Rules>(_ steps: Range<Int>, _ maker: LineMaker<Rules>) {
    let opening = maker.placements[steps.lowerBound]
    var summary = LineSummary()
    sequence.removeAll(keepingCapacity: true)
    for step in steps {
      switch maker.placements[step].step {
      case .regimen(let index):
        let regimen = maker.regimens[index]
        summary.add(regimen)
        let name = texts.regimen(regimen.allDrugs, of: maker.history.drugs).name
        if sequence.last != name { sequence.append(name) }
      case .transplant(let index):
        let transplant = maker.history.transplants[index]
        summary.add(transplant)
        sequence.append(transplant.isAllogeneic ? allogeneic : autologous)
      }
    }
    let start = maker.span(of: opening.step)
    let next =
      steps.upperBound < maker.placements.count
      ? maker.day(of: maker.placements[steps.upperBound].step) : .max
    let isProgressed = maker.history.progression(after: start.first, upTo: next) != nil
    let drugs =
      summary.drugs.isEmpty ? -1 : texts.regimen(summary.drugs, of: maker.history.drugs).drugs
    records.lines.number.append(Int32(opening.line))
    records.lines.start.append(start)
    records.lines.stop.append(summary.stop)
    records.lines.drugs.append(drugs)
    records.lines.name.append(sequence[0])
    records.lines.sequence.append(texts.sequence(sequence))
    records.lines.rule.append(opening.rule.code)
    records.lines.end.append(summary.end(isProgressed: isProgressed))
    records.lines.transplants.append(Int32(summary.transplants))
  }
}

extension LineMaker {
  /// What is known of the day of a step.
  func span(of step: LinePlacement.Step) -> DaySpan {
    switch step {
    case .regimen(let index): regimens[index].startSpan
    case .transplant(let index): history.transplants[index].span
    }
  }

  /// The day of a step to compute with.
  func day(of step: LinePlacement.Step) -> Int32 {
    switch step {
    case .regimen(let index): regimens[index].start
    case .transplant(let index): history.transplants[index].day
    }
  }
}

/// What the steps of a line make together.
private struct LineSummary {
  var stop = DaySpan.none
  var drugs = DrugSet.empty
  var transplants = 0
  private var last: Int32 = .min
  private var isOngoing = false
  private var reason: Int32 = -1

  mutating func add(_ regimen: PatientRegimen) {
    drugs = drugs.union(regimen.allDrugs)
    guard regimen.stop >= last else { return }
    last = regimen.stop
    stop = regimen.stopSpan
    isOngoing = regimen.isOngoing
    reason = regimen.reason
  }

  mutating func add(_ transplant: PatientHistory.Transplant) {
    transplants += 1
    guard transplant.day > last else { return }
    last = transplant.day
    stop = transplant.span
    isOngoing = false
    reason = -1
  }

  /// Why the line ended.
  func end(isProgressed: Bool) -> Int32 {
    if isOngoing { return LineEnd.ongoing }
    if reason >= 0 { return reason }
    return isProgressed ? LineEnd.progression : LineEnd.unknown
  }
}

extension RuleRecord {
  /// The order of the trace: by day, then as steps were placed, rows before what they led to.
  fileprivate func precedes(_ other: RuleRecord) -> Bool {
    if span.first != other.span.first { return span.first < other.span.first }
    if line != other.line { return line < other.line }
    if step != other.step { return step < other.step }
    if rule.isDecision != other.rule.isDecision { return other.rule.isDecision }
    if source.rawValue != other.source.rawValue { return source.rawValue < other.source.rawValue }
    return row < other.row
  }
}
