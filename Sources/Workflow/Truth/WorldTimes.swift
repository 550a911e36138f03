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

  /// Begins the world of the next group.
  mutating func begin() {
    time.append([])
    event.append([])
    followed = nil
  }

  /// Evaluates an outcome for the next patients in the world of the group that was begun.
  ///
  /// Who has the event in one of them before time is counted, as may be where worlds part earlier, is left
  /// out of all.
  ///
  /// - Parameters:
  ///   - world: the events of these patients.
  ///   - measure: the days that the outcome is made of.
  ///   - outcome: the outcome.
  ///   - table: the rows of these patients.
  ///   - lastDay: the day on which the registry was closed.
  ///   - threads: the most threads to use.
  /// - Throws: `Faults` where the outcome cannot be evaluated.
  /// - Complexity: O(events).
  mutating func add(
    _ world: WorldEvents, _ measure: CheckedStudy.Outcome.Dates, _ outcome: CheckedStudy.Outcome,
    _ table: Table, lastDay: Int32?, threads: Int
  ) throws(Faults) {
    func dates(_ expression: TypedExpression) throws(Faults) -> Column {
      try expression.evaluate(
        on: table, events: world.events, patients: world.patients, name: outcome.name,
        threads: threads
      ).column
    }
    let happened = try dates(measure.event)
    var competing: [Column] = []
    for expression in measure.competing { competing.append(try dates(expression)) }
    let from = try measure.from.map { (from) throws(Faults) in try dates(from) }
    let origin = from ?? table[Timeline.timeZeroColumn] ?? happened
    let times = EventTimes(
      from: origin, event: happened,
      competing: competing, censor: try dates(measure.censor),
      undated: [Int32?](repeating: nil, count: world.patients.count))
    append(times, unit: outcome.section.unit.days)
    if let lastDay, case .date(let days) = origin.values {
      followed = (followed ?? []) + days.map { Double(lastDay - $0) / outcome.section.unit.days }
    }
  }

  private mutating func append(_ times: EventTimes, unit: Double) {
    let group = time.count - 1
    let start = time[group].count
    for row in times.days.indices where times.causes[row] < 0 || times.days[row] < 0 {
      isComparable[start + row] = false
    }
    time[group] += times.days.map { $0 / unit }
    event[group] += times.causes.map { $0 == 1 }
  }
}
