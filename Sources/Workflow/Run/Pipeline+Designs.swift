internal import Balancing
internal import Diagnostics
internal import Distributions
internal import Platform
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// Carries out every design, in parallel, in the order of the study.
  func designs(
    _ cohort: AnalysisCohort, _ model: PropensityFit?, _ findings: inout [Diagnostic]
  ) throws -> [BuiltDesign] {
    let elements = study.designs.elements
    let built = try Parallel.map(elements.count, threads: options.threads) { index in
      try Interruption.check()
      return try build(elements[index], position: index, cohort, model)
    }
    for (element, design) in zip(elements, built) {
      findings += judge(design, cohort).map { $0.diagnostic(at: element.place) }
    }
    return built
  }

  private func build(
    _ element: NamedList<Design>.Element, position: Int, _ cohort: AnalysisCohort,
    _ model: PropensityFit?
  ) throws -> BuiltDesign {
    var built =
      switch element.value {
      case .crude: crude(element, position, cohort)
      case .matching(let matching):
        try match(element, matching, position, cohort, model)
      case .weighting(let weighting):
        try weight(element, weighting, position, cohort, model)
      }
    let rows = try balance(built, cohort, at: element.place)
    built.result.balance = rows
    built.result.arms = armCounts(built, cohort)
    if let model {
      built.result.scores = ScoreHistogram.of(
        model.probability, weights: built.weights, groups: cohort.groups,
        armNames: cohort.armNames)
    }
    built.result.gates = gates(built, cohort, model)
    if let gate = built.result.gates.first(where: { !$0.passed && $0.action == "withhold" }) {
      built.withheld =
        "withheld: "
        + FindingMessage.gate(built.name, gate.gate, gate.value, gate.threshold, gate.subject)
    }
    return built
  }

  private func crude(
    _ element: NamedList<Design>.Element, _ position: Int, _ cohort: AnalysisCohort
  ) -> BuiltDesign {
    BuiltDesign(
      name: element.name, design: element.value, score: [],
      weights: [Double](repeating: 1, count: cohort.count),
      setIndex: [Int?](repeating: nil, count: cohort.count), sets: [], unmatched: [:],
      clusters: nil,
      result: DesignResult(
        position: position, method: element.value.methodName, estimand: nil,
        targetPopulation: "everyone"))
  }

  private func match(
    _ element: NamedList<Design>.Element, _ design: MatchingDesign, _ position: Int,
    _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) throws(Faults) -> BuiltDesign {
    let score = score(design.on.value, cohort, model)
    let matching: NearestMatching
    do throws(MatchingError) {
      var generator = CounterGenerator(seed: options.seed, task: UInt64(position))
      matching = try NearestMatching(
        score: score, treated: cohort.treated, calipers: calipers(design, cohort),
        exact: codes(of: design.exact, cohort), antiexact: codes(of: design.antiexact, cohort),
        options: design.options, using: &generator)
    } catch {
      throw Faults([
        Diagnostic(error.id, error.message, at: element.place, help: error.help)
      ])
    }
    var result = DesignResult(
      position: position, method: element.value.methodName,
      estimand: design.estimand.rawValue,
      targetPopulation: matching.targetPopulation.rawValue)
    result.sets = matching.sets.count
    result.caliperWidth = matching.caliperWidth
    result.totalDistance = matching.totalDistance
    let reasons = matching.unmatched.map { ($0.row, $0.reason) }
    return BuiltDesign(
      name: element.name, design: element.value, score: score, weights: matching.weights,
      setIndex: matching.setIndex.map { $0.map { $0 + 1 } }, sets: matching.sets,
      unmatched: Dictionary(uniqueKeysWithValues: reasons),
      clusters: design.replace ? nil : clusters(matching.setIndex), result: result)
  }

  /// The set of each patient; patients in no set are their own.
  private func clusters(_ setIndex: [Int?]) -> [Int] {
    setIndex.enumerated().map { row, set in set ?? -1 - row }
  }

  private func weight(
    _ element: NamedList<Design>.Element, _ design: WeightingDesign, _ position: Int,
    _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) throws(Faults) -> BuiltDesign {
    let weights: PropensityWeights
    do throws(WeightingError) {
      weights = try PropensityWeights(
        probability: model?.probability ?? [], treated: cohort.treated, options: design.options)
    } catch {
      throw Faults([
        Diagnostic(error.id, error.message, at: element.place, help: error.help)
      ])
    }
    let isTrimmed = !weights.trimmed.isEmpty
    return BuiltDesign(
      name: element.name, design: element.value, score: [], weights: weights.weights,
      setIndex: [Int?](repeating: nil, count: cohort.count), sets: [], unmatched: [:],
      clusters: nil,
      result: DesignResult(
        position: position, method: element.value.methodName,
        estimand: design.estimand.rawValue,
        targetPopulation: (isTrimmed ? "trimmed-" : "") + design.estimand.rawValue))
  }

  private func score(_ on: String, _ cohort: AnalysisCohort, _ model: PropensityFit?) -> [Double] {
    switch on {
    case "probability": model?.probability ?? []
    case "logit": model?.linearPredictor ?? []
    default: cohort.table[on]?.numbers ?? []
    }
  }

  private func calipers(_ design: MatchingDesign, _ cohort: AnalysisCohort) -> [CovariateCaliper] {
    design.calipers.elements.compactMap { caliper in
      cohort.table[caliper.name]?.numbers.map {
        CovariateCaliper(caliper.name, $0, width: caliper.value)
      }
    }
  }

  private func codes(of columns: [ColumnName], _ cohort: AnalysisCohort) -> [ExactColumn] {
    columns.compactMap { column in
      cohort.table[column.name]?.coded.map { ExactColumn(column.name, $0.codes) }
    }
  }
}

extension MatchingDesign {
  /// As the matching takes them.
  var options: NearestMatching.Options {
    NearestMatching.Options(
      estimand: estimand, ratio: ratio, minControls: minControls ?? 1, maxControls: maxControls,
      order: order, replace: replace, reuse: reuse, caliper: caliper, caliperScale: caliperScale)
  }
}

extension WeightingDesign {
  /// As the weights take them.
  var options: PropensityWeights.Options {
    func range(_ pair: [Double]) -> WeightRange? {
      pair.count == 2 ? WeightRange(pair[0], pair[1]) : nil
    }
    return PropensityWeights.Options(
      estimand: estimand, stabilize: stabilize, truncate: range(truncate), trim: range(trim))
  }
}
