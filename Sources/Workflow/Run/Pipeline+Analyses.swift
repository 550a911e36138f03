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

  static func += (all: inout AnalysisResult, part: AnalysisResult) {
    all.estimates += part.estimates
    all.curves += part.curves
    all.fullCurves += part.fullCurves
    all.figures += part.figures
  }
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
    findings +=
      skippedSubgroups(cohort) + missingGroups(cohort) + armTimes(outcomes, cohort)
      + stateTimes(outcomes, cohort)
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
                probability: design?.isCrude ?? true ? model?.probability : nil,
                through: outcomes))
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
      all += result
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
        result += try orAbsent(request, task, writer) {
          if case .states(let asked) = request {
            return try states(asked, task, writer, rows, cohort)
          }
          let adjustment = try adjustment(request, cut?.rows ?? rows, cohort)
          let truths = known?.values(request) ?? [:]
          var part = AnalysisResult()
          for estimate in try comparison.estimates(request, adjustment: adjustment) {
            var row = writer.estimate(estimate, request)
            row.truth = truths[TrueEffects.Key(estimate)]
            part.estimates.append(row)
          }
          try addCurves(request, task, writer, comparison, to: &part)
          return part
        }
      }
      result.figures = try figures(task, comparison, result, cut?.rows ?? rows, cohort)
      return result
    } catch let error as SurvivalError {
      return writer.absent(.notEstimable, EffectError.survival(error).message)
    } catch let error as EffectError {
      return writer.absent(.notEstimable, error.message)
    }
  }

  /// What a request gives, or rows that say why there is nothing; other requests do not hang on it.
  private func orAbsent(
    _ request: EstimateRequest, _ task: AnalysisTask, _ writer: EstimateWriter,
    _ body: () throws -> AnalysisResult
  ) throws -> AnalysisResult {
    let reason: String
    do {
      return try body()
    } catch let error as SurvivalError {
      reason = EffectError.survival(error).message
    } catch let error as EffectError {
      reason = error.message
    } catch let faults as Faults where task.subgroup != nil {
      reason = faults.diagnostics.first?.message ?? ""
    }
    return AnalysisResult(estimates: writer.absent(request, .notEstimable, reason))
  }

  /// The curves of a request, where there are any.
  private func addCurves(
    _ request: EstimateRequest, _ task: AnalysisTask, _ writer: EstimateWriter,
    _ comparison: OutcomeComparison, to part: inout AnalysisResult
  ) throws {
    guard case .time(let times) = comparison, task.subgroup == nil || !checked.hasArms else {
      return
    }
    switch request {
    case .kaplanMeier(let asked):
      part.curves = writer.curves(times, asked, limit: CurveWriter.mostTimes)
      if options.fullCurves { part.fullCurves = writer.curves(times, asked, limit: nil) }
    case .cumulativeIncidence(let asked):
      part.curves = try writer.incidenceCurves(
        times, asked.variance, limit: CurveWriter.mostTimes)
      if options.fullCurves {
        part.fullCurves = try writer.incidenceCurves(times, asked.variance, limit: nil)
      }
    default: break
    }
  }

  /// What is asked of states over time.
  private func states(
    _ asked: StateOptions, _ task: AnalysisTask, _ writer: EstimateWriter, _ rows: [Int],
    _ cohort: AnalysisCohort
  ) throws -> AnalysisResult {
    let request = EstimateRequest.states(asked)
    var result = AnalysisResult()
    guard let found = try task.states(asked, rows, cohort) else { return result }
    let adjustment = try adjustment(request, found.rows, cohort)
    for estimate in try found.comparison.estimates(asked, adjustment: adjustment) {
      result.estimates.append(writer.estimate(estimate, request))
    }
    if task.subgroup == nil || !checked.hasArms {
      result.curves = writer.stateCurves(found.comparison, limit: CurveWriter.mostTimes)
      if options.fullCurves {
        result.fullCurves = writer.stateCurves(found.comparison, limit: nil)
      }
    }
    return result
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
