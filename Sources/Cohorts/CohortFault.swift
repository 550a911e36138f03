internal import Diagnostics
internal import Tables

/// What can keep a cohort from being built.
enum CohortFault {
  case inTwoArms(patient: String, String, String)
  case undecided(step: String, patient: String)
  case emptyArm(String, emptiedBy: String?)

  /// What a patient is called in a message.
  static func name(of row: Int, _ identifiers: Column?) -> String {
    switch identifiers?.values {
    case .text(let values): values[row]
    case .integer(let values): String(values[row])
    case .category(let values) where values.codes[row] >= 0: values.levels[Int(values.codes[row])]
    default: "in row \(row + 1)"
    }
  }

  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .inTwoArms(let patient, let first, let second):
      Diagnostic(
        "in-two-arms", "patient \(patient) is in the arms '\(first)' and '\(second)'", at: place,
        help: "make the rules of the arms exclude each other")
    case .undecided(let step, let patient):
      Diagnostic(
        "undecided-rule", "'\(step)' cannot be decided for patient \(patient)", at: place,
        help: "the rule has 'unknown: stop'; 'exclude' leaves such patients out and counts them")
    case .emptyArm(let arm, let step?):
      Diagnostic(
        "empty-arm", "nobody in the cohort is left in the arm '\(arm)' after '\(step)'", at: place,
        help: "check the step against the values that 'equipoise describe' shows")
    case .emptyArm(let arm, nil):
      Diagnostic(
        "empty-arm", "nobody in the cohort is in the arm '\(arm)'", at: place,
        help: "check the rule against the values that 'equipoise describe' shows")
    }
  }
}
