internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Simulation
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyChecker {
  /// The data are a table or a registry, and what only a registry can answer is asked of one.
  mutating func checkSources() {
    guard let data = root["data"], data.entries != nil else { return }
    let cohort = root["cohort"]
    let sources = ["table", "registry", "simulate"].filter { data[$0] != nil }
    if sources.count > 1 {
      report(.twoSources(sources[0], sources[1]), at: data.keyPlace(of: sources[1]))
    }
    if data["simulate"] == nil {
      for key in ["patients", "seed", "null", "dirty", "parameters"] where data[key] != nil {
        report(.keyNeeds(key, "simulate"), at: data.keyPlace(of: key))
      }
    }
    if data["registry"] != nil || data["simulate"] != nil {
      for key in ["id", "columns", "missing", "delimiter", "decimal", "dateFormat"]
      where data[key] != nil {
        report(.saidByRegistry(key), at: data.keyPlace(of: key))
      }
      if let cohort, cohort.entries != nil, cohort["entry"] == nil,
        !cohort.misspells("entry", CohortSection.self)
      {
        let summary = "the date on which a patient enters, as in first(transplant.date)"
        let fault = VocabularyFault.missingKey("entry", in: "cohort", summary: summary)
        faults.append(fault.diagnostic(at: cohort.place))
      }
      return
    }
    if data["table"] == nil, !data.misspells("registry", DataSection.self),
      !data.misspells("simulate", DataSection.self)
    {
      report(.noTable, at: data.place)
    }
    for key in ["entry", "timeZero"] where cohort?[key] != nil {
      report(.keyNeeds(key, "a registry of events"), at: cohort?.keyPlace(of: key))
    }
    for arm in study.cohort.arms.elements where arm.value.era != nil {
      let place = cohort?["arms"]?[arm.name]?.keyPlace(of: "era")
      report(.keyNeeds("era", "a registry of events"), at: place)
    }
    if study.lines != nil {
      report(.keyNeeds("lines", "a registry of events"), at: root.keyPlace(of: "lines"))
    }
    if !study.covariates.isEmpty {
      report(.keyNeeds("covariates", "a registry of events"), at: root.keyPlace(of: "covariates"))
    }
  }

  /// Worlds are known, and of arms that there are.
  mutating func checkTruth() {
    guard !study.truth.isEmpty else { return }
    guard study.data.simulate != nil else {
      report(.keyNeeds("truth", "a registry that is simulated"), at: root.keyPlace(of: "truth"))
      return
    }
    let worlds = SimulatedTruth.worlds.map(\.name)
    for element in study.truth.elements {
      if !study.cohort.arms.declares(element.name) {
        report(
          .unknownReference(element.name, known: study.cohort.arms.names), at: element.place)
      }
      if !worlds.contains(element.value.value) {
        report(.unknownWorld(element.value.value, known: worlds), at: element.value.place)
      }
    }
  }

  /// Types the dates of entry and time zero, whose names later expressions may use.
  mutating func checkDays(
    _ schema: inout Schema
  ) -> (entry: CohortRules.Day?, timeZero: CohortRules.Day?) {
    guard study.data.hasEvents else { return (nil, nil) }
    let entry = day(study.cohort.entry, Timeline.entryColumn, &schema)
    let zero = day(study.cohort.timeZero, Timeline.timeZeroColumn, &schema)
    return (entry, zero)
  }

  private mutating func day(
    _ text: ExpressionText?, _ name: String, _ schema: inout Schema
  ) -> CohortRules.Day? {
    if schema[name] != nil {
      report(.nameIsAColumn(name), at: text?.source.place ?? root["cohort"]?.place)
      return nil
    }
    let known = schema
    schema.add(Schema.Entry(name, .date))
    guard let text else { return nil }
    return attempt { () throws(Faults) in try CohortRules.Day(text, schema: known) }
  }
}
