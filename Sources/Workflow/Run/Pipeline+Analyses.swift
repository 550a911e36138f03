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

/// What a task gave.
struct AnalysisResult: Sendable {
  var estimates: [Estimate] = []
  var curves: [Curve] = []
  var fullCurves: [Curve] = []
  var figures: [FigureResult] = []
}

extension Pipeline {
  /// Runs every analysis, in parallel, in the order of the study.
  func analyses(
    _ cohort: AnalysisCohort, _ designs: [BuiltDesign], _ model: PropensityFit?,
    _ findings: inout [Diagnostic]
  ) throws -> AnalysisResult {
    let truth = try trueEffects(cohort, model)
    var outcomes: [String: OutcomeValues] = [:]
    for outcome in checked.outcomes {
      outcomes[outcome.name] = try values(of: outcome, cohort, &findings)
    }
    try checkOrder(of: outcomes, cohort)
    findings += skippedSubgroups(cohort) + missingGroups(cohort) + armTimes(outcomes, cohort)
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
                analysis: analysis, outcome: values, design: design, subgroup: subgroup,
                probability: design?.isCrude ?? true ? model?.probability : nil))
          }
        }
      }
    }
    // Threads that have no task of their own work within the tasks.
    for index in tasks.indices { tasks[index].threads = max(1, options.threads / tasks.count) }
    let results = try Parallel.map(tasks.count, threads: options.threads) { [tasks] index in
      try Interruption.check()
      return try run(tasks[index], cohort, truth)
    }
    var all = AnalysisResult()
    for result in results {
      all.estimates += result.estimates
      all.curves += result.curves
      all.fullCurves += result.fullCurves
      all.figures += result.figures
    }
    return all
  }

  private func run(
    _ task: AnalysisTask, _ cohort: AnalysisCohort, _ truth: TrueEffects?
  ) throws -> AnalysisResult {
    let writer = EstimateWriter(task, cohort)
    if let reason = task.design?.withheld ?? cohort.withheld {
      return writer.absent(.withheld, reason)
    }
    let rows = task.rows(cohort)
    let groups = rows.map { cohort.groups[$0] }
    let counts = cohort.armNames.indices.map { group in groups.count { $0 == group } }
    let smallest = counts.min() ?? 0
    guard smallest > 1 else {
      let place = checked.hasArms ? "in one of the arms" : "left"
      let reason = smallest == 0 ? "nobody is \(place)" : "a single patient is \(place)"
      return writer.absent(.notEstimable, reason)
    }
    do {
      let cut = task.spans(rows, cohort)
      let comparison =
        try cut.map { try task.comparison(of: $0.spans, $0.rows, cohort) }
        ?? task.comparison(rows, groups, cohort)
      let known = cut == nil ? truth?.comparison(task) : nil
      var result = AnalysisResult()
      for request in task.analysis.estimates {
        let adjustment = try adjustment(request, cut?.rows ?? rows, cohort)
        let truths = known?.values(request) ?? [:]
        for estimate in try comparison.estimates(request, adjustment: adjustment) {
          var row = writer.estimate(estimate, request)
          row.truth = truths[TrueEffects.Key(estimate)]
          result.estimates.append(row)
        }
        if case .kaplanMeier(let asked) = request, case .time(let times) = comparison,
          task.subgroup == nil || !checked.hasArms
        {
          result.curves += writer.curves(times, asked, limit: CurveWriter.mostTimes)
          if options.fullCurves { result.fullCurves += writer.curves(times, asked, limit: nil) }
        }
        if case .cumulativeIncidence(let asked) = request, case .time(let times) = comparison,
          task.subgroup == nil || !checked.hasArms
        {
          result.curves += try writer.incidenceCurves(
            times, asked.variance, limit: CurveWriter.mostTimes)
          if options.fullCurves {
            result.fullCurves += try writer.incidenceCurves(times, asked.variance, limit: nil)
          }
        }
      }
      result.figures = try figures(task, comparison, result, cut?.rows ?? rows, cohort)
      return result
    } catch let error as SurvivalError {
      return writer.absent(.notEstimable, EffectError.survival(error).message)
    } catch let error as EffectError {
      return writer.absent(.notEstimable, error.message)
    } catch let faults as Faults where task.subgroup != nil {
      return writer.absent(.notEstimable, faults.diagnostics.first?.message ?? "")
    }
  }

  /// The columns a model is adjusted for, without the intercept.
  func adjustment(
    _ request: EstimateRequest, _ rows: [Int], _ cohort: AnalysisCohort
  ) throws -> Matrix? {
    guard !request.adjustment.isEmpty else { return nil }
    let design: DesignMatrix
    do throws(Faults) {
      design = try DesignMatrix(terms: request.adjustment, table: cohort.table.selecting(rows))
    } catch {
      throw Faults(error.diagnostics.map(\.withAdviceForAdjustment))
    }
    let matrix = design.matrix
    return Matrix(
      rows: matrix.rows, columns: matrix.columns - 1,
      storage: Array(matrix.storage.dropFirst(matrix.rows)))
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
