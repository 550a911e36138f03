internal import Distributions

/// The depth of response in first line, and how it moves.
struct Depth {
  let afterInduction: Double
  let atDay100: Double
  /// What time alone adds, and after how many days.
  let drift: (gain: Double, days: Double)
  /// What lenalidomide adds, and after how many days of it.
  let gained: (gain: Double, days: Double)

  init(
    _ maker: CourseMaker, regimen: Int, isTransplanted: Bool, _ stream: inout CounterGenerator
  ) {
    let response = maker.parameters.response
    atDay100 =
      response.mean + maker.model.regimens[regimen].depth - response.risk * maker.patient.risk
      + response.noise * stream.normal() - (isTransplanted ? 0 : response.withoutTransplant)
    afterInduction = atDay100 - (isTransplanted ? response.induction : 0) + 0.3 * stream.normal()
    drift = (
      response.drift * stream.exponential(), 30 + response.driftDays * stream.exponential()
    )
    gained = (
      maker.parameters.effects.maintenanceDepth * stream.exponential(),
      30 + response.driftDays * stream.exponential()
    )
  }

  /// The category of a depth, an index into ``Codes/responses``.
  static func category(_ depth: Double, _ thresholds: [Double]) -> Int {
    thresholds.count { depth >= $0 }
  }
}

extension CourseMaker {
  /// Responses of the first line until a progression is found, each as it is first seen.
  mutating func addResponses(_ depth: Depth, inductionEnd: Int, until end: Int) {
    let thresholds = parameters.response.thresholds
    var steps = [(day: Double(inductionEnd - 14), depth: depth.afterInduction)]
    if let transplant {
      let day = Double(transplant + 100)
      steps.append((day, depth.atDay100))
      var gains = [(day: day + depth.drift.days, gain: depth.drift.gain)]
      if let lenalidomide, let given = course.maintenance {
        let seen = Double(lenalidomide) + depth.gained.days
        if seen < Double(given.stop) { gains.append((seen, depth.gained.gain)) }
      }
      var reached = depth.atDay100
      for gain in gains.sorted(by: { $0.day < $1.day }) {
        reached += gain.gain
        steps.append((gain.day, reached))
      }
    }
    let chance = visitChance(maintenanceDays)
    var best = -1
    for (index, step) in steps.enumerated() where step.day < 1e6 {
      let category = Depth.category(step.depth, thresholds)
      let isPlanned = index < 2
      guard isPlanned || category > best else { continue }
      let day = Hazards.day(step.day)
      let seen =
        isPlanned ? day : visits.first(from: day, chance)
      guard seen < end else { break }
      best = max(best, category)
      course.responses.append(PatientCourse.Response(day: seen, category: category))
    }
  }
}
