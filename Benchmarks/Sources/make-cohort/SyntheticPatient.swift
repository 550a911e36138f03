import Distributions
import Foundation

/// One patient: twenty covariates, an arm that depends on them, and a follow-up that depends on both.
///
/// Eight covariates are normal and correlated by a common part, four are log-normal, four are 0 or
/// 1, two are whole numbers, two uniform. About three in ten are treated; the hazard of the
/// treated is 0.8 of that of the others; about three in ten die within a follow-up of 12 to 60 months.
struct SyntheticPatient {
  static let header =
    "id,arm," + (1...20).map { "x\($0)" }.joined(separator: ",") + ",time,event"

  private static let decimals = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 4, 4]
  private static let centres: [Double] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1.13, 1.13, 1.13, 1.13, 0.2, 0.35, 0.5, 0.1, 62, 2, 0.5, 0.5,
  ]
  private static let armEffects: [Double] = [
    0.3, -0.2, 0.15, 0.1, 0, -0.25, 0.05, 0.2, 0.1, -0.15, 0, 0.05, 0.4, -0.3, 0.2, 0.5, -0.03,
    0.1, 0.3, -0.2,
  ]
  private static let hazardEffects: [Double] = [
    0.2, 0.1, -0.1, 0, 0.15, 0.05, -0.05, 0.1, 0.1, 0.05, -0.1, 0, 0.3, 0.2, -0.2, 0.4, 0.03, 0.1,
    0, -0.1,
  ]

  private let covariates: [Int]
  private let isTreated: Bool
  private let time: Int
  private let isEvent: Bool

  init(using generator: inout CounterGenerator) {
    var covariates = [Int](repeating: 0, count: 20)
    var (armPredictor, hazardPredictor) = (-1.0, -4.75)
    let common = generator.normal()
    for j in 0..<20 {
      let value: Double =
        switch j {
        case 0..<8: 0.5 * common + 0.75.squareRoot() * generator.normal()
        case 8..<12: exp(0.5 * generator.normal())
        case 12..<16: generator.uniform() < Self.centres[j] ? 1 : 0
        case 16: (62 + 10 * generator.normal()).rounded()
        case 17: Double(generator.integer(below: 5))
        default: generator.uniform()
        }
      let scale = Self.decimals[j] == 4 ? 1e4 : 1
      covariates[j] = Int((value * scale).rounded())
      armPredictor += Self.armEffects[j] * (value - Self.centres[j])
      hazardPredictor += Self.hazardEffects[j] * (value - Self.centres[j])
    }
    isTreated = generator.uniform() < 1 / (1 + exp(-armPredictor))
    if isTreated { hazardPredictor += log(0.8) }
    let death = generator.exponential() / exp(hazardPredictor)
    let end = 12 + 48 * generator.uniform()
    isEvent = death <= end
    time = max(1, Int((min(death, end) * 1e6).rounded()))
    self.covariates = covariates
  }

  func write(id: Int, to line: inout LineWriter) {
    line.append(id)
    line.appendComma()
    line.append(isTreated ? 1 : 0)
    for j in 0..<20 {
      line.appendComma()
      if Self.decimals[j] == 0 {
        line.append(covariates[j])
      } else {
        line.append(scaled: covariates[j], decimals: Self.decimals[j])
      }
    }
    line.appendComma()
    line.append(scaled: time, decimals: 6)
    line.appendComma()
    line.append(isEvent ? 1 : 0)
    line.endLine()
  }
}
