public import Diagnostics

/// Why a patient cannot be shown.
public enum PatientFault: Error, Sendable {
  /// Nobody is called that.
  case unknownPatient(String, known: [String])
  /// None of the patient's rows has a day.
  case nothingDated(String)

  /// The fault in words.
  public func diagnostic(at place: Place? = nil) -> Diagnostic {
    switch self {
    case .unknownPatient(let id, let known):
      let nearest = Suggestion.nearest(to: id, in: known)
      return Diagnostic(
        "no-such-patient", "nobody in the data is called '\(id)'", at: place,
        help: nearest.map { "did you mean '\($0)'?" } ?? Self.examples(known))
    case .nothingDated(let id):
      return Diagnostic(
        "nothing-dated", severity: .warning,
        "no event of '\(id)' has a day, so that there is no timeline to draw", at: place)
    }
  }

  private static func examples(_ known: [String]) -> String? {
    guard !known.isEmpty else { return nil }
    let first = known.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    return "ids are written as in the data, such as \(first)"
  }
}
