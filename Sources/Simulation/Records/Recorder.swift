internal import Distributions
private import Foundation

/// Writes what is recorded of a patient: what a registry sees of the course until the end of follow-up.
struct Recorder {
  let model: MyelomaModel
  let patient: SyntheticPatient
  let streams: PatientStreams
  let course: PatientCourse
  let visits: [Int]
  /// The last day on which the patient was seen, after which nothing is recorded.
  let end: Int
  let status: String
  /// Whether anything is missing that was there.
  let isImperfect: Bool
  var gaps: CounterGenerator

  /// What is recorded of a course: as in a registry, where follow-up ends and records have gaps, or
  /// everything until death.
  init(
    _ model: MyelomaModel, _ patient: SyntheticPatient, _ streams: PatientStreams,
    _ course: PatientCourse, isRegistry: Bool
  ) {
    self.model = model
    self.patient = patient
    self.streams = streams
    self.course = course
    isImperfect = isRegistry
    gaps = streams(.missing)
    let followUp =
      isRegistry ? FollowUpEnd(model, course, streams) : FollowUpEnd(untilDeath: course)
    let last = max(followUp.last, course.diagnosed)
    status = followUp.status
    let maintenance = course.maintenance.map { $0.start..<max($0.start + 1, $0.stop) }
    let chance = VisitChance(
      model.parameters.visits, factor: model.parameters.effects.visits, start: course.induction,
      maintenance: maintenance, progression: course.progressions.first?.found ?? .max)
    var grid = VisitGrid(start: course.induction, streams(.visits))
    visits = grid.all(in: course.induction..<max(course.induction, last), chance)
    end =
      followUp.status == "dead"
      ? last : Self.lastSeen(course, visits, before: last)
  }

  private static func lastSeen(_ course: PatientCourse, _ visits: [Int], before end: Int) -> Int {
    var days = [course.diagnosed, course.induction, visits.last ?? course.diagnosed]
    days += course.transplants + course.progressions.map(\.found) + course.responses.map(\.day)
    days += course.treatments.flatMap { [$0.start, $0.stop] }
    if let maintenance = course.maintenance { days += [maintenance.start, maintenance.stop] }
    if let cancer = course.secondCancer { days.append(cancer) }
    return days.filter { $0 <= end }.max() ?? course.diagnosed
  }

  /// Writes every row of the patient.
  mutating func record(into sink: inout RecordSink) {
    sink.pid = patient.id
    let missing = Missing(self)
    recordPerson(missing, &sink)
    recordTreatments(&sink)
    recordDisease(&sink)
    if sink.wants(.spm, .vte, .ae) { recordSideEvents(&sink) }
    if sink.wants(.lab) {
      var laboratory = Laboratory(self)
      laboratory.record(self, missing, &sink)
    }
    sink.add(.followup, .day(end), .text(status))
  }

  /// Whether something is not recorded.
  mutating func isMissing(_ probability: Double) -> Bool {
    let drawn = gaps.uniform()
    return isImperfect && drawn < probability
  }

  /// A date, which may be known to the month only.
  mutating func date(_ day: Int) -> RecordField {
    isMissing(model.parameters.missing.month) ? .month(day) : .day(day)
  }
}

/// What is missing of a patient as diagnosed.
struct Missing {
  let stage: Bool
  let performance: Bool
  let ldh: Bool
  let cytogenetics: Bool

  init(_ recorder: Recorder) {
    let parameters = recorder.model.parameters.missing
    let patient = recorder.patient
    var stream = recorder.streams(.cytogenetics)
    let centre = recorder.model.centres[patient.centre]
    let drawn = (stream.uniform(), stream.uniform(), stream.uniform(), stream.uniform())
    let logOdds =
      parameters.cytogenetics + parameters.cytogeneticsPerYear * Double(patient.year - 2010)
      + parameters.cytogeneticsAgeDecade * (patient.age - 60) / 10 + centre.cytogenetics
    stage = recorder.isImperfect && drawn.0 < parameters.stage
    performance = recorder.isImperfect && drawn.1 < parameters.performance
    ldh = recorder.isImperfect && drawn.2 < parameters.ldh
    cytogenetics = recorder.isImperfect && drawn.3 >= Hazards.expit(logOdds)
  }
}
