internal import Distributions
private import Foundation

/// How long a patient is seen.
struct FollowUpEnd {
  /// The last day on which anything may be recorded.
  let last: Int
  /// `alive`, `dead` or `lost`.
  let status: String

  /// The end by death, loss or the lock of the data, whichever is first.
  init(_ model: MyelomaModel, _ course: PatientCourse, _ streams: PatientStreams) {
    let parameters = model.parameters.followUp
    var stream = streams(.followUp)
    let rate = parameters.lossPerYear / Hazards.year
    let clock = stream.exponential()
    let progression = course.progressions.first?.found ?? .max
    var loss = rate > 0 ? Double(course.induction) + clock / rate : .infinity
    if loss > Double(progression) {
      loss = Double(progression) + (loss - Double(progression)) / parameters.lossAfterProgression
    }
    let end = min(parameters.lock.day, Hazards.day(loss))
    if course.death <= end {
      (last, status) = (course.death, "dead")
    } else {
      (last, status) = (end, loss < Double(parameters.lock.day) ? "lost" : "alive")
    }
  }

  /// A world in which everybody is followed until death.
  init(untilDeath course: PatientCourse) {
    (last, status) = (course.death, "dead")
  }
}
