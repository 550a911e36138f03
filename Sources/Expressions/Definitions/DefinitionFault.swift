internal import Diagnostics

/// What can be wrong with definitions as such.
enum DefinitionFault {
  /// A parameter that the expression does not mention.
  case unusedParameter(String)
  /// Two definitions of one name.
  case repeated(String)
  /// Definitions that ask for each other in a circle; the first name stands again at the end.
  case circle([String])

  /// The fault in words.
  func diagnostic(at place: Place?, _ notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(id, message, at: place, notes: notes, help: help)
  }

  private var id: String {
    switch self {
    case .unusedParameter: "parameter-unused"
    case .repeated: "definition-repeated"
    case .circle: "definition-circle"
    }
  }

  private var message: String {
    switch self {
    case .unusedParameter(let name): "the parameter '\(name)' is not used"
    case .repeated(let name): "'\(name)' is defined twice"
    case .circle(let names):
      names.count == 2
        ? "'\(names[0])' is defined by itself"
        : "definitions go in a circle: \(names.joined(separator: " → "))"
    }
  }

  private var help: String? {
    switch self {
    case .unusedParameter: "leave it out, or name it in the expression"
    case .repeated: "a name has one definition in all the files that a study names"
    case .circle: nil
    }
  }
}
