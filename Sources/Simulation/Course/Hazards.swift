private import Foundation

/// Hazards that are inverted: the day on which a cumulative hazard reaches a given number.
enum Hazards {
  /// Days in a year.
  static let year = 365.25
  /// Days in a month.
  static let month = 30.4375

  /// A time as whole days, kept within what days can be counted with.
  static func day(_ time: Double) -> Int {
    time.isNaN ? 100_000_000 : Int(min(max(time, -1e8), 1e8))
  }

  /// 1 / (1 + exp(−x)).
  static func expit(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// The day t ≥ 0 at which a Weibull hazard with changing ratio has accumulated to `target`.
  ///
  /// The cumulative hazard is ∫ r(u) d(u / scale)^shape, where r is `ratio` at first and changes at
  /// the days of `changes`, which ascend. Infinite where a ratio of 0 is never left.
  static func weibull(
    _ target: Double, scale: Double, shape: Double, ratio: Double,
    changes: [(day: Double, ratio: Double)] = []
  ) -> Double {
    var rest = target
    var base = 0.0
    var ratio = ratio
    for change in changes {
      let next = change.day <= 0 ? 0 : pow(change.day / scale, shape)
      let gained = ratio * (next - base)
      if gained >= rest { break }
      rest -= gained
      base = next
      ratio = change.ratio
    }
    guard ratio > 0 else { return .infinity }
    return scale * pow(base + rest / ratio, 1 / shape)
  }

  /// The years t ≥ 0 at which a Gompertz hazard rate·exp(slope·t) has accumulated to `target`, with
  /// the hazard multiplied by `factor` from `change` years on.
  static func gompertz(
    _ target: Double, rate: Double, slope: Double, change: Double, factor: Double
  ) -> Double {
    func cumulative(_ t: Double) -> Double {
      slope == 0 ? rate * t : rate * expm1(slope * t) / slope
    }
    func inverse(_ hazard: Double) -> Double {
      guard slope != 0 else { return hazard / rate }
      let inside = slope * hazard / rate
      return inside > -1 ? log1p(inside) / slope : .infinity
    }
    guard change.isFinite, change < 1e6 else { return inverse(target) }
    let before = cumulative(change)
    if target <= before { return inverse(target) }
    return inverse(before + (target - before) / factor)
  }
}
