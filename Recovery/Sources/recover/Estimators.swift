import Foundation
import LinearAlgebra
import Regression
import Survival

/// A number with an interval that is compared with its truth.
enum Estimator: String, CaseIterable, Sendable {
  case hazardRatio
  case averageHazardRatio
  case causeSpecificHazardRatio
  case subdistributionHazardRatio
  case survivalDifference
  case survivalRatio
  case rmstDifference
  case rmstRatio
  case medianDifference
  case incidenceDifference
  case timeLostDifference
  case hazardRatioModel
  case survivalDifferenceModel
  case rmstDifferenceModel

  var title: String {
    switch self {
    case .hazardRatio: "log hazard ratio"
    case .averageHazardRatio: "log average hazard ratio"
    case .causeSpecificHazardRatio: "log cause-specific hazard ratio"
    case .subdistributionHazardRatio: "log subdistribution hazard ratio"
    case .survivalDifference: "survival difference"
    case .survivalRatio: "log survival ratio"
    case .rmstDifference: "RMST difference"
    case .rmstRatio: "log RMST ratio"
    case .medianDifference: "median difference"
    case .incidenceDifference: "cumulative incidence difference"
    case .timeLostDifference: "difference of time lost"
    case .hazardRatioModel: "log hazard ratio, `variance: model`"
    case .survivalDifferenceModel: "survival difference, `variance: model`"
    case .rmstDifferenceModel: "RMST difference, `variance: model`"
    }
  }

  /// The estimator that differs in its standard error only.
  var point: Estimator {
    switch self {
    case .hazardRatioModel: .hazardRatio
    case .survivalDifferenceModel: .survivalDifference
    case .rmstDifferenceModel: .rmstDifference
    default: self
    }
  }

  var isModel: Bool { point != self }

  /// Whether estimate and limits are compared as logarithms.
  var isRatio: Bool {
    switch point {
    case .hazardRatio, .averageHazardRatio, .causeSpecificHazardRatio, .subdistributionHazardRatio,
      .survivalRatio,
      .rmstRatio:
      true
    default: false
    }
  }
}

/// The survival data of a design, and every estimate of it.
struct DesignEstimates {
  private let competing: CompetingRisks
  private let groups: Groups
  private let covariates: Matrix
  private let kind: DesignKind
  /// The covariates of the patients, and the probability of treatment by the model of it.
  private let patients: Matrix
  private let probability: [Double]

  init(
    _ kind: DesignKind, _ design: BuiltDesign, _ cohort: Cohort, _ scores: LogisticRegression
  ) throws {
    let rows = cohort.treated.indices.filter { (design.weights?[$0] ?? 1) > 0 }
    let codes = rows.map { cohort.treated[$0] ? 1 : 0 }
    competing = try CompetingRisks(
      time: rows.map { cohort.time[$0] }, cause: rows.map { cohort.cause[$0] }, causes: 2,
      weights: design.weights.map { weights in
        Weights(rows.map { weights[$0] }, kind: design.weightKind)
      }, cluster: design.sets.map { sets in rows.map { sets[$0] } })
    groups = try Groups(codes, count: 2)
    covariates = Matrix(columns: [codes.map(Double.init)])
    self.kind = kind
    patients = Matrix(columns: (0..<3).map { j in rows.map { cohort.patients[$0].x[j] } })
    probability = rows.map { scores.fittedProbabilities[$0] }
  }

  /// Every estimate; `variance: model` only where all patients count once.
  func all(_ world: Scenario) throws -> [Estimator: SurvivalEstimate] {
    if kind.isAdjusted { return try adjusted(world) }
    var result = try curves(world, kind == .crude ? .model : .robust)
    if kind == .pairs {
      let model = try curves(world, .model)
      result[.hazardRatioModel] = model[.hazardRatio]
      result[.survivalDifferenceModel] = model[.survivalDifference]
      result[.rmstDifferenceModel] = model[.rmstDifference]
    }
    let incidence = try CumulativeIncidenceGroups(competing, by: groups).contrast(1, with: 0)
    result[.incidenceDifference] = incidence.difference(of: 1, at: world.time)
    result[.timeLostDifference] = incidence.timeLostDifference(to: 1, by: world.horizon)
    result[.subdistributionHazardRatio] = try FineGray(
      competing, cause: 1, covariates: covariates, censoringGroups: groups
    ).coefficient(0)
    result[.causeSpecificHazardRatio] = try Cox(
      competing.causeSpecific(1), covariates: covariates,
      variance: kind == .crude ? .model : .robust
    ).coefficient(0)
    return result
  }

  private func adjusted(_ world: Scenario) throws -> [Estimator: SurvivalEstimate] {
    let found = try adjustedCurves()
    return [
      .survivalDifference: found.survivalDifference(1, minus: 0, at: world.time),
      .survivalRatio: found.survivalRatio(1, over: 0, at: world.time).logarithmic,
      .rmstDifference: found.restrictedMeanDifference(1, minus: 0, to: world.horizon),
      .rmstRatio: found.restrictedMeanRatio(1, over: 0, to: world.horizon).logarithmic,
    ]
  }

  private func adjustedCurves() throws -> any AdjustedCurves {
    let data = competing.followUp
    switch kind {
    case .augmented:
      return try AugmentedSurvival(
        data, by: groups, covariates: patients, probability: probability)
    case .pseudoValues: return try PseudoValueSurvival(data, by: groups, covariates: patients)
    default: return try StandardizedSurvival(data, by: groups, covariates: patients)
    }
  }

  private func curves(
    _ world: Scenario, _ variance: VarianceEstimator
  ) throws -> [Estimator: SurvivalEstimate] {
    let data = competing.followUp
    let contrast = try KaplanMeierGroups(data, by: groups, variance: variance)
      .contrast(1, with: 0)
    return [
      .averageHazardRatio: contrast.averageHazardRatio(to: world.horizon).logarithmic,
      .hazardRatio: try Cox(data, covariates: covariates, variance: variance).coefficient(0),
      .survivalDifference: contrast.survivalDifference(at: world.time),
      .survivalRatio: contrast.survivalRatio(at: world.time).logarithmic,
      .rmstDifference: contrast.restrictedMeanDifference(to: world.horizon),
      .rmstRatio: contrast.restrictedMeanRatio(to: world.horizon).logarithmic,
      .medianDifference: contrast.quantileDifference(0.5),
    ]
  }
}

/// Curves of both arms over one population, however they were adjusted.
private protocol AdjustedCurves {
  func survivalDifference(_ group: Int, minus reference: Int, at time: Double) -> SurvivalEstimate
  func survivalRatio(_ group: Int, over reference: Int, at time: Double) -> SurvivalEstimate
  func restrictedMeanDifference(
    _ group: Int, minus reference: Int, to horizon: Double
  ) -> SurvivalEstimate
  func restrictedMeanRatio(
    _ group: Int, over reference: Int, to horizon: Double
  ) -> SurvivalEstimate
}

extension StandardizedSurvival: AdjustedCurves {}
extension AugmentedSurvival: AdjustedCurves {}
extension PseudoValueSurvival: AdjustedCurves {}

extension SurvivalEstimate {
  /// Estimate and limits as logarithms; the standard error of a ratio is on that scale already.
  var logarithmic: SurvivalEstimate {
    var result = self
    result.estimate = estimate.map { log($0) }
    result.lower = lower.map { log($0) }
    result.upper = upper.map { log($0) }
    return result
  }
}
