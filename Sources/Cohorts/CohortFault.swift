internal import Diagnostics
internal import Tables

/// What can keep a cohort from being built.
enum CohortFault {
  case inTwoArms(patients: [String], String, String)
  case timeZeroBeforeEntry(patients: [String])
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

  /// What patients are called in a message.
  static func names(of rows: [Int], _ identifiers: Column?) -> [String] {
    rows.map { name(of: $0, identifiers) }
  }

  /// "patient 7", "patients 7, 9", and no more names than can be read.
  static func listed(_ names: [String]) -> String {
    if names.count == 1 { return "patient \(names[0])" }
    let rows = names.compactMap { $0.hasPrefix("in row ") ? String($0.dropFirst(7)) : nil }
    let areRows = rows.count == names.count
    let shown = (areRows ? rows : names).prefix(5).joined(separator: ", ")
    let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
    return "patients \(areRows ? "in rows " : "")\(shown)\(rest)"
  }

  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .inTwoArms(let patients, let first, let second):
      Diagnostic(
        "in-two-arms",
        "\(Self.listed(patients)) \(patients.count == 1 ? "is" : "are") in the arms '\(first)' and '\(second)'",
        at: place,
        help: "make the rules of the arms exclude each other")
    case .timeZeroBeforeEntry(let patients):
      Diagnostic(
        "time-zero-before-entry",
        "time zero comes before entry for \(Self.listed(patients))", at: place,
        help: "patients are compared from the day they enter, or from later on")
    case .undecided(let step, let patient):
      Diagnostic(
        "undecided-rule", "'\(step)' cannot be decided for patient \(patient)", at: place,
        help: "the rule has 'unknown: stop'; 'exclude' leaves such patients out and counts them")
    case .emptyArm(CohortRules.everyone, let step):
      Diagnostic(
        "empty-arm", "nobody is left in the cohort\(step.map { " after '\($0)'" } ?? "")",
        at: place,
        help: "check the rules against the values that 'equipoise describe' shows")
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
