/// Turns histories into lines, one patient at a time.
///
/// It holds the patient that it read last, in memory that it uses again for the next.
struct LineMaker<Rules: LineRules>: Sendable {
  let numbers: RegimenNumbers
  /// The patient.
  private(set) var history = PatientHistory()
  /// Where the patient's regimens and transplants stand, in the order of time.
  private(set) var placements: [LinePlacement] = []
  /// Whether other lines are possible within what is known of the patient's dates.
  private(set) var isOpen = false
  private let rules: Rules
  private let partialDates: PartialDay
  private var builder: RegimenBuilder
  private var reader: HistoryReader
  private var cuts: [Int32] = []

  init(_ rules: Rules, _ numbers: RegimenNumbers, _ meaning: LineMeaning, _ source: LineSource) {
    self.rules = rules
    self.numbers = numbers
    partialDates = numbers.partialDates
    builder = RegimenBuilder(numbers: numbers, meaning: meaning)
    reader = HistoryReader(source, meaning, numbers)
  }

  /// The patient's regimens, in order.
  var regimens: [PatientRegimen] { builder.regimens }

  /// The first regimen that ends on a day or later; the number of regimens where there is none.
  func firstRegimen(endingFrom day: Int32) -> Int { builder.firstRegimen(endingFrom: day) }

  /// Makes the lines of a patient.
  ///
  /// - Complexity: O(n log n) for n rows of the patient.
  mutating func make(_ patient: Int) {
    reader.read(patient, taking: partialDates, into: &history)
    isOpen = false
    guard history.hasPartial else { return place() }
    var outlines: [[Outline]] = []
    for choice in PartialDay.allCases where choice != partialDates {
      reader.read(patient, taking: choice, into: &history)
      place()
      outlines.append(outline)
    }
    reader.read(patient, taking: partialDates, into: &history)
    place()
    let chosen = outline
    narrow()
    isOpen = outlines.contains { $0 != chosen }
  }

  /// Takes from unknown days what would put a step before the step before it.
  private mutating func narrow() {
    var floor = Int32.min
    for placement in placements {
      switch placement.step {
      case .regimen(let index):
        builder.setStartSpan(regimens[index].startSpan.from(floor), of: index)
        floor = regimens[index].start
      case .transplant(let index):
        history.transplants[index].span = history.transplants[index].span.from(floor)
        floor = history.transplants[index].day
      }
    }
  }

  /// What two readings of a history have in common where they make the same lines.
  private struct Outline: Equatable {
    let line: Int
    let rule: UInt8
    let drugs: DrugSet
  }

  private var outline: [Outline] {
    placements.map { placement in
      var drugs = DrugSet.empty
      if case .regimen(let index) = placement.step { drugs = regimens[index].drugs }
      return Outline(line: placement.line, rule: placement.rule.code, drugs: drugs)
    }
  }

  private mutating func place() {
    cuts.removeAll(keepingCapacity: true)
    while true {
      builder.build(history, cutting: cuts)
      rules.place(builder.regimens, of: history, into: &placements)
      guard let cut = nextCut else { return }
      cuts.append(cut)
      cuts.sort()
    }
  }

  /// A transplant that begins a line while a regimen of the line before is going on.
  private var nextCut: Int32? {
    guard !history.transplants.isEmpty else { return nil }
    for placement in placements where placement.rule.beginsLine {
      guard case .transplant(let index) = placement.step else { continue }
      let day = history.transplants[index].day
      if isDuringRegimen(day), !cuts.contains(day) { return day }
    }
    return nil
  }

  private func isDuringRegimen(_ day: Int32) -> Bool {
    for regimen in builder.regimens where regimen.stop >= day {
      if regimen.start < day || regimen.start == day && !regimen.isContinuation { return true }
    }
    return false
  }
}
