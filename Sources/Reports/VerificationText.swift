public import Workflow

/// The outcome of a verification, for a terminal.
public struct VerificationText {
  private let study: String
  private let verification: Verification

  /// The outcome for a study.
  public init(study: String, _ verification: Verification) {
    self.study = study
    self.verification = verification
  }

  /// One line where everything agrees; a line a difference otherwise.
  public var text: String {
    guard !verification.differences.isEmpty else {
      return "\(study): \(verification.count) values agree\n"
    }
    var text =
      "\(study): \(verification.differences.count) of \(verification.names.count) values differ\n"
    for difference in verification.differences {
      text += "  \(difference.name)\n"
      text += "    locked \(Self.text(difference.locked)), found \(Self.text(difference.found))"
      text += difference.tolerance > 0 ? ", tolerance \(difference.tolerance)\n" : "\n"
    }
    return text
  }

  static func text(_ value: ResultValues.Value?) -> String {
    switch value {
    case nil: "nothing"
    case .number(let number)?: String(number)
    case .count(let count)?: String(count)
    case .text(let text)?: "'\(text)'"
    case .absent?: "no number"
    }
  }
}
