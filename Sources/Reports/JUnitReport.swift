public import Workflow

/// Verifications as JUnit XML, which CI systems show.
public struct JUnitReport {
  /// The verification of one study.
  public struct Suite {
    let study: String
    let verification: Verification

    /// The verification of a study.
    public init(study: String, _ verification: Verification) {
      self.study = study
      self.verification = verification
    }
  }

  private let suites: [Suite]

  /// A report of some verifications.
  public init(_ suites: [Suite]) { self.suites = suites }

  /// The XML.
  public var text: String {
    let body = suites.map(text).joined()
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\(body)</testsuites>\n"
  }

  private func text(_ suite: Suite) -> String {
    let differences = Dictionary(
      suite.verification.differences.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    var text = "  <testsuite name=\"\(escaped(suite.study))\""
    text += " tests=\"\(suite.verification.names.count)\" failures=\"\(differences.count)\">\n"
    for name in suite.verification.names {
      let start = "    <testcase classname=\"\(escaped(suite.study))\" name=\"\(escaped(name))\""
      if let difference = differences[name] {
        let locked = VerificationText.text(difference.locked)
        let found = VerificationText.text(difference.found)
        let message = escaped("locked \(locked), found \(found)")
        text += "\(start)><failure message=\"\(message)\"/></testcase>\n"
      } else {
        text += "\(start)/>\n"
      }
    }
    return text + "  </testsuite>\n"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
