internal import Distributions

extension Recorder {
  /// Transplants, treatments drug by drug, and doses.
  mutating func recordTreatments(_ sink: inout RecordSink) {
    var number = 0
    for treatment in course.treatments where treatment.line == 1 && treatment.start <= end {
      record(treatment, &number, &sink)
    }
    for (index, day) in course.transplants.enumerated() where day <= end {
      recordTransplant(day, index, &number, &sink)
    }
    if let maintenance = course.maintenance, maintenance.start <= end {
      record(maintenance, &number, &sink)
    }
    for treatment in course.treatments where treatment.line > 1 && treatment.start <= end {
      record(treatment, &number, &sink)
    }
  }

  /// When and why a treatment ended, as far as it is known.
  private mutating func ending(_ stop: Int, _ reason: String) -> (RecordField, RecordField, Int?) {
    let isUnknown = isMissing(model.parameters.missing.stop)
    let day = date(stop)
    if stop > end { return (.missing, .missing, nil) }
    return isUnknown ? (.missing, .text("unknown"), nil) : (day, .text(reason), stop)
  }

  private mutating func identifier(_ number: inout Int) -> String {
    number += 1
    return "\(patient.id)-\(number)"
  }

  private mutating func record(
    _ treatment: PatientCourse.Treatment, _ number: inout Int, _ sink: inout RecordSink
  ) {
    let start = date(treatment.start)
    let (stop, reason, lastDay) = ending(treatment.stop, treatment.reason)
    let isOnTrial = gaps.uniform() < 0.06
    let trial = "SYN-TRIAL-\(treatment.line)"
    for drug in model.regimens[treatment.index].drugs {
      let id = identifier(&number)
      sink.add(
        .treatment, .text(id), .text(drug.name), .text(treatment.regimen),
        .text(treatment.intent), start, stop, reason, .flag(isOnTrial),
        isOnTrial ? .text(trial) : .missing)
      let isOral = ["lenalidomide", "pomalidomide"].contains(drug.name)
      sink.add(
        .dose, .text(id), .text(drug.name), .day(treatment.start),
        lastDay.map { .day($0) } ?? .missing, .number(drug.dose, decimals: 1),
        .text(isOral ? "21of28" : drug.name == "thalidomide" ? "continuous" : "other"),
        .integer(isOral ? 21 : 4), .integer(28))
    }
  }

  private mutating func recordTransplant(
    _ day: Int, _ index: Int, _ number: inout Int, _ sink: inout RecordSink
  ) {
    let share = model.parameters.transplant.reducedMelphalan
    var stream = streams(.transplant)
    for _ in 0..<8 { _ = stream.next() }
    let isReduced = stream.happens(min(1, patient.age > 65 ? 5 * share : share))
    let cells = 2.5 + 4 * stream.uniform()
    let dose = isReduced ? 140.0 : 200
    let engrafted = day + 11 + Int(max(-3, min(20, 2 - 1.5 * patient.recovery)))
    sink.add(
      .transplant, .day(day), .text("auto"), .integer(index + 1),
      .text(isReduced ? "Mel140" : "Mel200"), .number(dose, decimals: 0),
      .flag(course.isTandemPlanned), .number(cells, decimals: 1),
      engrafted <= end ? .day(engrafted) : .missing)
    sink.add(
      .treatment, .text(identifier(&number)), .text("melphalan"),
      .text(isReduced ? "Mel140" : "Mel200"), .text("conditioning"), .day(day - 1), .day(day - 1),
      .text("planned"), .flag(false), .missing)
  }

  private mutating func record(
    _ maintenance: PatientCourse.Maintenance, _ number: inout Int, _ sink: inout RecordSink
  ) {
    let id = identifier(&number)
    let start = date(maintenance.start)
    let (stop, reason, lastDay) = ending(maintenance.stop, maintenance.reason)
    let name = ["lenalidomide": "R", "thalidomide": "T", "bortezomib": "V"][maintenance.drug]
    sink.add(
      .treatment, .text(id), .text(maintenance.drug), .text(name ?? maintenance.drug),
      .text("maintenance"), start, stop, reason, .flag(false), .missing)
    let isOral = maintenance.drug != "bortezomib"
    let starts = [maintenance.start] + maintenance.reductions.filter { $0 <= end }
    var dose = maintenance.dose
    for (index, start) in starts.enumerated() {
      let isLast = index == starts.count - 1
      let stop: RecordField =
        isLast ? lastDay.map { .day($0) } ?? .missing : .day(starts[index + 1] - 1)
      sink.add(
        .dose, .text(id), .text(maintenance.drug), .day(start), stop, .number(dose, decimals: 1),
        .text(maintenance.is21of28 ? "21of28" : isOral ? "continuous" : "other"),
        .integer(maintenance.is21of28 ? 21 : isOral ? 28 : 2), .integer(28))
      dose /= 2
    }
  }
}
