internal import Effects
internal import Survival

extension Pipeline {
  /// What the figures of a task are made of; as curves, for everyone, and for the groups of a cohort
  /// without arms.
  func figures(
    _ task: AnalysisTask, _ comparison: OutcomeComparison, _ result: AnalysisResult, _ rows: [Int],
    _ cohort: AnalysisCohort
  ) throws -> [FigureResult] {
    guard case .time(let times) = comparison, task.subgroup == nil || !checked.hasArms else {
      return []
    }
    let writer = FigureWriter(task, cohort)
    var figures: [FigureResult] = []
    for request in task.analysis.figures {
      switch request {
      case .logLog, .cumulativeHazard: figures.append(writer.figure(request))
      case .hazard(let options):
        figures.append(writer.figure(request, times.smoothedHazards(options)))
      case .schoenfeld:
        let ratios = result.estimates.filter { $0.measure == EffectMeasure.hazardRatio.rawValue }
        let tests = result.estimates.filter {
          $0.measure == EffectMeasure.proportionalHazards.rawValue
        }
        var models = 0
        for estimate in task.analysis.estimates {
          guard case .cox(let cox) = estimate else { continue }
          let (ratio, test) = (ratios.dropFirst(models).first, tests.dropFirst(models).first)
          models += 1
          do {
            let trend = try times.schoenfeldTrend(
              cox, adjustment: try adjustment(estimate, rows, cohort))
            figures.append(writer.figure(request, trend, cox, ratio, test))
          } catch let error as SurvivalError {
            figures.append(writer.figure(request, absent: EffectError.survival(error).message))
          }
        }
      }
    }
    return figures
  }
}
