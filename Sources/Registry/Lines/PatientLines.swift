/// The regimens and lines of one patient.
struct PatientLines {
  var regimens: [PatientRegimen] = []
  var placements: [LinePlacement] = []

  /// The number of lines.
  var count: Int { placements.last?.line ?? 0 }
}

/// Turns histories into lines, one patient at a time.
struct LineMaker: Sendable {
  let source: LineSource
  let meaning: LineMeaning
  let rules: any LineRules
  let numbers: RegimenNumbers
  let partialDates: PartialDay
  private let builder: RegimenBuilder
  private var reader: HistoryReader

  init(_ rules: LineRuleSet, _ section: LinesSection, _ source: LineSource) {
    self.source = source
    let meaning = LineMeaning(section, source)
    self.meaning = meaning
    let numbers = RegimenNumbers(rules, section)
    self.numbers = numbers
    let reader = HistoryReader(source, meaning, numbers)
    self.reader = reader
    partialDates = section.partialDates
    builder = RegimenBuilder(numbers: numbers, meaning: meaning)
    self.rules =
      switch rules {
      case .imwg2015: IMWG2015Rules(numbers: section.imwg2015, stage: meaning.stage)
      case .ohdsiMM2025:
        OhdsiMM2025Rules(
          numbers: section.ohdsiMM2025, names: source.drug.words, classes: meaning.classes)
      }
  }

  /// The lines of a patient, and whether other lines are possible within what is known of the dates.
  ///
  /// - Complexity: O(n log n) for n rows of the patient.
  mutating func lines(
    of patient: Int, _ history: inout PatientHistory
  ) -> (lines: PatientLines, isOpen: Bool) {
    reader.read(patient, taking: partialDates, into: &history)
    guard history.hasPartial else { return (lines(history), false) }
    return linesOfPartialDates(patient, &history)
  }

  private mutating func linesOfPartialDates(
    _ patient: Int, _ history: inout PatientHistory
  ) -> (lines: PatientLines, isOpen: Bool) {
    var outlines: [[Outline]] = []
    for choice in PartialDay.allCases where choice != partialDates {
      reader.read(patient, taking: choice, into: &history)
      outlines.append(outline(lines(history), history))
    }
    reader.read(patient, taking: partialDates, into: &history)
    var lines = lines(history)
    let chosen = outline(lines, history)
    narrow(&lines, &history)
    return (lines, outlines.contains { $0 != chosen })
  }

  /// Takes from unknown days what would put a step before the step before it.
  private func narrow(_ lines: inout PatientLines, _ history: inout PatientHistory) {
    var floor = Int32.min
    for placement in lines.placements {
      switch placement.step {
      case .regimen(let index):
        lines.regimens[index].startSpan = lines.regimens[index].startSpan.from(floor)
        floor = lines.regimens[index].start
      case .transplant(let index):
        history.transplants[index].span = history.transplants[index].span.from(floor)
        floor = history.transplants[index].day
      }
    }
  }

  /// What two readings of a history have in common where they make the same lines.
  private struct Outline: Equatable {
    let line: Int
    let rule: LineRule
    let drugs: DrugSet
  }

  private func outline(_ lines: PatientLines, _ history: PatientHistory) -> [Outline] {
    lines.placements.map { placement in
      var drugs = DrugSet.empty
      if case .regimen(let index) = placement.step { drugs = lines.regimens[index].drugs }
      return Outline(line: placement.line, rule: placement.rule, drugs: drugs)
    }
  }

  private func lines(_ history: PatientHistory) -> PatientLines {
    var lines = PatientLines()
    var cuts: [Int32] = []
    while true {
      lines.regimens = builder.regimens(of: history, cutting: cuts)
      lines.placements = rules.place(lines.regimens, of: history)
      guard let cut = cut(in: lines, history, besides: cuts) else { return lines }
      cuts.append(cut)
      cuts.sort()
    }
  }

  /// A transplant that begins a line while a regimen of the line before is going on.
  private func cut(
    in lines: PatientLines, _ history: PatientHistory, besides cuts: [Int32]
  ) -> Int32? {
    for placement in lines.placements where placement.rule.beginsLine {
      guard case .transplant(let index) = placement.step else { continue }
      let day = history.transplants[index].day
      let isDuring = lines.regimens.contains { regimen in
        regimen.stop >= day
          && (regimen.start < day || regimen.start == day && !regimen.isContinuation)
      }
      if isDuring, !cuts.contains(day) { return day }
    }
    return nil
  }
}
