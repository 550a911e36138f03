internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

/// Times to an outcome of every patient of a cohort, in the world of each arm.
struct WorldTimes: Sendable {
  /// Times in the outcome's unit, by group and patient.
  private(set) var time: [[Double]] = []
  /// Whether the event happened then, by group and patient.
  private(set) var event: [[Bool]] = []
  /// How long each patient could be followed, by the day on which the registry was closed; `nil` where
  /// that is not known.
  private(set) var followed: [Double]?
  /// Patients whose time counts from the same day and is at least zero in every world.
  private(set) var isComparable: [Bool]

  /// No world yet.
  init(_ cohort: AnalysisCohort) { isComparable = [Bool](repeating: true, count: cohort.count) }

  /// Evaluates an outcome in the world of the next group.
  ///
  /// Who has the event in one of them before time is counted, as may be where worlds part earlier, is left
  /// out of all.
  /// - Throws: `Faults` where the outcome cannot be evaluated.
  /// - Complexity: O(events).
  mutating func add(
    _ world: WorldEvents, _ measure: CheckedStudy.Outcome.Dates, _ outcome: CheckedStudy.Outcome,
    _ cohort: AnalysisCohort, lastDay: Int32?, threads: Int
  ) throws(Faults) {
    func dates(_ expression: TypedExpression) throws(Faults) -> Column {
      try expression.evaluate(
        on: cohort.table, events: world.events, patients: world.patients, name: outcome.name,
        threads: threads
      ).column
    }
    let happened = try dates(measure.event)
    var competing: [Column] = []
    for expression in measure.competing { competing.append(try dates(expression)) }
    let from = try measure.from.map { (from) throws(Faults) in try dates(from) }
    let origin = from ?? cohort.table[Timeline.timeZeroColumn] ?? happened
    let times = EventTimes(
      from: origin, event: happened,
      competing: competing, censor: try dates(measure.censor),
      undated: [Int32?](repeating: nil, count: cohort.count))
    for row in isComparable.indices where times.causes[row] < 0 || times.days[row] < 0 {
      isComparable[row] = false
    }
    if let lastDay, case .date(let days) = origin.values {
      followed = days.map { Double(lastDay - $0) / outcome.section.unit.days }
    }
    time.append(times.days.map { $0 / outcome.section.unit.days })
    event.append(times.causes.map { $0 == 1 })
  }
}
