import Foundation

/// What both arms of a design would see if nobody's covariates decided the arm.
///
/// Hazards of each patient are known in both arms, so that survival and incidence of the population
/// that a design speaks of are averages of known curves, taken over the patients of many cohorts of
/// the same size: random only in who is in them. A ratio of hazards is the root of the expected
/// score of the partial likelihood under the censoring of the world, with the arms' sums of weights.
struct Truth: Sendable {
  static let cells = 400

  /// By arm: survival, and rates of either event at the middle of each cell.
  private var survival: [[Double]]
  private var rate: [[Double]]
  private var otherRate: [[Double]]
  private var total = [0.0, 0.0]
  /// The sum of the weights of each arm.
  private var arm = [0.0, 0.0]

  init() {
    survival = [[Double]](repeating: [Double](repeating: 0, count: Self.cells), count: 2)
    (rate, otherRate) = (survival, survival)
  }

  private static func width(_ world: Scenario) -> Double {
    world.censoring.upperBound / Double(cells)
  }

  /// Takes in the patients of a cohort, for several designs at once.
  static func add(
    _ cohort: Cohort, _ designs: [BuiltDesign], _ world: Scenario, to truths: inout [Truth]
  ) {
    let width = width(world)
    let middles = (0..<cells).map { (Double($0) + 0.5) * width }
    let early = world.baseline(world.cut)
    let baseline = middles.map { min(world.baseline($0), early) }
    let later = middles.map { max(0, world.baseline($0) - early) }
    let rates = middles.map(world.baselineRate)
    var (s, f, g) = (baseline, baseline, baseline)
    for i in cohort.patients.indices {
      let patient = cohort.patients[i]
      for a in 0...1 {
        let factor = a == 1 ? patient.late : 1
        let other = patient.competing * (a == 1 ? patient.competingFactor : 1)
        for k in 0..<cells {
          s[k] = exp(
            -patient.risk * (baseline[k] + factor * later[k]) - other * middles[k])
          f[k] = patient.risk * rates[k] * (later[k] > 0 ? factor : 1) * s[k]
          g[k] = other * s[k]
        }
        for d in designs.indices {
          let v = a == 1 ? designs[d].focal[i] : designs[d].reference[i]
          guard v > 0 else { continue }
          truths[d].total[a] += v
          for k in 0..<cells {
            truths[d].survival[a][k] += v * s[k]
            truths[d].rate[a][k] += v * f[k]
            truths[d].otherRate[a][k] += v * g[k]
          }
        }
      }
      for d in designs.indices {
        truths[d].arm[cohort.treated[i] ? 1 : 0] += designs[d].weights?[i] ?? 1
      }
    }
  }

  mutating func add(_ other: Truth) {
    for a in 0...1 {
      total[a] += other.total[a]
      arm[a] += other.arm[a]
      for k in 0..<Self.cells {
        survival[a][k] += other.survival[a][k]
        rate[a][k] += other.rate[a][k]
        otherRate[a][k] += other.otherRate[a][k]
      }
    }
  }

  /// The truth of each estimator; logarithms of ratios.
  func values(_ world: Scenario) -> [Estimator: Double] {
    let width = Self.width(world)
    let curves = (0...1).map { a in
      PopulationCurves(
        survival: survival[a].map { $0 / total[a] }, rate: rate[a].map { $0 / total[a] },
        otherRate: otherRate[a].map { $0 / total[a] }, width: width)
    }
    let (c, t) = (curves[0], curves[1])
    let all = (0...1).map { a in
      zip(curves[a].rate, curves[a].otherRate).map { $0 + $1 }
    }
    let free = (0...1).map { a in curves[a].freeOfEvent }
    return [
      .hazardRatio: root(all, curves.map(\.survival), world),
      .averageHazardRatio: log(
        t.firstEvents(all[1], against: c, to: world.horizon)
          / c.firstEvents(all[0], against: t, to: world.horizon)),
      .causeSpecificHazardRatio: root(curves.map(\.rate), curves.map(\.survival), world),
      .subdistributionHazardRatio: root(curves.map(\.rate), free, world),
      .survivalDifference: t.survival(at: world.time) - c.survival(at: world.time),
      .survivalRatio: log(t.survival(at: world.time) / c.survival(at: world.time)),
      .rmstDifference: t.area(to: world.horizon) - c.area(to: world.horizon),
      .rmstRatio: log(t.area(to: world.horizon) / c.area(to: world.horizon)),
      .medianDifference: t.median - c.median,
      .incidenceDifference: t.incidence(at: world.time) - c.incidence(at: world.time),
      .timeLostDifference: t.timeLost(to: world.horizon) - c.timeLost(to: world.horizon),
    ]
  }

  /// The log hazard ratio at which the expected score is 0, by bisection.
  private func root(_ density: [[Double]], _ atRisk: [[Double]], _ world: Scenario) -> Double {
    let width = Self.width(world)
    let followed = (0..<Self.cells).map { world.followed((Double($0) + 0.5) * width) }
    func score(_ beta: Double) -> Double {
      var sum = 0.0
      for k in 0..<Self.cells {
        let (one, zero) = (arm[1] * atRisk[1][k] * exp(beta), arm[0] * atRisk[0][k])
        let events = arm[1] * density[1][k] + arm[0] * density[0][k]
        sum += followed[k] * (arm[1] * density[1][k] - events * one / (one + zero))
      }
      return sum
    }
    var (low, high) = (-5.0, 5.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if score(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// Survival and rates of one arm at the middles of cells of equal width.
struct PopulationCurves {
  var survival: [Double]
  var rate: [Double]
  var otherRate: [Double]
  var width: Double

  /// The share without the event of interest, at the middles of the cells.
  var freeOfEvent: [Double] {
    var (left, result) = (1.0, [Double]())
    for value in rate {
      result.append(left - value * width / 2)
      left -= value * width
    }
    return result
  }

  /// A sum of cells up to a time, of the last a part.
  private func integral(_ values: [Double], to t: Double) -> Double {
    let position = t / width
    let whole = min(Int(position), values.count)
    var sum = 0.0
    for k in 0..<whole { sum += values[k] }
    if whole < values.count { sum += values[whole] * (position - Double(whole)) }
    return sum * width
  }

  /// The share of pairs in which an event of this arm, at a rate, comes before any of the other arm.
  func firstEvents(_ rate: [Double], against other: PopulationCurves, to t: Double) -> Double {
    integral(zip(rate, other.survival).map { $0 * $1 }, to: t)
  }
  func incidence(at t: Double) -> Double { integral(rate, to: t) }
  func survival(at t: Double) -> Double {
    1 - integral(rate, to: t) - integral(otherRate, to: t)
  }
  func area(to t: Double) -> Double { integral(survival, to: t) }
  func timeLost(to t: Double) -> Double { t - integral(freeOfEvent, to: t) }

  var median: Double {
    var (low, high) = (0.0, width * Double(survival.count))
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if survival(at: middle) > 0.5 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
