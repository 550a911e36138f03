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
        ["time", "event", "entry", "from", "censor", "competing", "partialDates"],
        ["value", "kind", "valueUnit", "exposure"]
      )
      let ofTime = keys.filter(times.contains)
      let ofValue = keys.filter(values.contains)
      if let first = ofTime.first, let other = ofValue.first {
        report(
          .outcomeOfTwoKinds(element.name, first, other),
          at: written?.keyPlace(of: other) ?? element.place)
        continue
      }
      let isDated = study.data.hasEvents && !keys.contains("time")
      let needed =
        !ofValue.isEmpty ? ["value", "kind"] : isDated ? ["event", "censor"] : ["time", "event"]
      let isMisspelt = needed.contains { written?.misspells($0, OutcomeSection.self) ?? false }
      for key in needed where !keys.contains(key) && !isMisspelt {
        report(
          .outcomeLacks(key, outcome: element.name), at: written?.place ?? element.place)
      }
      if ofValue.isEmpty { checkDates(element.value, written, isDated: isDated) }
      checkValueKeys(element.value, written)
      checkNotAfter(element)
    }
    checkEstimatesFit()
  }

  /// Time is counted between dates, or is a number; each has its own keys.
  private mutating func checkDates(_ section: OutcomeSection, _ written: Node?, isDated: Bool) {
    if isDated {
      guard section.entry != nil else { return }
      report(.keyNeeds("entry", "a 'time'"), at: written?.keyPlace(of: "entry"))
      return
    }
    for key in ["from", "censor", "partialDates"] {
      guard let place = written?.keyPlace(of: key) else { continue }
      let need =
        !study.data.hasEvents
        ? "a registry of events" : "an event that is a date, without 'time'"
      report(.keyNeeds(key, need), at: place)
    }
  }

  /// The outcomes that one may not lie after are others of the study, and all are times.
  private mutating func checkNotAfter(_ element: NamedList<OutcomeSection>.Element) {
    for other in element.value.notAfter {
      if other.value == element.name {
        report(
          .keyNeeds("notAfter", "other outcomes than '\(element.name)' itself"), at: other.place)
        continue
      }
      guard let section = study.outcomes[other.value] else {
        if !study.outcomes.declares(other.value) {
          let known = study.outcomes.names.filter { $0 != element.name }
          report(.unknownReferenceTo(kind: "outcome", other.value, known: known), at: other.place)
        }
        continue
      }
      if element.value.value != nil || section.value != nil {
        report(.keyNeeds("notAfter", "outcomes that are times to an event"), at: other.place)
      }
    }
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

  /// What the options of a request need beside them.
  private mutating func checkOptions(of request: EstimateRequest, at place: Place?) {
    if request.needsPropensity, study.propensity == nil {
      report(.keyNeeds("by", "a propensity model"), at: place)
    }
    if case .maxCombo(let options) = request,
      !(1...MaxComboOptions.mostWeights).contains(options.weights.count)
    {
      report(.keyNeeds("weights", "one to four tests"), at: place)
    }
    for (key, need) in request.unmetNeeds { report(.keyNeeds(key, need), at: place) }
  }

  /// What may be estimated depends on the kind of outcome, and so does what it can be stratified by.
  private mutating func checkEstimatesFit() {
    let analyses = root["analyses"]
    for (index, analysis) in study.analyses.enumerated() {
      let written = analyses?.elements?.dropFirst(index).first ?? analyses
      let requests = written?["estimates"]?.elements ?? [written?["estimates"]].compactMap(\.self)
      for name in analysis.outcome {
        guard let outcome = study.outcomes[name.value] else { continue }
        let isTime = outcome.time != nil || outcome.event != nil
        guard isTime != (outcome.kind != nil) else { continue }
        for request in analysis.estimates where request.valueKind != outcome.kind {
          let node = requests.first { $0.isRequest(request.word) }
          report(
            .estimateOfOtherKind(
              request.word, outcome: name.value, kind: outcome.kind?.rawValue,
              offered: EstimateRequest.words(for: outcome.kind)),
            at: node?.requestPlace ?? name.place)
        }
        for (place, request) in analysis.estimates.enumerated() {
          let node = requests.dropFirst(place).first
          checkOptions(of: request, at: node?.requestPlace ?? name.place)
        }
        if !isTime, let strata = analysis.strata.first {
          report(.strataOfValue(outcome: name.value), at: strata.source.place)
        }
      }
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
