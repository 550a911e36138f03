internal import Distributions
private import Foundation
internal import Tables

extension CourseMaker {
  /// Whether, and with what, maintenance starts on its planned day.
  mutating func decide(_ planned: Int, _ depth: Double, _ stream: inout CounterGenerator) {
    let maintenance = parameters.maintenance
    let centre = model.centres[patient.centre]
    let drawn = (
      lenalidomide: stream.uniform(), other: stream.uniform(), dose: stream.uniform(),
      schedule: stream.uniform()
    )
    let year = CalendarDate(daysSince1970: planned).year
    let category = Depth.category(depth, parameters.response.thresholds)
    var logOdds =
      planned >= centre.lenalidomideFunded
      ? maintenance.after
      : maintenance.before + maintenance.beforePerYear * Double(year - 2010) + centre.access
    if category <= 2 { logOdds += maintenance.partial }
    if category >= 4 { logOdds += maintenance.complete }
    if patient.isHighRisk { logOdds += maintenance.highRisk }
    logOdds +=
      maintenance.recovery * patient.recovery + maintenance.ageDecade * (patient.age - 60) / 10
      + maintenance.unmeasured * patient.unmeasured
    let starts =
      switch world.maintenance {
      case .asDecided:
        planned >= maintenance.available.day && drawn.lenalidomide < Hazards.expit(logOdds)
      case .start: true
      case .never: false
      }
    if starts {
      startLenalidomide(planned, drawn.dose, isIntermittent: drawn.schedule < centre.days21of28)
      return
    }
    guard world.maintenance == .asDecided else { return }
    let drug: String? =
      if patient.isHighRisk, drawn.other < maintenance.bortezomib {
        "bortezomib"
      } else if year <= 2010, drawn.other < maintenance.thalidomide {
        "thalidomide"
      } else {
        nil
      }
    guard let drug else { return }
    var course = streams(.maintenance)
    let days = Hazards.day(maintenance.otherDays * (0.5 + course.uniform()))
    self.course.maintenance = PatientCourse.Maintenance(
      drug: drug, start: planned, stop: planned + days, reason: "planned",
      dose: drug == "bortezomib" ? 2.3 : 100, is21of28: false, reductions: [])
  }

  private mutating func startLenalidomide(_ day: Int, _ dose: Double, isIntermittent: Bool) {
    var stream = streams(.maintenance)
    let years = stream.exponential() / max(model.stopsPerYear, 1e-9)
    let stop = day + Hazards.day(min(years, 200) * Hazards.year)
    let reason =
      model.stops.isEmpty ? "other" : model.stops[model.stopShares.index(stream.uniform())].reason
    var reductions: [Int] = []
    var time = Double(day)
    for _ in 0..<2 {
      let wait = stream.exponential() / max(parameters.maintenance.reductionsPerYear, 1e-9)
      time += 28 + min(wait, 200) * Hazards.year
      if time < Double(stop) { reductions.append(Hazards.day(time)) }
    }
    course.maintenance = PatientCourse.Maintenance(
      drug: Codes.lenalidomide, start: day, stop: stop, reason: reason,
      dose: model.doses[model.doseShares.index(dose)], is21of28: isIntermittent,
      reductions: reductions)
  }

  /// The clock of death of other causes, which a second cancer speeds up.
  mutating func setOtherDeath(lenalidomide: Int?, treatment: Double) {
    let side = parameters.sideEvents
    var stream = streams(.sideEvents)
    let rate =
      side.secondCancersPerYear * exp(side.secondCancerAgeDecade * (patient.age - 60) / 10)
    var cancer = Double(patient.diagnosed) + stream.exponential() / rate * Hazards.year
    if let lenalidomide, cancer > Double(lenalidomide) {
      let ratio = parameters.effects.secondCancer
      cancer = Double(lenalidomide) + (cancer - Double(lenalidomide)) / ratio
    }
    course.secondCancer = Hazards.day(cancer)
    let death = parameters.death
    stream = streams(.death)
    let years = Hazards.gompertz(
      stream.exponential(),
      rate: death.perYear
        * exp(
          death.ageDecade * (patient.age - 60) / 10
            + death.performance * Double(patient.performance)),
      slope: death.ageDecade / 10,
      change: (cancer - Double(patient.diagnosed)) / Hazards.year, factor: death.secondCancer)
    otherDeath = Double(patient.diagnosed) + min(years, 150) * Hazards.year
    let drawn = stream.uniform()
    otherCause =
      if otherDeath > cancer, drawn < 0.6 { "SPM" } else if drawn > 0.85 { "infection" } else {
        "other"
      }
    if treatment < otherDeath {
      otherDeath = treatment
      otherCause = "treatment"
    }
  }
}
