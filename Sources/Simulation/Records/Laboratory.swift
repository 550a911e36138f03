internal import Distributions
private import Foundation

/// Laboratory values: what the disease leaves in the blood, and what else is measured.
struct Laboratory {
  private let before: Double
  private let isLightChain: Bool
  private let isKappa: Bool
  private var noise: CounterGenerator

  /// The share of the first value that is left in SD, MR, PR, VGPR, CR, sCR.
  private static let left = [0.85, 0.6, 0.3, 0.05, 0, 0]

  init(_ recorder: Recorder) {
    var stream = recorder.streams(.labs)
    let type = stream.uniform()
    isLightChain = type >= 0.75 && type < 0.93
    isKappa = stream.happens(0.62)
    before = exp(log(32) + 0.45 * stream.normal())
    noise = CounterGenerator(seed: stream.next(), task: 1)
  }

  /// Writes the values at diagnosis and at each visit.
  mutating func record(_ recorder: Recorder, _ missing: Missing, _ sink: inout RecordSink) {
    recordDiagnosis(recorder, missing, &sink)
    let course = recorder.course
    let extra = course.transplants.first.map { [$0 - 7, $0 + 98] } ?? []
    let days = (recorder.visits + extra.filter { $0 <= recorder.end && $0 > course.induction })
      .sorted()
    for day in days {
      recordMarker(level(on: day, course), day, &sink)
      let isWell = course.progressions.first.map { day < $0.day } ?? true
      add("hb", day, (isWell ? 122 : 104) + 12 * noise.normal(), "g/L", 0, &sink)
      add("creat", day, 82 * exp(0.25 * noise.normal()), "umol/L", 0, &sink)
      add("anc", day, 3.1 * exp(0.35 * noise.normal()), "10*9/L", 1, &sink)
      add("plt", day, 185 * exp(0.3 * noise.normal()), "10*9/L", 0, &sink)
      if extra.contains(day), noise.uniform() < 0.8 || !recorder.isImperfect {
        add("ldh", day, 185 * exp(0.2 * noise.normal()), "U/L", 0, &sink)
        add("ldh_uln", day, 240, "U/L", 0, &sink)
      }
    }
  }

  private mutating func recordDiagnosis(
    _ recorder: Recorder, _ missing: Missing, _ sink: inout RecordSink
  ) {
    let patient = recorder.patient
    let day = patient.diagnosed
    let (b2m, albumin) = stagingValues(patient.stage)
    add("hb", day, 105 + 16 * noise.normal(), "g/L", 0, &sink)
    add("ca", day, 2.4 * exp(0.08 * noise.normal()), "mmol/L", 2, &sink)
    add("creat", day, 90 * exp(0.4 * noise.normal()), "umol/L", 0, &sink)
    let ldh =
      patient.hasHighLDH
      ? 240 * (1.05 + 0.4 * noise.uniform()) : 240 * (0.5 + 0.45 * noise.uniform())
    if !missing.ldh {
      add("ldh", day, ldh, "U/L", 0, &sink)
      add("ldh_uln", day, 240, "U/L", 0, &sink)
    }
    if !missing.stage {
      add("b2m", day, b2m, "mg/L", 1, &sink)
      add("albumin", day, albumin, "g/L", 0, &sink)
    }
    recordMarker(before, day, &sink)
    add("plt", day, 210 * exp(0.3 * noise.normal()), "10*9/L", 0, &sink)
  }

  /// β2-microglobulin and albumin that give the stage by the rules of the ISS.
  private mutating func stagingValues(_ stage: Int) -> (Double, Double) {
    let (a, b) = (noise.uniform(), noise.uniform())
    switch stage {
    case 0: return (1.5 + 1.9 * a, 35 + 10 * b)
    case 1: return a < 0.5 ? (1.5 + 3.8 * a, 25 + 9 * b) : (3.5 + 1.9 * b, 28 + 15 * a)
    default: return (5.5 + 8 * a * a, 24 + 14 * b)
    }
  }

  /// What the disease leaves in the blood, g/L: the last response, and growth towards a progression.
  private func level(on day: Int, _ course: PatientCourse) -> Double {
    let response = course.responses.last { $0.day <= day }
    let passed = course.progressions.last { $0.found <= day }
    let coming = course.progressions.first { $0.found > day }
    var level = response.map { before * Self.left[$0.category] } ?? before
    let needed = max(6, 0.3 * level)
    if let passed, response.map({ $0.day < passed.found }) ?? true {
      level += needed * (1 + min(1, Double(passed.found - passed.day) / 150))
    } else if let coming, response != nil, day > coming.day - 150 {
      level += needed * Double(day - coming.day + 150) / 150
    }
    return level
  }

  private mutating func recordMarker(_ level: Double, _ day: Int, _ sink: inout RecordSink) {
    let value = level * exp(0.04 * noise.normal())
    guard isLightChain else {
      let isBelow = value < 1
      sink.add(
        .lab, .day(day), .text("m_serum"), isBelow ? .integer(0) : .number(value, decimals: 1),
        .text("g/L"), .flag(isBelow))
      return
    }
    let (high, low) = (10 + value * 40, 9 * exp(0.2 * noise.normal()))
    add(isKappa ? "sflc_k" : "sflc_l", day, high, "mg/L", 1, &sink)
    add(isKappa ? "sflc_l" : "sflc_k", day, low, "mg/L", 1, &sink)
  }

  private func add(
    _ analyte: String, _ day: Int, _ value: Double, _ unit: String, _ decimals: Int,
    _ sink: inout RecordSink
  ) {
    sink.add(
      .lab, .day(day), .text(analyte), .number(value, decimals: decimals), .text(unit),
      .flag(false))
  }
}
