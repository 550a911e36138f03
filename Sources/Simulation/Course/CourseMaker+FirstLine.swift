internal import Distributions
private import Foundation

extension CourseMaker {
  /// What was drawn for the first line before any of it is lived.
  private struct Plan {
    let isCandidate: Bool
    let transplant: Int?
    let isTandem: Bool
    let tandemWait: Int
    let transplantDeath: Double
    let regimen: Int
    let inductionEnd: Int
    let earlyProgression: Double
    let earlyDeath: Double

    init(_ maker: CourseMaker) {
      let parameters = maker.parameters
      let patient = maker.patient
      let start = maker.course.induction
      let transplanting = parameters.transplant
      var stream = maker.streams(.transplant)
      let logOdds =
        transplanting.intercept + transplanting.ageLinear * (patient.age - 60)
        + transplanting.perYear * Double(patient.year - 2010)
        + transplanting.performance * Double(patient.performance)
      isCandidate = stream.happens(Hazards.expit(logOdds))
      let isDone = !stream.happens(transplanting.notDone)
      let wait = max(20, transplanting.delay + transplanting.delayDeviation * stream.normal())
      isTandem = stream.happens(transplanting.tandem)
      tandemWait = 85 + stream.integer(below: 60)
      let dies = stream.happens(transplanting.deaths)
      let dyingDays = Double(3 + stream.integer(below: 95))

      let induction = parameters.induction
      stream = maker.streams(.induction)
      _ = stream.exponential()
      let choice = RegimenChoice.of(
        patient.year, in: isCandidate ? maker.model.inductions : maker.model.otherInductions)
      regimen = choice?.regimen(stream.uniform()) ?? 0
      let short = max(60, induction.days + induction.daysDeviation * stream.normal())
      let long = max(60, induction.daysWithoutTransplant * (0.4 + 1.2 * stream.uniform()))
      inductionEnd = start + Hazards.day(isCandidate ? short : long)
      transplant = isCandidate && isDone ? inductionEnd + Hazards.day(wait) : nil
      let years = stream.exponential() / (induction.progressionPerYear * exp(patient.risk))
      earlyProgression = Double(start) + years * Hazards.year
      earlyDeath =
        Double(start) + stream.exponential() / induction.deathPerYear * Hazards.year
      transplantDeath = dies ? Double(transplant ?? 0) + dyingDays : .infinity
    }
  }

  /// Induction, a transplant, maintenance, and the first progression.
  mutating func firstLine() {
    let plan = Plan(self)
    let start = course.induction
    var treatmentDeath = Double.infinity
    let end = Double(plan.transplant ?? plan.inductionEnd)
    if plan.earlyDeath < min(end, plan.earlyProgression) { treatmentDeath = plan.earlyDeath }
    var isTransplanted = false
    if let day = plan.transplant, plan.earlyProgression >= Double(day), treatmentDeath == .infinity
    {
      isTransplanted = true
      transplant = day
      course.transplants = [day]
      course.isTandemPlanned = plan.isTandem
      treatmentDeath = plan.transplantDeath
    }
    var stream = streams(.response)
    let depth = Depth(self, regimen: plan.regimen, isTransplanted: isTransplanted, &stream)
    course.depth = depth.atDay100
    setOtherDeath(lenalidomide: nil, treatment: treatmentDeath)

    var finding = Finding(streams(.progression))
    let progress: Double
    if isTransplanted, let day = plan.transplant {
      let weibull = maintained(from: day, depth.atDay100, finding, treatmentDeath)
      progress = Double(day) + weibull
    } else if plan.transplant != nil {
      progress = plan.earlyProgression
    } else {
      progress =
        Double(start)
        + Hazards.weibull(
          finding.clock, scale: parameters.progression.monthsWithoutTransplant * Hazards.month,
          shape: parameters.progression.shape, ratio: exp(patient.risk))
    }
    firstProgression = progress
    let found = find(progress, &finding, maintenance: maintenanceDays)
    let second = plan.isTandem ? plan.transplant.map { $0 + plan.tandemWait } : nil
    if isTransplanted, let second, second < min(found.found, Hazards.day(otherDeath)) {
      course.transplants.append(second)
    }
    record(plan.regimen, from: start, to: plan.inductionEnd, found, treatmentDeath)
    endMaintenance(found)
    if found.day < .max { course.progressions.append(found) }
    addResponses(depth, inductionEnd: plan.inductionEnd, until: found.found)
  }

  /// The days of maintenance by its own clock.
  var maintenanceDays: Range<Int>? {
    course.maintenance.map { $0.start..<max($0.start + 1, $0.stop) }
  }

  /// The time from a transplant to progression, after the decision on maintenance.
  private mutating func maintained(
    from transplant: Int, _ depth: Double, _ finding: Finding, _ treatmentDeath: Double
  ) -> Double {
    let progression = parameters.progression
    let maintenance = parameters.maintenance
    let ratio = exp(
      patient.risk + progression.depth * (depth - parameters.response.mean)
        + progression.perYear * Double(patient.year - 2010)
        + maintenance.recoveryHazard * patient.recovery)
    func time(_ changes: [(day: Double, ratio: Double)]) -> Double {
      Hazards.weibull(
        finding.clock, scale: progression.months * Hazards.month, shape: progression.shape,
        ratio: ratio, changes: changes)
    }
    let without = time([])
    var stream = streams(.plan)
    let day = min(
      max(
        maintenance.plannedDay + maintenance.plannedDeviation * stream.normal(),
        maintenance.plannedLeast), maintenance.plannedMost)
    let planned = transplant + Hazards.day(day)
    var again = finding
    guard otherDeath > Double(planned),
      without > Double(planned - transplant)
        || find(Double(transplant) + without, &again, maintenance: nil).found > planned
    else { return without }
    course.plannedMaintenance = planned
    decide(planned, depth, &stream)
    guard let given = course.maintenance else { return without }
    let offset = Double(given.start - transplant)
    let end = Double(given.stop - transplant)
    let effects = parameters.effects
    guard given.drug == Codes.lenalidomide else {
      return time([(offset, ratio * effects.otherMaintenance), (end, ratio)])
    }
    lenalidomide = given.start
    setOtherDeath(lenalidomide: given.start, treatment: treatmentDeath)
    let modified =
      ratio * (patient.isHighRisk ? effects.maintenanceHighRisk : 1)
      * (given.is21of28 ? 1 : effects.maintenanceContinuous)
    return time([
      (offset, modified * effects.maintenanceOn), (end, modified * effects.maintenanceAfter),
    ])
  }

  /// Induction as a treatment; what is given until progression ends there.
  private mutating func record(
    _ index: Int, from start: Int, to planned: Int, _ found: PatientCourse.Progression,
    _ treatmentDeath: Double
  ) {
    let regimen = model.regimens[index]
    let goesOn = regimen.isContinuous && transplant == nil
    let end = goesOn ? found.found : planned
    let stop = max(start + 1, min(end, found.found))
    course.treatments.append(
      PatientCourse.Treatment(
        regimen: regimen.name, intent: "induction", start: start, stop: stop,
        reason: stop == found.found ? "PD" : "planned", index: index, line: 1))
  }

  /// Ends maintenance at progression, if nothing ended it before.
  private mutating func endMaintenance(_ found: PatientCourse.Progression) {
    guard var given = course.maintenance, given.stop >= found.found else { return }
    given.stop = max(given.start, found.found)
    given.reason = "PD"
    given.reductions.removeAll { $0 >= given.stop }
    course.maintenance = given
  }
}
