internal import Balancing
internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Expressions
internal import Regression
internal import Studies
internal import Vocabulary

/// A study as far as time is concerned: when each part of it is known, in days from time zero.
struct TimedDesign {
  /// A rule, an arm, a covariate or a day, with when it is known.
  struct Part {
    let name: String
    /// As a message names it.
    let words: String
    /// Where it is written.
    let place: Place?
    let expression: TypedExpression
    let value: TimedValue
    /// Whether patients are made comparable or told apart by it.
    var isUsed = true
  }

  /// An outcome with when its follow-up starts.
  struct FollowUp {
    let name: String
    let label: String
    /// Where its start is written; where time zero is, where nothing is said.
    let place: Place?
    let start: TimedValue
    /// What is said of it; `nil` where nothing is.
    let part: Part?
    /// The day of the event and those of competing events; none on tables.
    var events: [Part] = []
    /// The day on which follow-up ends; `nil` on tables.
    var censor: Part?
  }

  /// Whether patients are rows of a table, and days are on the time scale of the outcomes.
  let isTable: Bool
  private(set) var entry: Part?
  private(set) var timeZero: Part?
  private(set) var eligible: [Part] = []
  private(set) var arms: [Part] = []
  private(set) var covariates: [Part] = []
  private(set) var followUps: [FollowUp] = []
  /// Outcomes that are no time to an event.
  private(set) var values: [Part] = []
  private(set) var context: KnowledgeContext
  /// Columns of a table whose presence decides an arm, and of which nothing is said.
  private(set) var unsaidTimes: [(arm: Part, column: String, place: Place?)] = []
  private var derived: [String: TypedExpression] = [:]

  /// Follows every expression of a study through time.
  init(_ study: Study, _ typed: TypedStudy) {
    isTable = !study.data.hasEvents
    context = KnowledgeContext(schema: typed.schema)
    context.knownAt = typed.knownAt
    followUpTable = typed.followUpTable
    if !isTable { readDays(typed) }
    for derived in typed.covariates + typed.variables {
      context.columns[derived.name] = derived.expression.timed(context)
      self.derived[derived.name] = derived.expression
    }
    for rule in typed.rules?.eligible ?? [] {
      eligible.append(part(rule.name, "the rule '\(rule.name)'", rule.place, rule.condition))
    }
    for arm in typed.rules?.arms ?? [] {
      arms.append(part(arm.name, "the arm '\(arm.name)'", arm.place, arm.condition))
    }
    let used = Self.columnsOfDesign(study)
    for derived in typed.covariates + typed.variables
    where study.covariates.names.contains(derived.name)
      || used.contains(where: { $0.value == derived.name })
    {
      let place =
        study.covariates.place(of: derived.name) ?? study.variables.place(of: derived.name)
      var covariate = part(
        derived.name, "the covariate '\(derived.name)'", place, derived.expression)
      covariate.isUsed = used.contains { $0.value == derived.name }
      covariates.append(covariate)
    }
    for column in used
    where context.knownAt[column.value] != nil
      && !covariates.contains(where: { $0.name == column.value })
    {
      guard let expression = Self.typed(column, typed.schema) else { continue }
      covariates.append(
        part(column.value, "the covariate '\(column.value)'", column.place, expression))
    }
    for outcome in typed.outcomes { read(outcome, study) }
    if isTable { findUnsaidTimes(typed) }
  }

  /// The table that says until when patients were seen; `nil` where the data are no registry.
  let followUpTable: String?

  /// The last day on which an arm may be decided.
  var exposureKnown: Double { arms.map(\.value.known).max() ?? -.infinity }

  /// The first day on which patients are followed.
  var start: Double {
    let starts = followUps.map(\.start.window.low)
    return isTable ? starts.min() ?? 0 : 0
  }

  private func part(
    _ name: String, _ words: String, _ place: Place?, _ expression: TypedExpression
  ) -> Part {
    Part(
      name: name, words: words, place: place, expression: expression,
      value: expression.timed(context))
  }

  /// Columns of a table that an arm asks for, and that may be days on which something happens.
  private mutating func findUnsaidTimes(_ typed: TypedStudy) {
    for arm in arms {
      var waiting = [arm.expression]
      var seen: Set<String> = []
      while let expression = waiting.popLast() {
        for column in expression.columnsAskedForPresence.sorted()
        where seen.insert(column).inserted && typed.knownAt[column] == nil
          && !unsaidTimes.contains(where: { $0.column == column })
        {
          let reference = expression.columnReferences.first { $0.value == column }
          unsaidTimes.append((arm, column, reference?.place))
        }
        for column in expression.columnReferences.map(\.value) where seen.insert(column).inserted {
          if let inner = derived[column] { waiting.append(inner) }
        }
      }
    }
  }

  /// Entry and time zero: where time zero is some days after entry, entry is as many before it.
  private mutating func readDays(_ typed: TypedStudy) {
    guard let entry = typed.entry else { return }
    let first = entry.date.timed(context)
    self.entry = Part(
      name: "entry", words: "'entry'", place: entry.place, expression: entry.date, value: first)
    context.columns[Timeline.entryColumn] = .day(DayWindow(day: 0))
    context.setEntry(entry.date)
    if let zero = typed.timeZero {
      let value = zero.date.timed(context)
      timeZero = Part(
        name: "timeZero", words: "'timeZero'", place: zero.place, expression: zero.date,
        value: value)
      let later = max(value.window.low, 0)
      let low = value.window.high.isFinite ? -value.window.high : -Double.infinity
      context.columns[Timeline.entryColumn] = .day(DayWindow(low, -later))
    }
    context.columns[Timeline.timeZeroColumn] = .day(DayWindow(day: 0))
  }

  private mutating func read(_ outcome: CheckedStudy.Outcome, _ study: Study) {
    let place = study.outcomes.place(of: outcome.name)
    let label = outcome.section.label ?? outcome.name
    switch outcome.content {
    case .dates(let dates):
      let start = dates.from?.timed(context) ?? .day(DayWindow(day: 0))
      let said = outcome.section.from?.source.place
      let origin = said ?? timeZero?.place ?? entry?.place
      var followUp = FollowUp(
        name: outcome.name, label: label, place: origin, start: start,
        part: dates.from.map {
          part("from", "the start of '\(outcome.name)'", said, $0)
        })
      followUp.events = ([dates.event] + dates.competing).map {
        part("event", "an event of '\(outcome.name)'", $0.expression.place ?? place, $0)
      }
      followUp.censor = part(
        "censor", "the end of '\(outcome.name)'", dates.censor.expression.place ?? place,
        dates.censor)
      followUps.append(followUp)
    case .time(let flags):
      let derived = derived
      let cut = flags.time.cut { derived[$0] }
      let entered = flags.entry?.timed(context).window.day ?? -.infinity
      followUps.append(
        FollowUp(
          name: outcome.name, label: label, place: outcome.section.time?.source.place ?? place,
          start: .day(DayWindow(day: max(cut, entered, 0))), part: nil))
    case .value(_, let value, _):
      values.append(
        part(outcome.name, "the outcome '\(outcome.name)'", value.expression.place ?? place, value))
    }
  }

  private static func typed(_ column: Located<String>, _ schema: Schema) -> TypedExpression? {
    try? Expression(Expression.written(column.value), at: column.place).typed(against: schema)
  }

  /// The columns by which patients are made comparable or told apart.
  private static func columnsOfDesign(_ study: Study) -> [Located<String>] {
    var columns = (study.propensity?.terms ?? []).flatMap(\.columns)
    columns += study.balance.also.map(\.source) + study.subgroups.map(\.source)
    for design in study.designs.elements {
      guard case .matching(let matching) = design.value else { continue }
      columns += (matching.exact + matching.antiexact).map(\.source) + [matching.on]
      columns += matching.calipers.elements.map { Located($0.name, at: $0.place) }
    }
    for analysis in study.analyses {
      columns += analysis.strata.map(\.source)
      columns += analysis.estimates.flatMap(\.adjustment).flatMap(\.columns)
    }
    var unique: [Located<String>] = []
    for column in columns where !unique.contains(column) { unique.append(column) }
    return unique
  }
}

/// What of a study could be typed.
struct TypedStudy {
  let schema: Schema
  let entry: CohortRules.Day?
  let timeZero: CohortRules.Day?
  let covariates: [CheckedStudy.Variable]
  let variables: [CheckedStudy.Variable]
  let rules: CohortRules?
  let outcomes: [CheckedStudy.Outcome]
  let knownAt: [String: TypedExpression]
  /// The table that says until when patients were seen.
  let followUpTable: String?
}
