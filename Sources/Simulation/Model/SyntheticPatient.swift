internal import Distributions
private import Foundation
internal import Tables
internal import Vocabulary

/// A patient as diagnosed: all that no treatment changes.
struct SyntheticPatient {
  /// From 0.
  let number: Int
  /// The day of diagnosis since 1970-01-01.
  let diagnosed: Int
  let year: Int
  let age: Double
  let isFemale: Bool
  let centre: Int
  /// An index into ``Codes/diagnoses``.
  let diagnosis: Int
  /// 0, 1, 2 for I, II, III.
  let stage: Int
  /// One bit a marker, in the order of ``Codes/markers``.
  let markers: Int
  let hasHighLDH: Bool
  let performance: Int
  /// A standard normal number that nobody measures.
  let unmeasured: Double
  /// How well blood counts recover after a transplant, a standard normal number.
  let recovery: Double
  /// del17p, t(4;14) or t(14;16).
  let isHighRisk: Bool
  /// The log hazard ratio of progression against the average patient.
  let risk: Double

  /// The id under which a patient stands in every table.
  var id: String {
    let digits = String(number + 1)
    return "SYN" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  var birthYear: Int { year - Int(age) }

  func has(_ marker: Int) -> Bool { markers >> marker & 1 == 1 }

  /// Draws a patient.
  init(_ number: Int, _ model: MyelomaModel, _ streams: PatientStreams) {
    let parameters = model.parameters
    let population = parameters.population
    var stream = streams(.baseline)
    self.number = number
    year = population.firstYear + model.yearShares.index(stream.uniform())
    let first = CalendarDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0
    diagnosed = first + Int(stream.uniform() * 365)
    isFemale = stream.happens(population.female)
    age = Self.truncatedNormal(
      stream.uniform(), population.ageMean, population.ageDeviation,
      population.ageLeast...population.ageMost)
    centre = model.centreShares.index(stream.uniform())
    diagnosis = model.diagnosisShares.index(stream.uniform())
    stage = model.stageShares.index(stream.uniform())
    let highLDH = parameters.risk.highLDH * (stage == 2 ? 2 : 1)
    hasHighLDH = stream.happens(min(1, highLDH))
    performance = Self.performance(stream.uniform(), age, parameters.risk)
    unmeasured = stream.normal()
    recovery = stream.normal()
    var markers = 0
    var markerStream = streams(.markers)
    for (index, share) in model.markerShares.enumerated() where markerStream.happens(share) {
      markers |= 1 << index
    }
    self.markers = markers
    isHighRisk = markers & 0b111 != 0
    let risk = parameters.risk
    var logHazard = [0, risk.stageII, risk.stageIII][stage] + risk.unmeasured * unmeasured
    if isHighRisk { logHazard += risk.highRisk }
    if markers & 0b110000 != 0 { logHazard += risk.gain1q }
    if hasHighLDH { logHazard += risk.raisedLDH }
    logHazard += risk.ageDecade * (age - 60) / 10
    self.risk = logHazard - model.meanRisk
  }

  /// A normal number within limits, by inversion.
  private static func truncatedNormal(
    _ uniform: Double, _ mean: Double, _ deviation: Double, _ limits: ClosedRange<Double>
  ) -> Double {
    let low = Normal.cumulative((limits.lowerBound - mean) / deviation)
    let high = Normal.cumulative((limits.upperBound - mean) / deviation)
    let inside = low + uniform * (high - low)
    guard inside > 0, inside < 1 else { return inside > 0 ? limits.upperBound : limits.lowerBound }
    return min(
      max(mean + deviation * Normal.quantile(inside), limits.lowerBound), limits.upperBound)
  }

  /// Performance status, worse with age: odds of a worse grade rise by half in ten years.
  private static func performance(_ uniform: Double, _ age: Double, _ risk: RiskParameters) -> Int {
    let tilt = exp(0.4 * (age - 60) / 10)
    let weights = Codes.grades.enumerated().map { index, grade in
      (risk.performance[grade] ?? 0) * pow(tilt, Double(index))
    }
    return Shares(weights).index(uniform)
  }
}
