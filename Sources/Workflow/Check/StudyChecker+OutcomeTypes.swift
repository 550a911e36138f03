internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Types the outcomes.
  mutating func checkOutcomes(_ schema: Schema) -> [CheckedStudy.Outcome] {
    study.outcomes.elements.compactMap { element in
      content(element.value, schema).map {
        CheckedStudy.Outcome(name: element.name, section: element.value, content: $0)
      }
    }
  }

  private mutating func content(
    _ section: OutcomeSection, _ schema: Schema
  ) -> CheckedStudy.Outcome.Content? {
    if let value = section.value, let kind = section.kind {
      let exposure = typed(section.exposure, .number, schema)
      return typedValue(value, kind, schema).map { .value(kind, $0, exposure: exposure) }
    }
    let isDated = section.time == nil && study.data.hasEvents
    let type = isDated ? ValueType.date : .flag
    let event = typed(section.event, type, schema)
    let competing = section.competing.elements.map { typed($0.value, type, schema) }
    if isDated {
      let from = typed(section.from, .date, schema)
      let censor = typed(section.censor, .date, schema)
      guard let event, let censor else { return nil }
      return .dates(
        CheckedStudy.Outcome.Dates(
          from: from, event: event, censor: censor, competing: competing.compactMap(\.self)))
    }
    let time = typed(section.time, .number, schema)
    let entry = typed(section.entry, .number, schema)
    guard let time, let event else { return nil }
    return .time(
      CheckedStudy.Outcome.Flags(
        time: time, event: event, entry: entry, competing: competing.compactMap(\.self)))
  }

  /// A binary value may be a flag, or numbers that are then held against 0 and 1.
  private mutating func typedValue(
    _ text: ExpressionText, _ kind: ValueKind, _ schema: Schema
  ) -> TypedExpression? {
    guard kind == .binary else { return typed(text, .number, schema) }
    let source = text.source
    let free = attempt { () throws(Faults) in
      try Expression(source.value, at: source.place).typed(against: schema)
    }
    guard let free else { return nil }
    if free.type == .flag { return free }
    return typed(text, .number, schema)
  }

  private mutating func typed(
    _ text: ExpressionText?, _ type: ValueType, _ schema: Schema
  ) -> TypedExpression? {
    guard let source = text?.source else { return nil }
    return attempt { () throws(Faults) in
      try Expression(source.value, at: source.place).typed(against: schema, expecting: type)
    }
  }
}
