import Distributions
import Foundation

/// One patient of the survival part: ten covariates, a weight, and a follow-up that ends with one of
/// two events or is censored.
///
/// Five covariates are normal and correlated by a common part, three are 0 or 1, two uniform. The
/// weight is the inverse of a probability that depends on three of them. About three in ten have the
/// event of cause 1 and one in ten that of cause 2 within a follow-up of 12 to 60 months; `month` is the
/// time in whole months, as many ties as registries have.
struct SyntheticFollowUp {
  static let header =
    (1...10).map { "x\($0)" }.joined(separator: ",") + "," + shortHeader + ",month,cause"
  static let shortHeader = "weight,time,event"

  private static let centres: [Double] = [0, 0, 0, 0, 0, 0.2, 0.35, 0.5, 0.5, 0.5]
  private static let effects: [Double] = [0.2, 0.1, -0.1, 0, 0.15, 0.3, 0.2, -0.2, 0, -0.1]
  private static let otherEffects: [Double] = [0, 0.1, 0.1, 0.05, 0, 0.2, -0.1, 0, 0.3, 0]

  private let covariates: [Int]
  private let weight: Int
  private let time: Int
  private let cause: Int

  init(using generator: inout CounterGenerator) {
    var covariates = [Int](repeating: 0, count: 10)
    var (predictor, other, arm) = (-4.85, -6.0, 0.3)
    let common = generator.normal()
    for j in 0..<10 {
      let value: Double =
        switch j {
        case 0..<5: 0.5 * common + 0.75.squareRoot() * generator.normal()
        case 5..<8: generator.uniform() < Self.centres[j] ? 1 : 0
        default: generator.uniform()
        }
      covariates[j] = Int((value * 1e4).rounded())
      predictor += Self.effects[j] * (value - Self.centres[j])
      other += Self.otherEffects[j] * (value - Self.centres[j])
      if j.isMultiple(of: 4) { arm += 0.4 * (value - Self.centres[j]) }
    }
    weight = Int(((1 + exp(-arm)) * 1e4).rounded())
    let first = generator.exponential() / exp(predictor)
    let second = generator.exponential() / exp(other)
    let end = 12 + 48 * generator.uniform()
    cause = end < min(first, second) ? 0 : first < second ? 1 : 2
    time = max(1, Int((min(end, first, second) * 1e6).rounded()))
    self.covariates = covariates
  }

  /// Writes a line, without the covariates where it is to be short.
  func write(short: Bool, to line: inout LineWriter) {
    if !short {
      for value in covariates {
        line.append(scaled: value, decimals: 4)
        line.appendComma()
      }
    }
    line.append(scaled: weight, decimals: 4)
    line.appendComma()
    line.append(scaled: time, decimals: 6)
    line.appendComma()
    line.append(cause == 1 ? 1 : 0)
    if !short {
      line.appendComma()
      line.append((time + 999_999) / 1_000_000)
      line.appendComma()
      line.append(cause)
    }
    line.endLine()
  }
}
