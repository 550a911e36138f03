internal import Distributions
private import Foundation
internal import Tables

/// Lets a patient live through a world.
///
/// The order of what happens: induction; a transplant; the decision on maintenance on its planned day; the
/// first progression, found at a visit or by symptoms; then lines and progressions in turn. Death of other causes
/// has a clock of its own, and so has death of myeloma, which runs from the first progression on.
struct CourseMaker {
  let model: MyelomaModel
  let patient: SyntheticPatient
  let streams: PatientStreams
  let world: Intervention
  var course = PatientCourse()
  var visits: VisitGrid

  /// The day of a transplant in first line before anything else can come between.
  var transplant: Int?
  /// The day the disease progresses, and on which that is found; infinite where it never is.
  var firstProgression = Double.infinity
  /// Lenalidomide as maintenance: its start.
  var lenalidomide: Int?
  /// Death of other causes.
  var otherDeath = Double.infinity
  var otherCause = "other"

  var parameters: MyelomaParameters { model.parameters }

  init(
    _ model: MyelomaModel, _ patient: SyntheticPatient, _ streams: PatientStreams,
    _ world: Intervention
  ) {
    self.model = model
    self.patient = patient
    self.streams = streams
    self.world = world
    var stream = streams(.induction)
    let wait = model.parameters.induction.delay * stream.exponential()
    let isWatched = ["SMM", "MGUS"].contains(Codes.diagnoses[patient.diagnosis])
    let induction = patient.diagnosed + 1 + Hazards.day(isWatched ? 25 * wait : min(wait, 120))
    visits = VisitGrid(start: induction, streams(.visits))
    course.number = patient.number
    course.diagnosed = patient.diagnosed
    course.induction = induction
    course.treatments.reserveCapacity(8)
  }

  /// The course of the patient.
  mutating func make() -> PatientCourse {
    firstLine()
    laterLines()
    finish()
    return course
  }

  /// The chance of a visit on each day.
  func visitChance(_ maintenance: Range<Int>?, progression: Int = .max) -> VisitChance {
    VisitChance(
      model.parameters.visits, factor: model.parameters.effects.visits, start: course.induction,
      maintenance: maintenance, progression: progression)
  }

  /// Cuts off what the patient did not live to see.
  private mutating func finish() {
    let death = course.death
    course.transplants.removeAll { $0 > death }
    course.treatments.removeAll { $0.start > death }
    for index in course.treatments.indices where course.treatments[index].stop >= death {
      course.treatments[index].stop = death
      course.treatments[index].reason = "death"
    }
    course.progressions.removeAll { $0.found > death }
    course.responses.removeAll { $0.day > death }
    course.responses.sort { ($0.day, $0.category) < ($1.day, $1.category) }
    if let planned = course.plannedMaintenance, planned > death { course.plannedMaintenance = nil }
    if let cancer = course.secondCancer, cancer > death { course.secondCancer = nil }
    if let maintenance = course.maintenance, maintenance.start > death { course.maintenance = nil }
    if var maintenance = course.maintenance {
      if maintenance.stop >= death {
        maintenance.stop = death
        maintenance.reason = "death"
      }
      maintenance.reductions.removeAll { $0 >= maintenance.stop }
      course.maintenance = maintenance
    }
  }
}
