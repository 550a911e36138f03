internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

/// An outcome of every patient of the cohort.
struct OutcomeValues: Sendable {
  let name: String
  let section: OutcomeSection
  /// What it is; meaningless for patients where ``isKnown`` is false.
  let content: Content
  /// Whether everything it is made of is known.
  let isKnown: [Bool]

  /// The kinds of outcome.
  enum Content: Sendable {
    case time(TimeValues)
    case value(NumberValues)
  }

  var unit: TimeUnit { section.unit }

  /// The times, where it is one.
  var times: TimeValues? { if case .time(let times) = content { times } else { nil } }
}

extension Pipeline {
  /// Evaluates an outcome and checks its values.
  func values(
    of outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> OutcomeValues {
    let place = outcome.section.expressions.first?.source.place
    let (content, known) = try evaluate(outcome, cohort, &findings)
    let values = OutcomeValues(
      name: outcome.name, section: outcome.section, content: content, isKnown: known)
    guard known.contains(true) else {
      throw Faults([OutcomeFault.nobody(outcome: outcome.name).diagnostic(at: place)])
    }
    switch content {
    case .time(let times): try check(times, values, cohort, at: place)
    case .value(let numbers): try check(numbers, values, cohort, at: place)
    }
    let missing = known.count { !$0 }
    if missing > 0 {
      let finding = FindingMessage.outcomeMissing(
        outcome: values.name, count: missing, events: values.times?.eventsLeftOut ?? 0)
      findings.append(finding.diagnostic(at: place))
    }
    if case .time(let times) = content {
      if isCensoredAtCompeting(values.name) {
        noteCompeting(times, values, at: place, &findings)
      }
      noteZeros(times, values, at: place, &findings)
    }
    return values
  }

  /// The values of an expression of an outcome for the cohort.
  func evaluated(
    _ expression: TypedExpression, _ outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort,
    _ findings: inout [Diagnostic]
  ) throws(Faults) -> Evaluation {
    let evaluation = try expression.evaluate(
      on: cohort.table, events: checked.events,
      patients: checked.events == nil ? nil : cohort.rows, name: outcome.name,
      threads: options.threads)
    findings += evaluation.noticed
    return evaluation
  }

  private func evaluate(
    _ outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> (OutcomeValues.Content, known: [Bool]) {
    switch outcome.content {
    case .time(let flags):
      let (times, known) = try timed(outcome, flags, cohort, &findings)
      return (.time(times), known)
    case .dates(let dates):
      let (times, known) = try dated(outcome, dates, cohort, &findings)
      return (.time(times), known)
    case .value(let kind, let value, let exposure):
      let values = try numbers(value, outcome, cohort, &findings)
      let times = try exposure.map { (exposure) throws(Faults) in
        try numbers(exposure, outcome, cohort, &findings)
      }
      let known = values.indices.map { !values[$0].isNaN && times?[$0].isNaN != true }
      return (.value(NumberValues(kind: kind, values: values, exposure: times)), known)
    }
  }

  /// Numbers, not a number where missing.
  private func numbers(
    _ expression: TypedExpression, _ outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort,
    _ findings: inout [Diagnostic]
  ) throws(Faults) -> [Double] {
    let column = try evaluated(expression, outcome, cohort, &findings).column
    var values = column.numbers ?? []
    for row in values.indices where column.missing[row] { values[row] = .nan }
    return values
  }

  /// The times of an outcome with a time and flags, and whether they are known.
  private func timed(
    _ outcome: CheckedStudy.Outcome, _ flags: CheckedStudy.Outcome.Flags,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> (TimeValues, known: [Bool]) {
    let times = try numbers(flags.time, outcome, cohort, &findings)
    let event = try numbers(flags.event, outcome, cohort, &findings)
    var causes = event.map { $0 == 1 ? 1 : 0 }
    var known = times.indices.map { !times[$0].isNaN && !event[$0].isNaN }
    for (index, expression) in flags.competing.enumerated() {
      let happened = try numbers(expression, outcome, cohort, &findings)
      for row in causes.indices where causes[row] == 0 {
        if happened[row].isNaN {
          known[row] = false
        } else if happened[row] == 1 {
          causes[row] = index + 2
        }
      }
    }
    let entries = try flags.entry.map { (entry) throws(Faults) in
      try numbers(entry, outcome, cohort, &findings)
    }
    if let entries {
      for row in known.indices where entries[row].isNaN { known[row] = false }
    }
    let values = TimeValues(
      time: times, event: event.map { $0 == 1 }, causes: causes, competing: outcome.competing,
      entry: entries)
    return (values, known)
  }

  /// How many of the known rows something holds for, and the first; `nil` for none.
  func offenders(
    _ values: OutcomeValues, where holds: (Int) -> Bool
  ) -> (count: Int, first: Int)? {
    var (count, first) = (0, -1)
    for row in values.isKnown.indices where values.isKnown[row] && holds(row) {
      if count == 0 { first = row }
      count += 1
    }
    return count > 0 ? (count, first) : nil
  }
}
