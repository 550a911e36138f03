internal import Cohorts
internal import Effects
internal import Survival

/// Turns what a task computed into figures of the results.
struct FigureWriter {
  /// How many points a line of the results has at most.
  static let mostPoints = 1000

  private let task: AnalysisTask
  private let arms: [String]

  init(_ task: AnalysisTask, _ cohort: AnalysisCohort) {
    self.task = task
    arms = cohort.armNames
  }

  /// A figure without its lines.
  func figure(_ request: FigureRequest) -> FigureResult {
    var figure = FigureResult(
      kind: request.word, outcome: task.outcome.name, design: task.design?.name,
      subgroup: task.subgroup?.name, unit: task.outcome.unit.rawValue, level: task.analysis.level)
    figure.regime = task.armCondition
    return figure
  }

  /// The smoothed hazards of the groups.
  func figure(
    _ request: FigureRequest, _ hazards: [(group: Int, hazard: SmoothedHazard)]
  ) -> FigureResult {
    var figure = figure(request)
    figure.method =
      "Epanechnikov kernel, boundary kernels of Müller and Wang; \(task.variance.rawValue)"
    figure.series = hazards.map { group, hazard in
      var series = FigureResult.Series(arm: arms[group])
      series.bandwidth = hazard.bandwidth
      series.position = hazard.places.map(\.time)
      series.value = hazard.places.map(\.hazard)
      series.lower = hazard.places.map(\.lower)
      series.upper = hazard.places.map(\.upper)
      series.reason = hazard.reason?.summary
      return series
    }
    let last = hazards.compactMap { $0.hazard.places.last?.time }.max() ?? 0
    figure.axis = RiskTimes.times(upTo: last, unit: task.outcome.unit).map {
      FigureResult.Mark(time: $0, position: $0)
    }
    return figure
  }

  /// The residuals of a Cox model with the line through them.
  ///
  /// The hazard ratio of the model and its test of proportional hazards give words and p.
  func figure(
    _ request: FigureRequest, _ trend: SchoenfeldTrend, _ cox: CoxOptions, _ ratio: Estimate?,
    _ test: Estimate?
  ) -> FigureResult {
    var figure = figure(request)
    let isPenalized = cox.penalty != .none || cox.frailty != .none
    let model = [ratio?.method, isPenalized ? "residuals without penalty and frailty" : nil]
    figure.method = (model + ["time by \(cox.proportionalHazards.rawValue)"]).compactMap(\.self)
      .joined(separator: "; ")
    figure.p = test?.p
    var series = FigureResult.Series(
      arm: arms[OutcomeComparison.focal], referenceArm: arms[OutcomeComparison.reference])
    series.constant = trend.coefficient
    series.position = trend.line.map(\.position)
    series.value = trend.line.map(\.value)
    series.lower = trend.line.map(\.lower)
    series.upper = trend.line.map(\.upper)
    series.points = trend.chosen(atMost: Self.mostPoints).map {
      FigureResult.Point(position: trend.positions[$0], value: trend.residuals[$0])
    }
    series.pointCount = trend.times.count
    series.reason = trend.reason?.summary
    figure.series = [series]
    figure.axis = marks(trend, cox.proportionalHazards)
    return figure
  }

  /// A figure of a contrast that cannot be drawn.
  func figure(_ request: FigureRequest, absent reason: String) -> FigureResult {
    var figure = figure(request)
    var series = FigureResult.Series(
      arm: arms[OutcomeComparison.focal], referenceArm: arms[OutcomeComparison.reference])
    series.reason = reason
    figure.series = [series]
    return figure
  }

  /// Round times with their places: those of a curve where time is not stretched, else 1, 2 and 5 times
  /// powers of ten.
  private func marks(_ trend: SchoenfeldTrend, _ transform: TimeTransform) -> [FigureResult.Mark] {
    guard let first = trend.times.first(where: { $0 > 0 }), let last = trend.times.last else {
      return []
    }
    let unit = task.outcome.unit
    let times =
      transform == .identity
      ? RiskTimes.times(upTo: last, unit: unit) : RiskTimes.decades(from: first, to: last, unit)
    return times.compactMap { time in
      trend.position(of: time).map { FigureResult.Mark(time: time, position: $0) }
    }
  }
}

extension RiskTimes {
  /// 1, 2 and 5 times powers of ten between two times, in years where days are many.
  static func decades(from first: Double, to last: Double, _ unit: TimeUnit) -> [Double] {
    let size = unit == .days && last > 1000 ? 365.25 : 1
    var (times, power): ([Double], Double) = ([], 1)
    while power * size > first, power > 1e-9 { power /= 10 }
    while power * size <= last {
      times += [1, 2, 5].map { $0 * power * size }.filter { $0 >= first && $0 <= last }
      power *= 10
    }
    return times
  }
}
