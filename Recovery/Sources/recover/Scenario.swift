import Distributions
import Foundation

/// A world in which treatment is chosen by covariates that also change the hazards.
///
/// A patient has the covariates x = (normal, 0 or 1, normal) and is treated with probability
/// expit(α + a'x). The cumulative hazard of the event of interest is that of a Weibull distribution
/// times e^{b'x}, what comes after `cut` also times e^{θ + φ x₂} under treatment; that of the
/// competing event is c t e^{d'x}, times e^{κ} under treatment. Censoring is uniform between two
/// times.
struct Scenario: Sendable {
  var name: String
  var meaning: String
  var assignment: [Double]
  var prognosis: [Double]
  var shape: Double
  var scale: Double
  var cut: Double
  var effect: Double
  var modification: Double
  var competingRate: Double
  var competingPrognosis: [Double]
  var competingEffect: Double
  var censoring: ClosedRange<Double>
  /// The time of survival and incidence.
  var time: Double
  /// The horizon of restricted means.
  var horizon: Double

  static let all = [
    Scenario(
      name: "proportional",
      meaning: "Weibull hazards; given the covariates the hazard ratio is 0.6 at all times",
      assignment: [-0.9, 0.5, 0.6, -0.4], prognosis: [0.5, 0.4, -0.3], shape: 1.3, scale: 4,
      cut: 0, effect: log(0.6), modification: 0, competingRate: 0.05,
      competingPrognosis: [0.3, 0, 0.2], competingEffect: 0, censoring: 1.5...8, time: 2.5,
      horizon: 4),
    Scenario(
      name: "late",
      meaning:
        "a constant hazard that treatment lowers after the first year only, to 0.5 or 0.75 of it by "
        + "a covariate; treatment raises the rate of the competing event by half",
      assignment: [-0.7, 0.5, 0.6, -0.4], prognosis: [0.5, 0.4, -0.3], shape: 1, scale: 3.5,
      cut: 1, effect: log(0.5), modification: log(1.5), competingRate: 0.08,
      competingPrognosis: [0.3, 0, 0.2], competingEffect: log(1.5), censoring: 1...7, time: 3,
      horizon: 4),
  ]

  /// The cumulative baseline hazard of the event.
  func baseline(_ t: Double) -> Double { pow(t / scale, shape) }

  /// The derivative of ``baseline(_:)``.
  func baselineRate(_ t: Double) -> Double { shape / scale * pow(t / scale, shape - 1) }

  /// The share still followed at a time.
  func followed(_ t: Double) -> Double {
    let (low, high) = (censoring.lowerBound, censoring.upperBound)
    return min(1, max(0, (high - t) / (high - low)))
  }
}

/// One patient of a world, whose hazards are known in both arms.
struct Patient {
  let x: [Double]
  let probability: Double
  let risk: Double
  let late: Double
  let competing: Double
  let competingFactor: Double

  init(_ world: Scenario, _ generator: inout CounterGenerator) {
    x = [generator.normal(), generator.uniform() < 0.4 ? 1 : 0, generator.normal()]
    let a = world.assignment
    probability = 1 / (1 + exp(-(a[0] + a[1] * x[0] + a[2] * x[1] + a[3] * x[2])))
    risk = exp(Self.product(world.prognosis, x))
    late = exp(world.effect + world.modification * x[1])
    competing = world.competingRate * exp(Self.product(world.competingPrognosis, x))
    competingFactor = exp(world.competingEffect)
  }

  private static func product(_ a: [Double], _ x: [Double]) -> Double {
    a[0] * x[0] + a[1] * x[1] + a[2] * x[2]
  }

  /// When the event would come in an arm, from an exponential draw.
  func eventTime(_ world: Scenario, isTreated: Bool, _ draw: Double) -> Double {
    let (target, early) = (draw / risk, world.baseline(world.cut))
    let after = target <= early ? target : early + (target - early) / (isTreated ? late : 1)
    return world.scale * pow(after, 1 / world.shape)
  }

  /// When the competing event would come in an arm, from an exponential draw.
  func competingTime(isTreated: Bool, _ draw: Double) -> Double {
    draw / (competing * (isTreated ? competingFactor : 1))
  }
}

/// What is recorded of a cohort.
struct Cohort {
  var patients: [Patient] = []
  var treated: [Bool] = []
  var time: [Double] = []
  /// 0 where follow-up ended first, 1 the event, 2 the competing one.
  var cause: [Int] = []

  init(_ world: Scenario, patients count: Int, seed: UInt64) {
    var generator = CounterGenerator(seed: seed, task: 0)
    for _ in 0..<count {
      let patient = Patient(world, &generator)
      let isTreated = generator.uniform() < patient.probability
      let event = patient.eventTime(world, isTreated: isTreated, generator.exponential())
      let other = patient.competingTime(isTreated: isTreated, generator.exponential())
      let (low, high) = (world.censoring.lowerBound, world.censoring.upperBound)
      let end = low + (high - low) * generator.uniform()
      patients.append(patient)
      treated.append(isTreated)
      time.append(min(event, other, end))
      cause.append(end <= min(event, other) ? 0 : event <= other ? 1 : 2)
    }
  }
}
