internal import Cohorts
internal import Diagnostics
internal import Effects
internal import LinearAlgebra
internal import Platform
internal import Regression
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
}

/// What a task gave.
struct AnalysisResult: Sendable {
  var estimates: [Estimate] = []
  var curves: [Curve] = []
  var fullCurves: [Curve] = []
}

extension Pipeline {
  /// Runs every analysis, in parallel, in the order of the study.
  func analyses(
    _ cohort: AnalysisCohort, _ designs: [BuiltDesign], _ findings: inout [Diagnostic]
  ) throws -> AnalysisResult {
    var outcomes: [String: OutcomeValues] = [:]
    for outcome in checked.outcomes {
      outcomes[outcome.name] = try values(of: outcome, cohort, &findings)
    }
    findings += skippedSubgroups(cohort) + missingGroups(cohort)
    let subgroups = subgroups(cohort)
    var tasks: [AnalysisTask] = []
    for analysis in study.analyses {
      for outcome in analysis.outcome {
        guard let values = outcomes[outcome.value] else { continue }
        let named = analysis.design.map { name in designs.first { $0.name == name.value } }
        for design in named.isEmpty ? [nil] : named {
          for subgroup in [nil] + subgroups {
            tasks.append(
              AnalysisTask(
                analysis: analysis, outcome: values, design: design, subgroup: subgroup))
          }
        }
      }
    }
    let results = try Parallel.map(tasks.count, threads: options.threads) { [tasks] index in
      try Interruption.check()
      return try run(tasks[index], cohort)
    }
    var all = AnalysisResult()
    for result in results {
      all.estimates += result.estimates
      all.curves += result.curves
      all.fullCurves += result.fullCurves
    }
    return all
  }

  private func run(_ task: AnalysisTask, _ cohort: AnalysisCohort) throws -> AnalysisResult {
    let writer = EstimateWriter(task, cohort)
    if let reason = task.design?.withheld {
      return writer.absent(.withheld, reason)
    }
    let rows = task.rows(cohort)
    let groups = rows.map { cohort.groups[$0] }
    let smallest = min(groups.count { $0 == 0 }, groups.count { $0 == 1 })
    guard smallest > 1 else {
      let reason =
        smallest == 0 ? "nobody is in one of the arms" : "a single patient is in one of the arms"
      return writer.absent(.notEstimable, reason)
    }
    do {
      let comparison = try task.comparison(rows, groups, cohort)
      var result = AnalysisResult()
      for request in task.analysis.estimates {
        let adjustment = try adjustment(request, rows, cohort)
        for estimate in try comparison.estimates(request, adjustment: adjustment) {
          result.estimates.append(writer.estimate(estimate, request))
        }
        if case .kaplanMeier = request, task.subgroup == nil {
          result.curves += writer.curves(comparison, limit: CurveWriter.mostTimes)
          if options.fullCurves { result.fullCurves += writer.curves(comparison, limit: nil) }
        }
      }
      return result
    } catch let error as SurvivalError {
      return writer.absent(.notEstimable, error.message)
    } catch let faults as Faults where task.subgroup != nil {
      return writer.absent(.notEstimable, faults.diagnostics.first?.message ?? "")
    }
  }

  /// The columns a Cox model is adjusted for, without the intercept.
  private func adjustment(
    _ request: EstimateRequest, _ rows: [Int], _ cohort: AnalysisCohort
  ) throws -> Matrix? {
    guard case .cox(let options) = request, !options.adjust.isEmpty else { return nil }
    let design: DesignMatrix
    do throws(Faults) {
      design = try DesignMatrix(terms: options.adjust, table: cohort.table.selecting(rows))
    } catch {
      throw Faults(error.diagnostics.map(\.withAdviceForAdjustment))
    }
    let matrix = design.matrix
    return Matrix(
      rows: matrix.rows, columns: matrix.columns - 1,
      storage: Array(matrix.storage.dropFirst(matrix.rows)))
  }
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

  func comparison(
    _ rows: [Int], _ groups: [Int], _ cohort: AnalysisCohort
  ) throws -> OutcomeComparison {
    let data = try SurvivalData(
      time: rows.map { outcome.time[$0] }, event: rows.map { outcome.event[$0] },
      entry: outcome.entry.map { entry in rows.map { entry[$0] } }, weights: weights(rows),
      cluster: clusters(rows, cohort), strata: strata(rows, cohort))
    return try OutcomeComparison(
      data: data, groups: Groups(groups, count: 2),
      options: OutcomeComparison.Options(
        level: analysis.level, variance: variance, confidence: analysis.confidence))
  }

  private func weights(_ rows: [Int]) -> Weights? {
    guard let design, !design.isCrude else { return nil }
    let values = rows.map { design.weights[$0] }
    return Weights(values, kind: design.isMatched ? .matching : .sampling)
  }

  private func clusters(_ rows: [Int], _ cohort: AnalysisCohort) -> [Int]? {
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

  private func strata(_ rows: [Int], _ cohort: AnalysisCohort) -> [Int]? {
    let columns = analysis.strata.compactMap { cohort.table[$0.name]?.coded }
    guard !columns.isEmpty else { return nil }
    return rows.map { row in
      columns.reduce(0) { $0 * $1.labels.count + $1.codes[row] }
    }
  }
}

extension Diagnostic {
  /// An adjusted model has no option for missing covariates; patients are left out by a rule.
  fileprivate var withAdviceForAdjustment: Diagnostic {
    guard id == "missing-covariate" else { return self }
    var copy = self
    copy.help = "leave these patients out by a rule under cohort.eligible, or do not adjust for it"
    return copy
  }
}
