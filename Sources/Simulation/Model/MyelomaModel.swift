public import Diagnostics
internal import Distributions
private import Foundation
public import Vocabulary

/// The multi-state model of myeloma patients, ready to be drawn from.
public struct MyelomaModel: Sendable {
  /// The parameters it was made from.
  public let parameters: MyelomaParameters

  let regimens: [Regimen]
  let inductions: [RegimenChoice]
  let otherInductions: [RegimenChoice]
  let secondLines: [RegimenChoice]
  let furtherLines: [RegimenChoice]
  let centres: [Centre]
  let centreShares: Shares
  let yearShares: Shares
  let diagnosisShares: Shares
  let stageShares: Shares
  let markerShares: [Double]
  let doses: [Double]
  let doseShares: Shares
  let stops: [(reason: String, perYear: Double)]
  let stopShares: Shares
  let stopsPerYear: Double
  /// What the log hazard ratio of progression is on average, which is taken off.
  let meanRisk: Double

  /// A centre with what its province says.
  struct Centre: Sendable {
    let name: String
    let province: String
    let access: Double
    let cytogenetics: Double
    let lenalidomideFunded: Int
    let days21of28: Double
  }

  /// Makes the model ready.
  ///
  /// - Parameters:
  ///   - parameters: the parameters.
  ///   - written: what they were read from, for the places of faults.
  /// - Throws: `Faults` with names that do not fit together.
  public init(_ parameters: MyelomaParameters, written: Node? = nil) throws(Faults) {
    let faults = ParameterCheck(parameters, written: written).faults
    if !faults.isEmpty { throw Faults(faults) }
    self.parameters = parameters
    let regimens = parameters.regimens.elements.map { Regimen($0.name, $0.value) }
    self.regimens = regimens
    inductions = parameters.induction.periods.map { RegimenChoice($0, regimens) }
    otherInductions = parameters.induction.otherPeriods.map { RegimenChoice($0, regimens) }
    secondLines = parameters.laterLines.periods.map { RegimenChoice($0, regimens) }
    furtherLines = parameters.laterLines.furtherPeriods.map { RegimenChoice($0, regimens) }
    centres = parameters.centres.elements.map { centre in
      let province = parameters.provinces[centre.value.province]
      return Centre(
        name: centre.name, province: centre.value.province, access: centre.value.access,
        cytogenetics: centre.value.fish,
        lenalidomideFunded: province?.funded[Codes.lenalidomide]?.day ?? .max,
        days21of28: province?.days21of28 ?? 0)
    }
    centreShares = Shares(parameters.centres.elements.map(\.value.weight))
    let population = parameters.population
    yearShares = Shares(
      (population.firstYear...population.lastYear).map {
        exp(population.growth * Double($0 - population.firstYear))
      })
    diagnosisShares = Shares(Codes.diagnoses.map { population.diagnoses[$0] ?? 0 })
    stageShares = Shares(Codes.stages.map { parameters.risk.stage[$0] ?? 0 })
    markerShares = Codes.markers.map { parameters.risk.markers[$0] ?? 0 }
    doses = parameters.maintenance.dose.elements.compactMap { Double($0.name) }
    doseShares = Shares(parameters.maintenance.dose.elements.map(\.value))
    stops = parameters.maintenance.stops.elements.map { ($0.name, $0.value) }
    stopShares = Shares(stops.map(\.perYear))
    stopsPerYear = stops.reduce(0) { $0 + $1.perYear }
    meanRisk = Self.meanRisk(parameters.risk, ageMean: population.ageMean)
  }

  private static func meanRisk(_ risk: RiskParameters, ageMean: Double) -> Double {
    let stages = Codes.stages.map { risk.stage[$0] ?? 0 }
    let total = max(stages.reduce(0, +), .leastNormalMagnitude)
    func none(_ names: [String]) -> Double {
      names.reduce(1) { $0 * (1 - (risk.markers[$1] ?? 0)) }
    }
    let third = stages[2] / total
    return risk.stageII * stages[1] / total + risk.stageIII * third
      + risk.highRisk * (1 - none(["del17p", "t4_14", "t14_16"]))
      + risk.gain1q * (1 - none(["gain1q", "amp1q"]))
      + risk.raisedLDH * min(1, risk.highLDH * (1 + third))
      + risk.ageDecade * (ageMean - 60) / 10
  }
}
