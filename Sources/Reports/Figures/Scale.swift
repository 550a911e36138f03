private import Foundation

/// A mapping of data to the sheet, linear or logarithmic.
struct Scale: Sendable {
  /// The data at both ends.
  let domain: ClosedRange<Double>
  /// Where the ends are drawn.
  let start: Double
  let end: Double
  var isLogarithmic = false

  /// Where a value is drawn.
  func callAsFunction(_ value: Double) -> Double {
    let low = transformed(domain.lowerBound)
    let high = transformed(domain.upperBound)
    guard high > low else { return (start + end) / 2 }
    return start + (transformed(value) - low) / (high - low) * (end - start)
  }

  private func transformed(_ value: Double) -> Double {
    isLogarithmic ? log(max(value, 1e-12)) : value
  }
}

/// Round numbers for axes.
enum Ticks {
  /// About `count` round numbers that cover `low...high`.
  static func linear(_ low: Double, _ high: Double, count: Int) -> [Double] {
    guard low.isFinite, high.isFinite, high > low, count > 0 else { return [] }
    let raw = (high - low) / Double(count)
    let power = pow(10, floor(log10(raw)))
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= raw * 0.999 } ?? 10) * power
    let first = Int((low / step + 1e-9).rounded(.down))
    let last = Int((high / step - 1e-9).rounded(.up))
    guard last - first < 100 else { return [low, high] }
    return (first...max(first, last)).map { Double($0) * step }
  }

  /// A number of a linear axis with the decimals that tell it from its neighbours.
  static func label(_ tick: Double, of ticks: [Double]) -> String {
    let step = ticks.count > 1 ? abs(ticks[1] - ticks[0]) : 1
    var (decimals, size) = (2, step)
    while size < 0.01, size > 0, decimals < 8 { (size, decimals) = (size * 10, decimals + 1) }
    return NumberText.trimmed(tick, decimals: decimals)
  }

  /// Round numbers on a logarithmic axis within `low...high`: 1, 2 and 5 times powers of ten, or the
  /// powers alone where those would be many.
  static func decades(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high > low, high.isFinite else { return [] }
    let powers = (Int(floor(log10(low)))...Int(ceil(log10(high)))).prefix(40)
    let steps: [Double] = powers.count > 5 ? [1] : [1, 2, 5]
    return powers.flatMap { power in
      // A quotient of whole numbers, so that a tenth is the number nearest to it.
      steps.map { power < 0 ? $0 / pow(10, Double(-power)) : $0 * pow(10, Double(power)) }
    }.filter { $0 >= low && $0 <= high }
  }

  /// Round numbers around 1 on a logarithmic axis that cover `low...high`.
  static func logarithmic(_ low: Double, _ high: Double) -> [Double] {
    let narrow = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10]
    let wide = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20, 100]
    let steps = low < 0.1 || high > 10 ? wide : narrow
    let first = steps.lastIndex { $0 <= min(low, 0.7) } ?? 0
    let last = steps.firstIndex { $0 >= max(high, 1.5) } ?? steps.count - 1
    return Array(steps[first...last])
  }
}
