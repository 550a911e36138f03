internal import Foundation
public import LinearAlgebra

/// What a model with the arm among its covariates says of each arm, averaged over the patients of both.
///
/// Everybody is given each arm in turn, and the means are taken over all, each as often as they weigh: numbers
/// are marginal, whatever else is in the model. Errors are those of the influence of each patient, through
/// the parameters and through the mean; under the model's own variance both are added.
public struct ModelledArms: Sendable {
  private let model: any SurvivalModel
  private let data: SurvivalData
  private let variance: VarianceEstimator
  /// The different covariates of people in each arm, and which of them each row has.
  private let people: [[[Double]]]
  private let place: [Int]
  private let shares: [Double]

  /// What an accelerated failure time, generalised gamma or Gompertz model says.
  ///
  /// - Parameters:
  ///   - fit: The model.
  ///   - data: The data to which it was fitted.
  ///   - covariates: Its covariates; the first is the arm, 0 or 1, where there are two.
  ///   - arms: How many arms there are, 1 or 2.
  ///   - variance: Where standard errors come from; by default what fits the data.
  public init(
    _ fit: ParametricSurvival, _ data: SurvivalData, covariates: Matrix, arms: Int,
    variance: VarianceEstimator? = nil
  ) {
    self.init(model: fit, data, covariates, arms, variance)
  }

  /// What a Royston–Parmar model says.
  ///
  /// - Parameters:
  ///   - fit: The model.
  ///   - data: The data to which it was fitted.
  ///   - covariates: Its covariates; the first is the arm, 0 or 1, where there are two.
  ///   - arms: How many arms there are, 1 or 2.
  ///   - variance: Where standard errors come from; by default what fits the data.
  public init(
    _ fit: RoystonParmar, _ data: SurvivalData, covariates: Matrix, arms: Int,
    variance: VarianceEstimator? = nil
  ) {
    self.init(model: fit, data, covariates, arms, variance)
  }

  private init(
    model: any SurvivalModel, _ data: SurvivalData, _ covariates: Matrix, _ arms: Int,
    _ variance: VarianceEstimator?
  ) {
    self.model = model
    self.data = data
    self.variance = variance ?? data.defaultVariance
    var (index, place, kinds) = ([[Double]: Int](), [Int](), [[Double]]())
    let first = arms > 1 ? 1 : 0
    for i in 0..<covariates.rows {
      let row = (first..<max(first, covariates.columns)).map { covariates[i, $0] }
      let found = index[row] ?? kinds.count
      if found == kinds.count {
        index[row] = found
        kinds.append(row)
      }
      place.append(found)
    }
    self.place = place
    people = arms > 1 ? [0, 1].map { arm in kinds.map { [arm] + $0 } } : [kinds]
    let total = data.rowWeights.reduce(0, +)
    shares = data.rowWeights.map { $0 / total }
  }

  /// The share that survives a time in an arm.
  /// - Complexity: one evaluation for each different person.
  public func survival(_ arm: Int, at time: Double) -> SurvivalEstimate {
    guard time.isFinite, time >= 0 else { return SurvivalEstimate(reason: .invalidTime) }
    guard time > 0 else { return SurvivalEstimate(1, standardError: 0, lower: 1, upper: 1) }
    return number(arm, nil) { model.survivalPoint(at: time, $0) }
      .map { $0.survival(level: model.level) } ?? absent
  }

  /// The difference of such shares.
  public func survivalDifference(_ arm: Int, minus other: Int, at time: Double) -> SurvivalEstimate
  {
    guard time.isFinite, time > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    return number(arm, other) { model.survivalPoint(at: time, $0) }
      .map { .difference($0, level: model.level) } ?? absent
  }

  /// The mean time up to a horizon in an arm.
  /// - Complexity: one quadrature for each different person.
  public func restrictedMean(_ arm: Int, to horizon: Double) -> SurvivalEstimate {
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    return number(arm, nil) { model.restrictedMeanPoint(to: horizon, $0) }
      .map { $0.plain(level: model.level) } ?? absent
  }

  /// The difference of such means.
  public func restrictedMeanDifference(
    _ arm: Int, minus other: Int, to horizon: Double
  ) -> SurvivalEstimate {
    guard horizon.isFinite, horizon > 0 else { return SurvivalEstimate(reason: .invalidTime) }
    return number(arm, other) { model.restrictedMeanPoint(to: horizon, $0) }
      .map { .difference($0, level: model.level) } ?? absent
  }

  /// The mean time in an arm, extrapolated beyond what was seen; its limits are those of its logarithm.
  public func mean(_ arm: Int) -> SurvivalEstimate {
    number(arm, nil) { model.meanPoint($0) }.map { $0.positive(level: model.level) } ?? absent
  }

  /// The difference of such means.
  public func meanDifference(_ arm: Int, minus other: Int) -> SurvivalEstimate {
    number(arm, other) { model.meanPoint($0) }.map { .difference($0, level: model.level) } ?? absent
  }

  private var absent: SurvivalEstimate {
    SurvivalEstimate(reason: model.absence ?? .meanIsInfinite)
  }

  /// The mean over all in an arm, less that in another where one is given; nil where it does not exist.
  private func number(
    _ arm: Int, _ other: Int?, _ said: ([Double]) -> ModelPoint?
  ) -> ModelledNumber? {
    guard model.absence == nil, people.indices.contains(arm) else { return nil }
    var points: [ModelPoint] = []
    for person in people[arm].indices {
      guard var point = said(people[arm][person]) else { return nil }
      if let other {
        guard people.indices.contains(other), let less = said(people[other][person]) else {
          return nil
        }
        point = ModelPoint(zip(point.all, less.all).map { $0 - $1 })
      }
      points.append(point)
    }
    var mean = [Double](repeating: 0, count: points.first?.all.count ?? 0)
    var weight = [Double](repeating: 0, count: points.count)
    for row in place.indices { weight[place[row]] += shares[row] }
    for (person, point) in points.enumerated() {
      for (j, value) in point.all.enumerated() { mean[j] += weight[person] * value }
    }
    let average = ModelPoint(mean)
    let spread = place.indices.map { shares[$0] * (points[place[$0]].value - average.value) }
    return ModelledNumber(value: average.value, standardError: error(average, spread))
  }

  private func error(_ average: ModelPoint, _ spread: [Double]) -> Double {
    let copies = data.countsCopies ? data.rowWeights : nil
    switch variance {
    case .model:
      let own = average.standardError(model.parameterVariance)
      let mean = InfluenceSum.standardError(spread, cluster: nil, copies: copies)
      return (own * own + mean * mean).squareRoot()
    case .robust:
      let through = model.parameterInfluence.times(average.gradient)
      return InfluenceSum.standardError(
        zip(through, spread).map { $0 + $1 }, cluster: data.cluster, copies: copies)
    }
  }
}

extension SurvivalEstimate {
  fileprivate static func difference(_ found: ModelledNumber, level: Double) -> Self {
    let result = normal(found.value, found.standardError, level: level)
    return result.estimate == nil ? SurvivalEstimate(reason: .outOfScale) : result
  }
}
