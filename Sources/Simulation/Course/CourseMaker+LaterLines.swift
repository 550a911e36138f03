internal import Distributions
private import Foundation
internal import Tables

/// What decides when a progression comes and how it is found.
struct Finding {
  /// An exponential number: the cumulative hazard at which it comes.
  let clock: Double
  let isBiochemical: Double
  let symptoms: Double
  let extramedullary: Double

  init(_ stream: CounterGenerator) {
    var stream = stream
    self.init(drawing: &stream)
  }

  init(drawing stream: inout CounterGenerator) {
    clock = stream.exponential()
    isBiochemical = stream.uniform()
    symptoms = stream.exponential()
    extramedullary = stream.uniform()
  }
}

extension CourseMaker {
  /// How a progression is found: at the first visit, or earlier by its symptoms.
  mutating func find(
    _ progression: Double, _ finding: inout Finding, maintenance: Range<Int>?, isLater: Bool = false
  ) -> PatientCourse.Progression {
    let parameters = self.parameters.progression
    // What comes after death of another cause is never seen.
    guard progression <= otherDeath else {
      return PatientCourse.Progression(day: .max, found: .max, kind: "clinical", onDrug: "")
    }
    let day = Hazards.day(progression.rounded(.up))
    let symptoms = day + 5 + Hazards.day(parameters.symptoms * finding.symptoms)
    var found = symptoms
    var kind = "clinical"
    if finding.isBiochemical < parameters.biochemical {
      let chance = visitChance(maintenance, progression: isLater ? 0 : .max)
      let visit = visits.first(from: day, chance)
      if visit <= symptoms { (found, kind) = (visit, "biochemical") }
    }
    if kind == "clinical", finding.extramedullary < parameters.extramedullary { kind = "EMD" }
    let isOnDrug = maintenance?.contains(found) ?? false
    return PatientCourse.Progression(
      day: day, found: found, kind: kind, onDrug: isOnDrug ? course.maintenance?.drug ?? "" : "")
  }

  /// Lines and progressions in turn, until death.
  mutating func laterLines() {
    var clock = streams(.death)
    for _ in 0..<2 { _ = clock.uniform() }
    var rest = clock.exponential()
    let isInfection = clock.happens(0.12)
    var death = Double.infinity
    if var last = course.progressions.first {
      let later = parameters.laterLines
      let isEarly = Double(last.day - course.induction) < 1.5 * Hazards.year
      var factor = exp(later.risk * patient.risk + (isEarly ? later.early : 0))
      for index in 0..<8 {
        let line = later.lines[min(index, later.lines.count - 1)]
        let year = 1970 + Double(last.day) / Hazards.year
        let era = exp(later.perYear * (year - 2010))
        var rate = line.deathsPerYear / Hazards.year * factor * era
        var stream = streams(.line, index)
        let delay = last.kind == "biochemical" ? later.delay : later.delayClinical
        let start = last.found + 1 + Hazards.day(delay * stream.exponential())
        let waited = Double(start - last.day)
        if rest < rate * waited {
          death = Double(last.day) + rest / rate
          break
        }
        rest -= rate * waited
        let choice = regimen(of: index, on: start, after: last, &stream)
        if index == 0 {
          let ratio = deathRatio(choice)
          factor *= ratio
          rate *= ratio
        }
        let next = nextProgression(index, line, choice, from: start, &stream)
        let lasts = Double(next.day) - Double(start)
        if next.day == .max || rest < rate * lasts {
          death = rate > 0 ? Double(start) + rest / rate : .infinity
          break
        }
        rest -= rate * lasts
        course.progressions.append(next)
        last = next
        if Double(last.day) > otherDeath { break }
        if index == 7 { death = Double(last.day) + rest / max(rate, 1e-12) }
      }
    }
    let isOther = otherDeath <= death
    course.death = Hazards.day(min(otherDeath, death))
    course.cause = isOther ? otherCause : isInfection ? "infection" : "MM"
  }

  /// What second line, and maintenance before it, do to death of myeloma from its start on.
  private func deathRatio(_ choice: Int) -> Double {
    let effects = parameters.effects
    let hasLenalidomide = model.regimens[choice].hasLenalidomide
    guard lenalidomide != nil else { return hasLenalidomide ? effects.lenalidomideDeath : 1 }
    return effects.maintenanceDeath * (hasLenalidomide ? effects.lenalidomideDeathExposed : 1)
  }

  /// Gives a line, and says when it ends in progression.
  private mutating func nextProgression(
    _ index: Int, _ line: LineParameters, _ choice: Int, from start: Int,
    _ stream: inout CounterGenerator
  ) -> PatientCourse.Progression {
    let later = parameters.laterLines
    let effects = parameters.effects
    let regimen = model.regimens[choice]
    var ratio = exp(later.risk * patient.risk)
    if lenalidomide != nil { ratio *= effects.maintenanceLater }
    if index == 0, regimen.hasLenalidomide {
      ratio *=
        lenalidomide == nil
        ? effects.lenalidomideProgression : effects.lenalidomideProgressionExposed
    }
    var finding = Finding(drawing: &stream)
    let time = Hazards.weibull(
      finding.clock, scale: line.months * Hazards.month, shape: later.shape, ratio: ratio)
    var next = find(Double(start) + time, &finding, maintenance: nil, isLater: true)
    let limited = start + 28 + Hazards.day(later.limitedDays * (0.5 + stream.uniform()))
    let stop = regimen.isContinuous ? next.found : min(limited, next.found)
    if stop == next.found { next.onDrug = regimen.drugs.first?.name ?? "" }
    course.treatments.append(
      PatientCourse.Treatment(
        regimen: regimen.name, intent: "treatment", start: start, stop: stop,
        reason: stop == next.found ? "PD" : "planned", index: choice, line: index + 2))
    respond(index, regimen, from: start, until: next.found, &stream)
    return next
  }

  /// The best response of a line, about three months after its start.
  private mutating func respond(
    _ index: Int, _ regimen: Regimen, from start: Int, until end: Int,
    _ stream: inout CounterGenerator
  ) {
    let response = parameters.response
    let depth =
      response.mean - response.withoutTransplant
      + parameters.effects.regimenDepth * regimen.depth
      - response.later * Double(index + 1) - response.risk * patient.risk
      + response.noise * stream.normal()
    let day = start + 60 + stream.integer(below: 60)
    guard day < end else { return }
    let category = Depth.category(depth, response.thresholds)
    course.responses.append(PatientCourse.Response(day: day, category: category))
  }

  /// The regimen of a line.
  private func regimen(
    of index: Int, on start: Int, after progression: PatientCourse.Progression,
    _ stream: inout CounterGenerator
  ) -> Int {
    let year = CalendarDate(daysSince1970: start).year
    let kind = stream.uniform()
    let within = stream.uniform()
    let periods = index == 0 ? model.secondLines : model.furtherLines
    guard let choice = RegimenChoice.of(year, in: periods) else { return 0 }
    guard index == 0 else { return choice.regimen(within) }
    let later = parameters.laterLines
    let share = min(max(choice.lenalidomideShare, 1e-6), 1 - 1e-6)
    var logOdds = log(share / (1 - share))
    if lenalidomide != nil {
      logOdds += later.lenalidomideExposed
      if course.maintenance?.reason == "PD" { logOdds += later.lenalidomideRefractory }
    }
    if patient.isHighRisk { logOdds += later.lenalidomideHighRisk }
    if progression.kind != "biochemical" { logOdds += later.lenalidomideClinical }
    logOdds += later.lenalidomideAgeDecade * (patient.age - 60) / 10
    let isWith =
      switch world.secondLine {
      case .asDecided: kind < Hazards.expit(logOdds)
      case .lenalidomide: true
      case .other: false
      }
    return choice.regimen(within, lenalidomide: isWith)
  }
}
