internal import Distributions
private import Foundation

extension Recorder {
  /// The patient, the diagnosis, cytogenetics and death.
  mutating func recordPerson(_ missing: Missing, _ sink: inout RecordSink) {
    let centre = model.centres[patient.centre]
    sink.add(
      .patient, .text(patient.isFemale ? "f" : "m"), .integer(patient.birthYear),
      .text(centre.name), .text(centre.province), .day(patient.diagnosed))
    recordDiagnosis(missing, &sink)
    if !missing.cytogenetics { recordCytogenetics(&sink) }
    if status == "dead" { sink.add(.death, date(course.death), .text(course.cause)) }
  }

  private mutating func recordDiagnosis(_ missing: Missing, _ sink: inout RecordSink) {
    var stream = streams(.labs)
    let type = stream.uniform()
    let ig = ["IgG", "IgA", "light", "IgD", "nonsecretory", "IgM"]
    let kind = ig[Shares([54, 21, 18, 2, 4, 1]).index(type)]
    let chain = stream.happens(0.62) ? "kappa" : "lambda"
    let cells = 10 + Int(80 * pow(stream.uniform(), 1.4))
    let crab = (
      stream.happens(0.12), stream.happens(0.2), stream.happens(0.45), stream.happens(0.7)
    )
    let isExtramedullary = stream.happens(0.05)
    sink.add(
      .diagnosis, date(patient.diagnosed), .text(Codes.diagnoses[patient.diagnosis]), .text(kind),
      kind == "nonsecretory" ? .missing : .text(chain),
      missing.stage ? .missing : .text(Codes.stages[patient.stage]), .integer(cells),
      .flag(isExtramedullary), .flag(crab.0), .flag(crab.1), .flag(crab.2), .flag(crab.3),
      missing.performance ? .missing : .integer(patient.performance))
  }

  private mutating func recordCytogenetics(_ sink: inout RecordSink) {
    var stream = streams(.minimalDisease)
    let day = patient.diagnosed + stream.integer(below: 12)
    let failed = isImperfect ? model.parameters.missing.failed : 0
    for (index, marker) in Codes.markers.enumerated() {
      let (drawn, share) = (stream.uniform(), stream.uniform())
      let isPositive = patient.has(index)
      let result = drawn < failed ? "failed" : isPositive ? "pos" : "neg"
      sink.add(
        .cytogenetics, .day(day), .text("FISH"), .text(marker), .text(result),
        result == "pos" ? .integer(20 + Int(share * 75)) : .missing, .flag(patient.year >= 2012))
    }
  }

  /// Responses, progressions and minimal residual disease.
  mutating func recordDisease(_ sink: inout RecordSink) {
    let parameters = model.parameters.missing
    var rows: [(day: Int, category: String)] = []
    for response in course.responses where response.day <= end {
      let isGone = isMissing(parameters.response)
      if !isGone { rows.append((response.day, Codes.responses[response.category])) }
    }
    for progression in course.progressions where progression.found <= end {
      let isFast = progression.kind != "biochemical"
      let isGone = isMissing(isFast ? parameters.progressionFast : parameters.progression)
      let day = date(progression.found)
      guard !isGone else { continue }
      rows.append((progression.found, "PD"))
      sink.add(
        .progression, day, .text(progression.kind),
        progression.onDrug.isEmpty ? .missing : .text(progression.onDrug))
    }
    for row in rows.sorted(by: { $0.day < $1.day }) {
      let isDeep = ["CR", "sCR"].contains(row.category)
      sink.add(
        .response, .day(row.day), .text(row.category), .text(isDeep ? "BM" : "lab"),
        .flag(gaps.uniform() < 0.85), .text("centre"))
    }
    recordMinimalDisease(&sink)
  }

  private mutating func recordMinimalDisease(_ sink: inout RecordSink) {
    let parameters = model.parameters.missing
    var stream = streams(.cytogenetics)
    for _ in 0..<4 { _ = stream.uniform() }
    let isTested = stream.happens(parameters.mrd)
    guard isTested, let transplant = course.transplants.first else { return }
    let progression = course.progressions.first?.found ?? .max
    for year in 0..<5 {
      let noise = stream.normal()
      let day = transplant + 100 + 365 * year
      let deepest = course.responses.last { $0.day <= day }?.category ?? 0
      guard day <= end, day < progression, deepest >= 3 else { break }
      guard 1970 + day / 365 >= parameters.mrdFrom else { continue }
      let level = -3.4 - 0.5 * Double(deepest - 3) - 0.5 * course.depth + 0.6 * noise
      let isNegative = level < -5
      sink.add(
        .mrd, .day(day), .text("NGF"), .text("0.00001"),
        .text(isNegative ? "neg" : "pos"), isNegative ? .missing : .number(level, decimals: 2))
    }
  }
}
