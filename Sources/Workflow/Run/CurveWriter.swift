internal import Cohorts
internal import Survival

/// Turns a fitted curve into the steps of the results.
struct CurveWriter {
  /// How many times a curve of the results has at most.
  static let mostTimes = 1000

  private let fit: KaplanMeier

  init(_ fit: KaplanMeier) { self.fit = fit }

  func curve(
    outcome: String, design: String?, subgroup: String?, arm: String, unit: String,
    ticks: [Double], asked: [Double], limit: Int?, band: SimultaneousBand? = nil
  ) -> Curve {
    let counts = ticks.map { fit.atRisk(at: $0) }
    var curve = Curve(
      outcome: outcome, design: design, subgroup: subgroup, arm: arm, kind: "survival",
      unit: unit, lastTime: fit.time.last ?? 0,
      riskTable: Curve.RiskTable(
        time: ticks, atRisk: counts.map(\.count), atRiskWeighted: counts.map(\.weight)))
    let start = fit.atRisk(at: 0)
    append(0, 1, 1, 1, start, to: &curve)
    var (events, censored) = (0, 0)
    let kept = steps(limit: limit, asked)
    for k in fit.time.indices {
      events += fit.eventCount[k]
      censored += fit.censoredCount[k]
      guard kept[k] else { continue }
      append(
        fit.time[k], fit.survival[k], fit.lower[k], fit.upper[k],
        (fit.atRisk[k], fit.atRiskCount[k]), to: &curve)
      curve.events[curve.events.count - 1] = events
      curve.censored[curve.censored.count - 1] = censored
      (events, censored) = (0, 0)
    }
    curve.censoringTimes = censoringTimes
    curve.band = band.map { self.band($0, at: curve.time) }
    return curve
  }

  /// How many times of censoring a curve of the results has at most.
  private static let mostMarks = 200

  /// The times at which somebody was censored; where they are many, evenly chosen of them.
  private var censoringTimes: [Double] {
    let times = fit.time.indices.filter { fit.censoredCount[$0] > 0 }.map { fit.time[$0] }
    guard times.count > Self.mostMarks else { return times }
    return (0..<Self.mostMarks).map { times[$0 * (times.count - 1) / (Self.mostMarks - 1)] }
  }

  /// A band at the times that are written.
  private func band(_ band: SimultaneousBand, at times: [Double]) -> Curve.Band {
    var (lower, upper): ([Double?], [Double?]) = ([], [])
    var next = 0
    for time in times {
      while next < band.time.count, band.time[next] < time { next += 1 }
      let isWithin = next < band.time.count && band.time[next] == time
      lower.append(isWithin ? band.lower[next] : nil)
      upper.append(isWithin ? band.upper[next] : nil)
    }
    return Curve.Band(
      kind: band.kind.rawValue, lower: lower, upper: upper, reason: band.reason?.summary)
  }

  private func append(
    _ time: Double, _ value: Double, _ lower: Double?, _ upper: Double?,
    _ atRisk: (weight: Double, count: Int), to curve: inout Curve
  ) {
    curve.time.append(time)
    curve.value.append(value)
    curve.lower.append(lower)
    curve.upper.append(upper)
    curve.atRisk.append(atRisk.count)
    curve.atRiskWeighted.append(atRisk.weight)
    curve.events.append(0)
    curve.censored.append(0)
  }

  /// Which times are written: those with events and the last; where they are too many the last before
  /// each time of a grid and each time asked for.
  private func steps(limit: Int?, _ asked: [Double]) -> [Bool] {
    var kept = fit.time.indices.map { fit.eventCount[$0] > 0 || $0 == fit.time.count - 1 }
    guard let limit, kept.count(where: \.self) > limit - 1, let last = fit.time.last else {
      return kept
    }
    kept = [Bool](repeating: false, count: fit.time.count)
    let points = max(1, limit - 1 - asked.count)
    let grid = (1...points).map { last * Double($0) / Double(points) }
    var k = 0
    for target in (grid + asked.prefix(limit - 1 - points)).sorted() {
      while k + 1 < fit.time.count, fit.time[k + 1] <= target { k += 1 }
      kept[k] = true
    }
    kept[fit.time.count - 1] = true
    return kept
  }
}

/// Round times for the axis of a curve and the numbers at risk under it.
enum RiskTimes {
  /// From 0 in equal steps to the longest follow-up: 4 to 9 steps, whole years where days make them.
  static func times(upTo longest: Double, unit: TimeUnit) -> [Double] {
    guard longest > 0 else { return [0] }
    let candidates: [Double] =
      switch unit {
      case .days where longest > 1000: [1, 2, 4, 5, 10, 20].map { $0 * 365.25 }
      case .weeks: [1, 2, 4, 8, 13, 26, 52, 104]
      case .months: [1, 2, 3, 6, 12, 24, 48, 60, 120]
      case .days, .years: nice(longest)
      }
    let step = candidates.first { longest / $0 <= 9 } ?? longest / 5
    return (0...Int(longest / step)).map { Double($0) * step }
  }

  private static func nice(_ longest: Double) -> [Double] {
    var magnitude = 1.0
    while magnitude * 10 < longest { magnitude *= 10 }
    while magnitude > longest { magnitude /= 10 }
    return [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].map { $0 * magnitude }
  }
}
