internal import Diagnostics

/// What only the values of an outcome can show to be wrong.
enum OutcomeFault {
  case negativeTime(outcome: String, count: Int, patient: String, value: Double)
  case emptyInterval(outcome: String, count: Int, patient: String)
  case nobody(outcome: String)
  case eventBeforeOrigin(outcome: String, from: String?, patients: [String])
  case notInOrder(String, after: String, unit: String, patients: [(String, Double, Double)])
  case notBinary(outcome: String, count: Int, patient: String, value: Double, text: String)
  case notACount(outcome: String, count: Int, patient: String, value: Double)
  case noExposure(outcome: String, count: Int, patient: String, value: Double)
  case notFinite(outcome: String, count: Int, patient: String)

  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .negativeTime(let outcome, let count, let patient, let value):
      Diagnostic(
        "negative-time",
        "the time of '\(outcome)' is negative for \(count) patient\(count == 1 ? "" : "s"), the first \(patient) with \(FindingMessage.number(value, 6))",
        at: place, help: "follow-up cannot end before time zero: correct the data, or exclude them")
    case .emptyInterval(let outcome, let count, let patient):
      Diagnostic(
        "empty-interval",
        "'\(outcome)' ends before or when observation begins for \(count) patient\(count == 1 ? "" : "s"), the first \(patient)",
        at: place, help: "entry must come before the time")
    case .eventBeforeOrigin(let outcome, let from, let patients):
      Diagnostic(
        "event-before-time-zero",
        "'\(outcome)' happened before \(from.map { "'\($0)'" } ?? "time zero") for \(FindingMessage.named(patients))",
        at: place,
        help:
          "leave them out by a rule under cohort.eligible, or read the event after that day only")
    case .notInOrder(let outcome, let other, let unit, let patients):
      Diagnostic(
        "outcomes-not-in-order",
        "'\(outcome)' lies after '\(other)' for \(FindingMessage.named(patients.map(\.0)))",
        at: place,
        help: patients.prefix(3).map { patient, late, early in
          "\(patient): \(FindingMessage.number(late, 6)) against \(FindingMessage.number(early, 6)) \(unit)"
        }.joined(separator: "; ")
          + "; 'equipoise patient' shows the rows behind both")
    case .notBinary(let outcome, let count, let patient, let value, let text):
      Diagnostic(
        "not-binary",
        "'\(outcome)' is neither 0 nor 1 for \(Self.patients(count)), the first \(patient) with \(FindingMessage.number(value, 6))",
        at: place, help: "write a condition, such as \(text) > 0, or another kind")
    case .notACount(let outcome, let count, let patient, let value):
      Diagnostic(
        "not-a-count",
        "'\(outcome)' is no whole number from 0 on for \(Self.patients(count)), the first \(patient) with \(FindingMessage.number(value, 6))",
        at: place, help: "correct the data, or write kind: continuous")
    case .noExposure(let outcome, let count, let patient, let value):
      Diagnostic(
        "no-exposure",
        "the exposure of '\(outcome)' is not above 0 for \(Self.patients(count)), the first \(patient) with \(FindingMessage.number(value, 6))",
        at: place, help: "nothing can be counted in no time: correct the data, or exclude them")
    case .notFinite(let outcome, let count, let patient):
      Diagnostic(
        "outcome-too-large",
        "'\(outcome)' is too large to be computed with for \(Self.patients(count)), the first \(patient)",
        at: place, help: "correct the data, or measure in a larger unit")
    case .nobody(let outcome):
      Diagnostic("outcome-all-missing", "'\(outcome)' is missing for everyone", at: place)
    }
  }

  private static func patients(_ count: Int) -> String {
    count == 1 ? "1 patient" : "\(count) patients"
  }
}
