internal import Diagnostics

extension SimulationFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, message, at: place, help: help)
  }

  private var id: String {
    switch self {
    case .unknown: "unknown-parameter-name"
    default: "bad-parameters"
    }
  }

  private var message: String {
    switch self {
    case .unknown(let name, let list, _): "'\(name)' is none of the \(list)"
    case .tooLarge(let path): "the number at '\(path)' is larger than 1000000"
    case .yearsReversed(let first, let last):
      "the last year of diagnosis, \(last), lies before the first, \(first)"
    case .tooManyYears(let count): "\(count) years of diagnosis are more than 201"
    case .agesReversed(let least, let most):
      "the greatest age, \(most), is not above the least, \(least)"
    case .noDose(let text): "'\(text)' is no dose in mg"
    case .badThresholds(let count):
      "response needs five thresholds in ascending order, and has \(count) or another order"
    case .noLines: "laterLines describes no line"
    case .periodsReversed(let before, let after):
      "the period from \(after) stands behind that from \(before)"
    case .nothingChosen(let year): "no regimen has a share in the period from \(year)"
    }
  }

  private var help: String? {
    switch self {
    case .unknown(let name, _, let known): Suggestion.help(for: name, in: known)
    case .badThresholds: "they are the depths of MR, PR, VGPR, CR and sCR"
    case .noDose: "doses are written as keys, as in {\"10\": 1}"
    default: nil
    }
  }
}
