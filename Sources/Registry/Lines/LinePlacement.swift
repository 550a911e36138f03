/// Where a regimen or a transplant stands among the lines of a patient, and why.
struct LinePlacement {
  /// What is placed.
  enum Step: Equatable {
    case regimen(Int)
    case transplant(Int)
  }

  /// What the rule went by.
  enum Detail: Equatable {
    case none
    /// So many days after what came before.
    case days(Int)
    /// Drugs that came.
    case drugs(DrugSet)
    /// The day of the progression.
    case progression(Int32)
  }

  var step: Step
  /// The line, from 1.
  var line: Int
  var rule: LineRule
  var detail = Detail.none
}

/// The line that is going on while steps are placed.
struct OpenLine {
  var number = 0
  var start: Int32 = 0
  /// The last regimen, and how many there were.
  var regimen: PatientRegimen?
  var regimens = 0
  /// The last transplant of the line, and how many there were.
  var transplant: PatientHistory.Transplant?
  var transplants = 0
  /// Whether a regimen has come since the last transplant.
  var isSurrounded = true
  /// All drugs of the line that are not supportive.
  var drugs = DrugSet.empty
  /// The last day of treatment, or of the transplant.
  var stop: Int32 = .min

  init() {}

  init(number: Int, start: Int32) {
    self.number = number
    self.start = start
  }

  mutating func add(_ regimen: PatientRegimen) {
    self.regimen = regimen
    regimens += 1
    drugs = drugs.union(regimen.drugs)
    isSurrounded = true
    stop = max(stop, regimen.stop)
  }

  mutating func add(_ transplant: PatientHistory.Transplant) {
    self.transplant = transplant
    transplants += 1
    isSurrounded = false
    stop = max(stop, transplant.day)
  }
}

/// A set of rules that says of each step whether it begins a line or stays in the one that is going on.
protocol LineRules: Sendable {
  /// Why a regimen begins a line or stays in one.
  func rule(
    for regimen: PatientRegimen, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail)

  /// Why a transplant begins a line or stays in one.
  func rule(
    for transplant: PatientHistory.Transplant, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail)
}

extension LineRules {
  /// Places regimens and transplants in the order of time, a regimen before a transplant of its day.
  ///
  /// - Complexity: O(k log n) for k steps.
  func place(
    _ regimens: [PatientRegimen], of history: PatientHistory,
    into placements: inout [LinePlacement]
  ) {
    placements.removeAll(keepingCapacity: true)
    var line = OpenLine()
    var (regimen, transplant) = (0, 0)
    while regimen < regimens.count || transplant < history.transplants.count {
      let isTransplant =
        transplant < history.transplants.count
        && (regimen == regimens.count
          || history.transplants[transplant].precedes(regimens[regimen]))
      if isTransplant {
        let step = history.transplants[transplant]
        let (rule, detail) =
          line.number == 0 ? (.first, .none) : rule(for: step, in: line, of: history)
        if rule.beginsLine { line = OpenLine(number: line.number + 1, start: step.day) }
        line.add(step)
        placements.append(
          LinePlacement(
            step: .transplant(transplant), line: line.number, rule: rule, detail: detail))
        transplant += 1
      } else {
        let step = regimens[regimen]
        let (rule, detail) =
          line.number == 0 ? (.first, .none) : rule(for: step, in: line, of: history)
        if rule.beginsLine { line = OpenLine(number: line.number + 1, start: step.start) }
        line.add(step)
        placements.append(
          LinePlacement(step: .regimen(regimen), line: line.number, rule: rule, detail: detail))
        regimen += 1
      }
    }
  }
}

extension PatientHistory.Transplant {
  /// Whether it comes before a regimen; what goes on after it comes after it.
  fileprivate func precedes(_ regimen: PatientRegimen) -> Bool {
    day < regimen.start || (day == regimen.start && regimen.isContinuation)
  }
}
