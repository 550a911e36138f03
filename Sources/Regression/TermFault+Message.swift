internal import Diagnostics

extension TermFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, message, at: place, help: help)
  }

  private var id: String {
    switch self {
    case .unknownFunction: "unknown-function"
    case .wrongArguments, .notANumber, .badDegree, .badKnotCount, .badKnots, .badExponent:
      "bad-term-argument"
    case .repeatedFactor: "repeated-factor"
    default: "bad-term"
    }
  }

  private var message: String {
    switch self {
    case .empty: "a term is empty"
    case .endsEarly: "the term ends where a column or a number must follow"
    case .unexpected(let text): "'\(text)' does not belong here in a term"
    case .unclosedQuote: "a column's name between backquotes is empty or not closed"
    case .unclosedParenthesis(let function): "'\(function.rawValue)(' is not closed"
    case .unknownFunction(let name): "there is no function '\(name)' for terms"
    case .wrongArguments(let function):
      "'\(function.rawValue)' takes \(function.arguments), as in \(function.example)"
    case .notANumber(let text): "expected a number, found '\(text)'"
    case .badDegree(let text): "the degree of 'poly' is a whole number from 1 to 10, found \(text)"
    case .badKnotCount(.ns, let text, let allowed):
      "the degrees of freedom of 'ns' are a whole number from \(allowed.lowerBound) to"
        + " \(allowed.upperBound), found \(text)"
    case .badKnotCount(let function, let text, let allowed):
      "the number of knots of '\(function.rawValue)' is a whole number from"
        + " \(allowed.lowerBound) to \(allowed.upperBound), found \(text)"
    case .badKnots(let function, let least):
      "'\(function.rawValue)' needs at least \(least) knot\(least == 1 ? "" : "s"),"
        + " in increasing order"
    case .badExponent: "an exponent must not be 0"
    case .repeatedFactor(let text): "'\(text)' is multiplied with itself"
    case .tooManyCrossed(let most): "a term joins at most \(most) factors by '*'"
    }
  }

  private var help: String? {
    switch self {
    case .unclosedParenthesis:
      "inside […] or {…}, a term with a comma must stand between quotes"
    case .unknownFunction(let name): Self.help(function: name)
    case .notANumber(let text) where text.first?.isLetter ?? false:
      "arguments are numbers without names, as in ns(x, 3)"
    case .unexpected("+"), .unexpected("~"):
      "covariates are the elements of a list, as in [age, sex]; an interaction is age:sex"
    case .unexpected:
      "a column's name with other characters than letters, digits, '_' and '.' is written between"
        + " backquotes"
    case .repeatedFactor: "write a power, such as age^2"
    case .badKnotCount(let function, _, _), .badKnots(let function, _):
      "for example \(function.example)"
    default: nil
    }
  }

  private static func help(function name: String) -> String? {
    switch name {
    case "factor", "as.factor", "C":
      "write the column alone; levels given under data.columns make it a category"
    case "I": "write the power alone, as in age^2"
    default: Suggestion.help(for: name, in: TermFunction.allCases.map(\.rawValue))
    }
  }
}

extension TermFunction {
  fileprivate var arguments: String {
    switch self {
    case .log, .sqrt: "one column, and a number added to it if need be"
    case .poly: "a column and a degree"
    case .rcs: "a column and a number of knots, or the knots"
    case .ns: "a column and its degrees of freedom, or the inner knots"
    }
  }

  fileprivate var example: String {
    switch self {
    case .log: "log(x + 1)"
    case .sqrt: "sqrt(x)"
    case .poly: "poly(x, 3)"
    case .rcs: "rcs(x, 4) or rcs(x, [1, 5, 20])"
    case .ns: "ns(x, 3) or ns(x, [2, 8])"
    }
  }
}
