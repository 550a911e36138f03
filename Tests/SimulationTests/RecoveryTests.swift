import Foundation
import LinearAlgebra
import Simulation
import Studies
import Survival
import Testing
import Vocabulary

/// What the parameters say is what comes out.
struct RecoveryTests {
  /// Whether a count of successes is what a probability gives, within four standard errors.
  private func isNear(_ count: Int, of total: Int, _ probability: Double) -> Bool {
    let expected = Double(total) * probability
    return abs(Double(count) - expected) <= 4 * (expected * (1 - probability)).squareRoot()
  }

  @Test func `maintenance multiplies the hazard of progression from its start on`() throws {
    var parameters = try ParameterFile().parameters
    let ratio = 0.4
    parameters.effects.maintenanceOn = ratio
    parameters.effects.maintenanceAfter = ratio
    parameters.effects.maintenanceHighRisk = 1
    parameters.effects.maintenanceContinuous = 1
    let simulation = try MyelomaSimulation(parameters, patients: 4000, seed: 2)
    let shape = parameters.progression.shape
    var compared = 0
    for patient in 0..<simulation.patients {
      let treated = simulation.course(of: patient, under: Intervention(maintenance: .start))
      let untreated = simulation.course(of: patient, under: Intervention(maintenance: .never))
      guard let transplant = treated.transplants.first, let start = treated.maintenance?.start,
        let a = treated.progressions.first, let b = untreated.progressions.first, b.day > start
      else { continue }
      func power(_ day: Int) -> Double { pow(Double(day - transplant), shape) }
      // Up to a scale the cumulative hazard is t^shape; both worlds reach the same number.
      let reached = power(start) + ratio * (power(a.day) - power(start))
      let day = Double(transplant) + pow(reached, 1 / shape)
      #expect(abs(day - Double(b.day)) <= 2, "patient \(patient)")
      compared += 1
    }
    #expect(compared > 400)
  }

  @Test func `the true effect of maintenance is of the size that trials found`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 6000, seed: 12)
    var times: [Double] = []
    var events: [Bool] = []
    var arms: [Double] = []
    for patient in 0..<simulation.patients {
      for (arm, maintenance) in [Intervention.Maintenance.never, .start].enumerated() {
        let course = simulation.course(of: patient, under: Intervention(maintenance: maintenance))
        guard let zero = course.plannedMaintenance else { continue }
        let months = Double(course.progressionFree - zero) / 30.4375
        times.append(max(0, min(months, 60)))
        events.append(months <= 60)
        arms.append(Double(arm))
      }
    }
    let fit = try Cox(SurvivalData(time: times, event: events), covariates: Matrix(columns: [arms]))
    let ratio = exp(try #require(fit.coefficients[0]))
    #expect(0.5...0.62 ~= ratio)
  }

  @Test func `shares of patients are those of the parameters`() throws {
    let parameters = try ParameterFile().parameters
    let simulation = try MyelomaSimulation(parameters, patients: 20_000, seed: 9)
    let tables = simulation.registry(only: ["patient", "diagnosis", "cytogenetics"], threads: 4)
    let people = CSVCells(tables, "patient")
    let women = people.count { $0["sex"] == "f" }
    #expect(isNear(women, of: people.count, parameters.population.female))
    let staged = CSVCells(tables, "diagnosis").filter { $0["iss"] != "" }
    let third = staged.count { $0["iss"] == "III" }
    #expect(isNear(third, of: staged.count, try #require(parameters.risk.stage["III"])))
    #expect(isNear(people.count - staged.count, of: people.count, parameters.missing.stage))
    let tested = CSVCells(tables, "cytogenetics").filter {
      $0["marker"] == "t4_14" && $0["result"] != "failed"
    }
    let share = try #require(parameters.risk.markers["t4_14"])
    #expect(isNear(tested.count { $0["result"] == "pos" }, of: tested.count, share))
    let weights = parameters.centres.elements.map(\.value.weight)
    let first = people.count { $0["centre"] == "SYN-C01" }
    #expect(isNear(first, of: people.count, weights[0] / weights.reduce(0, +)))
  }

  @Test func `lenalidomide is stopped for reasons in the proportion of their rates`() throws {
    let parameters = try ParameterFile().parameters
    let simulation = try MyelomaSimulation(parameters, patients: 20_000, seed: 4)
    var reasons: [String: Int] = [:]
    for patient in 0..<simulation.patients {
      let course = simulation.course(of: patient, under: Intervention(maintenance: .start))
      guard let reason = course.maintenance?.reason else { continue }
      reasons[reason, default: 0] += 1
    }
    let rates = parameters.maintenance.stops.elements
    let total = rates.reduce(0) { $0 + $1.value }
    let stopped = rates.reduce(0) { $0 + reasons[$1.name, default: 0] }
    #expect(stopped > 500)
    for rate in rates {
      #expect(isNear(reasons[rate.name, default: 0], of: stopped, rate.value / total))
    }
  }

  @Test func `death of other causes comes at the rate of its age`() throws {
    var parameters = try ParameterFile().parameters
    parameters.death.ageDecade = 0
    parameters.death.performance = 0
    parameters.death.secondCancer = 1
    parameters.death.perYear = 0.1
    // Nobody progresses, and nobody dies of treatment.
    parameters.progression.months = 1e6
    parameters.progression.monthsWithoutTransplant = 1e6
    parameters.induction.progressionPerYear = 0
    parameters.induction.deathPerYear = 0
    parameters.transplant.deaths = 0
    let simulation = try MyelomaSimulation(parameters, patients: 10_000, seed: 6)
    let years = (0..<simulation.patients).map { patient in
      let course = simulation.course(of: patient)
      return Double(course.death - course.diagnosed) / 365.25
    }
    let mean = years.reduce(0, +) / Double(years.count)
    #expect(abs(mean - 10) < 4 * 10 / 100)
    #expect(isNear(years.count { $0 > 10 }, of: years.count, exp(-1)))
  }
}
