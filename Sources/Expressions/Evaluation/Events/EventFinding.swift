internal import Diagnostics

/// What is worth knowing of a value that was read from events.
enum EventFinding: Sendable {
  /// Values that are open, and the patient of the first.
  case undecided(Int, first: String?)
  /// Patients whose first or last event is one of several of one day with different values.
  case tied(String, count: Int, first: String?)
}

extension EventFinding {
  /// The finding in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, severity: .warning, message, at: place, help: help)
  }

  private var id: String {
    switch self {
    case .undecided: "undecided-value"
    case .tied: "tied-events"
    }
  }

  private var message: String {
    switch self {
    case .undecided(let count, let first):
      "the value hangs on what is not known of the events of \(Self.patients(count, first)), "
        + "and is missing there"
    case .tied(let text, let count, let first):
      "events of one day have different values for \(Self.patients(count, first)), and "
        + "'\(text)' goes by their order in the file"
    }
  }

  private var help: String? {
    switch self {
    case .undecided: "a date may be known only to the month or year, or a value in 'where' missing"
    case .tied: nil
    }
  }

  private static func patients(_ count: Int, _ first: String?) -> String {
    let name = first.map { " '\($0)'" } ?? ""
    return count == 1
      ? "patient\(name)"
      : "\(count) patients" + (first.map { ", first '\($0)'" } ?? "")
  }
}
