internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Expressions
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Each outcome is a time with an event or a value with its kind, and each estimate fits the kind.
  mutating func checkOutcomeKinds() {
    for element in study.outcomes.elements {
      let written = root["outcomes"]?[element.name]
      let keys = (written?.entries ?? []).map(\.key)
      let (times, values) = (
        ["time", "event", "entry"], ["value", "kind", "valueUnit", "exposure"]
      )
      let ofTime = keys.filter(times.contains)
      let ofValue = keys.filter(values.contains)
      if let first = ofTime.first, let other = ofValue.first {
        report(
          .outcomeOfTwoKinds(element.name, first, other),
          at: written?.keyPlace(of: other) ?? element.place)
        continue
      }
      let needed = ofValue.isEmpty ? times.prefix(2) : values.prefix(2)
      let isMisspelt = needed.contains { written?.misspells($0, OutcomeSection.self) ?? false }
      for key in needed where !keys.contains(key) && !isMisspelt {
        report(
          .outcomeLacks(key, outcome: element.name), at: written?.place ?? element.place)
      }
      checkValueKeys(element.value, written)
    }
    checkEstimatesFit()
  }

  private mutating func checkValueKeys(_ section: OutcomeSection, _ written: Node?) {
    guard let kind = section.kind else { return }
    if section.exposure != nil, kind != .count {
      report(
        .keyOfOtherValues("exposure", kind: kind.rawValue, fits: ValueKind.count.rawValue),
        at: written?.keyPlace(of: "exposure"))
    }
    if section.valueUnit != nil, kind != .continuous {
      report(
        .keyOfOtherValues("valueUnit", kind: kind.rawValue, fits: ValueKind.continuous.rawValue),
        at: written?.keyPlace(of: "valueUnit"))
    }
  }

  /// What may be estimated depends on the kind of outcome, and so does what it can be stratified by.
  private mutating func checkEstimatesFit() {
    let analyses = root["analyses"]
    for (index, analysis) in study.analyses.enumerated() {
      let written = analyses?.elements?.dropFirst(index).first ?? analyses
      let requests = written?["estimates"]?.elements ?? [written?["estimates"]].compactMap(\.self)
      for name in analysis.outcome {
        guard let outcome = study.outcomes[name.value] else { continue }
        let isTime = outcome.time != nil
        guard isTime != (outcome.kind != nil) else { continue }
        for request in analysis.estimates where request.valueKind != outcome.kind {
          let node = requests.first { $0.isRequest(request.word) }
          report(
            .estimateOfOtherKind(
              request.word, outcome: name.value, kind: outcome.kind?.rawValue,
              offered: EstimateRequest.words(for: outcome.kind)),
            at: node?.requestPlace ?? name.place)
        }
        if !isTime, let strata = analysis.strata.first {
          report(.strataOfValue(outcome: name.value), at: strata.source.place)
        }
      }
    }
  }

  /// Types the outcomes.
  mutating func checkOutcomes(_ schema: Schema) -> [CheckedStudy.Outcome] {
    study.outcomes.elements.compactMap { element in
      let section = element.value
      return content(section, schema).map {
        CheckedStudy.Outcome(name: element.name, section: section, content: $0)
      }
    }
  }

  private mutating func content(
    _ section: OutcomeSection, _ schema: Schema
  ) -> CheckedStudy.Outcome.Content? {
    if let value = section.value, let kind = section.kind {
      let exposure = section.exposure.map { typed($0, .number, schema) }
      guard let typed = typedValue(value, kind, schema) else { return nil }
      return .value(kind, typed, exposure: exposure ?? nil)
    }
    guard let time = section.time, let event = section.event else { return nil }
    let (typedTime, typedEvent) = (typed(time, .number, schema), typed(event, .flag, schema))
    let entry = section.entry.map { typed($0, .number, schema) }
    guard let typedTime, let typedEvent else { return nil }
    return .time(typedTime, event: typedEvent, entry: entry ?? nil)
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
    _ text: ExpressionText, _ type: ValueType, _ schema: Schema
  ) -> TypedExpression? {
    let source = text.source
    return attempt { () throws(Faults) in
      try Expression(source.value, at: source.place).typed(against: schema, expecting: type)
    }
  }
}

extension EstimateRequest {
  /// The words that fit an outcome: a time where there is no kind of values.
  static func words(for kind: ValueKind?) -> [String] {
    guard let kind else {
      return choices.flatMap(\.words).map(\.word).filter { ValueMeasure(rawValue: $0) == nil }
    }
    return ValueMeasure.allCases.filter { $0.kind == kind }.map(\.rawValue)
  }
}

extension Node {
  /// Whether this is the word, or the word with options.
  fileprivate func isRequest(_ word: String) -> Bool {
    scalarText == word || entries?.first?.key == word
  }

  fileprivate var requestPlace: Place? { entries?.first?.keyPlace ?? place }
}
