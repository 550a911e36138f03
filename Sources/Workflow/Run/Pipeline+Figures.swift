internal import Cohorts
internal import Effects
internal import Survival

extension Pipeline {
  /// What the figures of a task are made of; as curves, for everyone, and for the groups of a cohort
  /// without arms.
  func figures(
    _ task: AnalysisTask, _ comparison: OutcomeComparison, _ result: AnalysisResult, _ rows: [Int],
    _ cohort: AnalysisCohort
  ) throws -> [FigureResult] {
    guard case .time = comparison, task.subgroup == nil || !checked.hasArms else { return [] }
    return task.analysis.figures.map { request in
      switch request {
      case .logLog, .cumulativeHazard: figure(request, task)
      }
    }
  }

  private func figure(_ request: FigureRequest, _ task: AnalysisTask) -> FigureResult {
    FigureResult(
      kind: request.word, outcome: task.outcome.name, design: task.design?.name,
      subgroup: task.subgroup?.name, unit: task.outcome.unit.rawValue, level: task.analysis.level)
  }
}
