import ArgumentParser
import Diagnostics

/// How the program ends.
enum ExitStatus {
  /// Done, and something asked to be checked does not hold.
  static let doesNotHold = ExitCode(1)
  /// A fault in the study file or the data.
  static let badInput = ExitCode(65)
  /// Input not found.
  static let notFound = ExitCode(66)
  /// A fault of Equipoise.
  static let ourFault = ExitCode(70)
  /// Output cannot be written.
  static let cannotWrite = ExitCode(73)
  /// Interrupted.
  static let interrupted = ExitCode(130)

  /// What faults amount to: input not found, or not readable, where that is all there is.
  static func of(_ faults: Faults) -> ExitCode {
    let errors = faults.diagnostics.filter { $0.severity == .error }
    let ids = ["input-not-found", "input-unreadable", "input-changed"]
    let isMissing = !errors.isEmpty && errors.allSatisfy { ids.contains($0.id) }
    return isMissing ? notFound : badInput
  }
}
