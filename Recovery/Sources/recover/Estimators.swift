import Foundation
import LinearAlgebra
import Survival

/// A number with an interval that is compared with its truth.
enum Estimator: String, CaseIterable, Sendable {
  case hazardRatio
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
    case .hazardRatio, .causeSpecificHazardRatio, .subdistributionHazardRatio, .survivalRatio,
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

  init(_ kind: DesignKind, _ design: BuiltDesign, _ cohort: Cohort) throws {
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
  }

  /// Every estimate; `variance: model` only where all patients count once.
  func all(_ world: Scenario) throws -> [Estimator: SurvivalEstimate] {
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

  private func curves(
    _ world: Scenario, _ variance: VarianceEstimator
  ) throws -> [Estimator: SurvivalEstimate] {
    let data = competing.followUp
    let contrast = try KaplanMeierGroups(data, by: groups, variance: variance)
      .contrast(1, with: 0)
    return [
      .hazardRatio: try Cox(data, covariates: covariates, variance: variance).coefficient(0),
      .survivalDifference: contrast.survivalDifference(at: world.time),
      .survivalRatio: contrast.survivalRatio(at: world.time).logarithmic,
      .rmstDifference: contrast.restrictedMeanDifference(to: world.horizon),
      .rmstRatio: contrast.restrictedMeanRatio(to: world.horizon).logarithmic,
      .medianDifference: contrast.quantileDifference(0.5),
    ]
  }
}

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
