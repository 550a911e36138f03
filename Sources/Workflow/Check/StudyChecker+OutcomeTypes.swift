internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Each outcome has a time and a flag, or, in a registry, dates of the event and of censoring.
  mutating func checkOutcomeKeys() {
    let isRegistry = study.data.registry != nil
    for element in study.outcomes.elements {
      let section = element.value
      let node = root["outcomes"]?[element.name]
      func require(_ key: String, _ value: ExpressionText?) {
        guard value == nil, node != nil, node?[key] == nil,
          node?.misspells(key, OutcomeSection.self) == false
        else {
          return
        }
        let summary = OutcomeSection.fields.first { $0.key == key }?.summary ?? ""
        let fault = VocabularyFault.missingKey(key, in: element.name, summary: summary)
        faults.append(fault.diagnostic(at: node?.place))
      }
      if isRegistry, section.time == nil {
        require("event", section.event)
        require("censor", section.censor)
        if section.entry != nil {
          report(.keyNeeds("entry", "a 'time'"), at: node?.keyPlace(of: "entry"))
        }
      } else {
        require("time", section.time)
        require("event", section.event)
        for (key, value) in [("from", section.from), ("censor", section.censor)] where value != nil
        {
          let need = isRegistry ? "an event that is a date, without 'time'" : "a registry of events"
          report(.keyNeeds(key, need), at: node?.keyPlace(of: key))
        }
      }
    }
  }

  /// Types the outcomes.
  mutating func checkOutcomes(_ schema: Schema) -> [CheckedStudy.Outcome] {
    study.outcomes.elements.compactMap { element in
      measure(element.value, schema).map {
        CheckedStudy.Outcome(name: element.name, section: element.value, measure: $0)
      }
    }
  }

  private mutating func measure(
    _ section: OutcomeSection, _ schema: Schema
  ) -> CheckedStudy.Outcome.Measure? {
    let isDated = section.time == nil && study.data.registry != nil
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

  private mutating func typed(
    _ text: ExpressionText?, _ type: ValueType, _ schema: Schema
  ) -> TypedExpression? {
    guard let source = text?.source else { return nil }
    return attempt { () throws(Faults) in
      try Expression(source.value, at: source.place).typed(against: schema, expecting: type)
    }
  }
}
