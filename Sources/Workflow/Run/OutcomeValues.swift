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
      findings.append(
        FindingMessage.outcomeMissing(outcome: values.name, count: missing).diagnostic(at: place))
    }
    if case .time(let times) = content { noteZeros(times, values, at: place, &findings) }
    return values
  }

  private func evaluate(
    _ outcome: CheckedStudy.Outcome, _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> (OutcomeValues.Content, known: [Bool]) {
    func numbers(_ expression: TypedExpression) throws(Faults) -> [Double] {
      let evaluation = try expression.evaluate(on: cohort.table, name: outcome.name)
      findings += evaluation.findings
      let column = evaluation.column
      var values = column.numbers ?? []
      for row in values.indices where column.missing[row] { values[row] = .nan }
      return values
    }
    var parts: [[Double]] = []
    let content: OutcomeValues.Content
    switch outcome.content {
    case .time(let time, let event, let entry):
      parts = [try numbers(time), try numbers(event)]
      if let entry { parts.append(try numbers(entry)) }
      content = .time(
        TimeValues(
          time: parts[0], event: parts[1].map { $0 == 1 }, entry: parts.dropFirst(2).first))
    case .value(let kind, let value, let exposure):
      parts = [try numbers(value)]
      if let exposure { parts.append(try numbers(exposure)) }
      content = .value(
        NumberValues(kind: kind, values: parts[0], exposure: parts.dropFirst().first))
    }
    let known = (0..<cohort.count).map { row in parts.allSatisfy { !$0[row].isNaN } }
    return (content, known)
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
