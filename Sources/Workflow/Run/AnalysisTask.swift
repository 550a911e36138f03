internal import Cohorts
internal import Effects
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

/// One analysis of one outcome under one design, in everyone or in a subgroup.
struct AnalysisTask: Sendable {
  let analysis: AnalysisSection
  let outcome: OutcomeValues
  /// `nil` for the cohort as it is.
  let design: BuiltDesign?
  let subgroup: Subgroup?
  /// The most threads it may use.
  var threads = 1
  /// The propensity of each patient of the cohort, where nothing was made comparable by it.
  var probability: [Double]?
  /// The outcomes that are states on the way, by name.
  var through: [String: OutcomeValues] = [:]
}

extension AnalysisTask {
  /// The patients of the cohort that the task uses; those of unknown stratum are left out.
  func rows(_ cohort: AnalysisCohort) -> [Int] {
    let strata = analysis.strata.compactMap { cohort.table[$0.name]?.missing }.filter(\.any)
    return outcome.isKnown.indices.filter { row in
      outcome.isKnown[row] && (design?.weights[row] ?? 1) > 0
        && (subgroup?.members[row] ?? true) && !strata.contains { $0[row] }
    }
  }

  /// Where standard errors come from: robust in matched and weighted designs and where patients
  /// belong together, unless said.
  var variance: VarianceEstimator {
    if let variance = analysis.variance { return variance }
    return (design?.isCrude ?? true) && analysis.cluster == nil ? .model : .robust
  }

  /// The outcome of the patients used, by arm.
  func comparison(
    _ rows: [Int], _ groups: [Int], _ cohort: AnalysisCohort
  ) throws(EffectError) -> OutcomeComparison {
    switch outcome.content {
    case .time(let times):
      do throws(SurvivalError) {
        return .time(try comparison(of: times, rows, groups, cohort))
      } catch {
        throw .survival(error)
      }
    case .value(let numbers): return .value(comparison(of: numbers, rows, groups, cohort))
    }
  }

  private func comparison(
    of times: TimeValues, _ rows: [Int], _ groups: [Int], _ cohort: AnalysisCohort
  ) throws(SurvivalError) -> TimeComparison {
    let data = try SurvivalData(
      time: rows.map { times.time[$0] }, event: rows.map { times.event[$0] },
      entry: times.entry.map { entry in rows.map { entry[$0] } },
      weights: weights(rows).map {
        Weights($0, kind: design?.isMatched == true ? .matching : .sampling)
      },
      cluster: clusters(rows, cohort), strata: strata(rows, cohort), threads: threads)
    var comparison = try TimeComparison(
      data: data, groups: Groups(groups, count: cohort.armNames.count), options: options,
      competing: competing(times, rows, data))
    comparison.probability = probability.map { probability in rows.map { probability[$0] } }
    return comparison
  }

  /// The options of a comparison of times.
  var options: TimeComparison.Options {
    TimeComparison.Options(
      level: analysis.level, variance: variance, confidence: analysis.confidence,
      threads: threads)
  }

  /// The same follow-up to whichever event came first, where something is asked about it.
  private func competing(
    _ times: TimeValues, _ rows: [Int], _ data: SurvivalData
  ) throws(SurvivalError) -> CompetingRisks? {
    guard analysis.estimates.contains(where: \.isOfSeveralEvents) else { return nil }
    return try CompetingRisks(
      time: data.time, cause: rows.map { times.causes[$0] }, causes: 1 + times.competing.count,
      entry: data.entry, weights: data.weights, cluster: data.cluster, strata: data.strata,
      threads: threads)
  }

  private func comparison(
    of numbers: NumberValues, _ rows: [Int], _ groups: [Int], _ cohort: AnalysisCohort
  ) -> ValueComparison {
    let data = ValueData(
      kind: numbers.kind, values: rows.map { numbers.values[$0] },
      exposure: numbers.exposure.map { exposure in rows.map { exposure[$0] } }, groups: groups,
      weights: weights(rows), dependence: dependence(rows, cohort),
      population: design?.targetGroup)
    return ValueComparison(data: data, variance: variance, level: analysis.level)
  }

  /// Who depends on whom: by the analysis, else by the sets of the design.
  private func dependence(_ rows: [Int], _ cohort: AnalysisCohort) -> Dependence {
    if let clusters = clusters(rows, cohort) { return .clusters(clusters) }
    guard let design, !design.sets.isEmpty else { return .none }
    return .sets(design.memberships(of: rows))
  }

  private func weights(_ rows: [Int]) -> [Double]? {
    guard let design, !design.isCrude else { return nil }
    return rows.map { design.weights[$0] }
  }

  func clusters(_ rows: [Int], _ cohort: AnalysisCohort) -> [Int]? {
    if let name = analysis.cluster {
      let column = cohort.table[name.name]
      if let codes = column?.coded?.codes {
        return rows.map { codes[$0] >= 0 ? codes[$0] : -1 - $0 }
      }
      if let numbers = column?.numbers {
        var index: [Double: Int] = [:]
        return rows.map { row in
          if let known = index[numbers[row]] { return known }
          index[numbers[row]] = index.count
          return index.count - 1
        }
      }
    }
    guard let clusters = design?.clusters else { return nil }
    return rows.map { clusters[$0] }
  }

  func strata(_ rows: [Int], _ cohort: AnalysisCohort) -> [Int]? {
    let columns = analysis.strata.compactMap { cohort.table[$0.name]?.coded }
    guard !columns.isEmpty else { return nil }
    return rows.map { row in
      columns.reduce(0) { $0 * $1.labels.count + $1.codes[row] }
    }
  }
}
