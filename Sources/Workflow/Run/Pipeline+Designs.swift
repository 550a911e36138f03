internal import Balancing
internal import Diagnostics
internal import Distributions
internal import Platform
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// Carries out every design, in parallel, in the order of the study, and assesses the cohort
  /// before and under each.
  func designs(
    _ cohort: AnalysisCohort, _ model: PropensityFit?, _ findings: inout [Diagnostic]
  ) throws -> (designs: [BuiltDesign], baseline: [Results.BaselineRow]) {
    let elements = study.designs.elements
    var designs = try Parallel.map(elements.count, threads: options.threads) { index in
      try Interruption.check()
      return try build(elements[index], position: index, cohort, model)
    }
    let assessment = try assess(designs, cohort)
    for index in designs.indices {
      designs[index].result.balance = assessment.balance[index]
      finish(&designs[index], cohort, model)
      findings += judge(designs[index], cohort).map { $0.diagnostic(at: elements[index].place) }
    }
    return (designs, assessment.baseline)
  }

  private func build(
    _ element: NamedList<Design>.Element, position: Int, _ cohort: AnalysisCohort,
    _ model: PropensityFit?
  ) throws -> BuiltDesign {
    switch element.value {
    case .crude: crude(element, position, cohort)
    case .matching(let matching):
      try match(element, matching, position, cohort, model)
    case .weighting(let weighting):
      try weight(element, weighting, position, cohort, model)
    }
  }

  /// What is left of the arms, and whether the gates hold.
  private func finish(
    _ design: inout BuiltDesign, _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) {
    design.result.arms = armCounts(design, cohort)
    if let model {
      design.result.scores = ScoreHistogram.of(
        model.probability, weights: design.weights, groups: cohort.groups,
        armNames: cohort.armNames)
    }
    design.result.gates = gates(design, cohort, model)
    if let gate = design.result.gates.first(where: { !$0.passed && $0.action == "withhold" }) {
      design.withheld =
        "withheld: "
        + FindingMessage.gate(design.name, gate.gate, gate.value, gate.threshold, gate.subject)
    }
  }

  private func crude(
    _ element: NamedList<Design>.Element, _ position: Int, _ cohort: AnalysisCohort
  ) -> BuiltDesign {
    BuiltDesign(
      name: element.name, design: element.value, score: [],
      weights: [Double](repeating: 1, count: cohort.count),
      setNumbers: [], sets: [], reasons: [], clusters: nil,
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
    return BuiltDesign(
      name: element.name, design: element.value, score: score, weights: matching.weights,
      setNumbers: matching.setIndex.map { Int32(($0 ?? -1) + 1) }, sets: matching.sets,
      reasons: reasons(matching.unmatched, cohort),
      clusters: design.replace ? nil : clusters(matching.setIndex), result: result)
  }

  /// Why each patient is in no set, as an index into all reasons.
  private func reasons(_ unmatched: [UnmatchedRow], _ cohort: AnalysisCohort) -> [Int32] {
    let index = UnmatchedReason.allCases.enumerated().map { ($1, Int32($0)) }
    let codes = Dictionary(uniqueKeysWithValues: index)
    var reasons = [Int32](repeating: -1, count: cohort.count)
    for one in unmatched { reasons[one.row] = codes[one.reason] ?? -1 }
    return reasons
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
      setNumbers: [], sets: [], reasons: [], clusters: nil,
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
