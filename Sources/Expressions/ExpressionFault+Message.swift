internal import Diagnostics
private import Tables

extension ExpressionFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    Diagnostic(id, message, at: place, help: help)
  }

  /// The stable name.
  private var id: String {
    switch self {
    case .empty: "empty-expression"
    case .unexpectedCharacter: "unexpected-character"
    case .unexpected, .parenthesizedList: "unexpected-token"
    case .unclosedText: "unclosed-quote"
    case .unclosedBracket: "unclosed-bracket"
    case .foreignOperator: "unknown-operator"
    case .chainedComparison: "chained-comparison"
    case .badNumber: "bad-number"
    case .badDate: "bad-date"
    case .unknownUnit: "unknown-unit"
    case .tooDeep: "expression-too-deep"
    case .eventRows, .strayClause, .repeatedClause: "event-function"
    case .unknownColumn, .unknownEventColumn: "unknown-column"
    case .unknownTable: "unknown-table"
    case .tableAsValue: "table-as-value"
    case .severalRows: "several-rows"
    case .unknownFunction: "unknown-function"
    case .argumentCount, .eventArgumentCount, .definitionArguments, .allWithoutCondition,
      .nearestWithoutTarget,
      .atWithoutDay, .noSpan:
      "argument-count"
    case .severalTables: "rows-of-two-tables"
    case .columnOfRowAround: "unknown-column"
    case .hiddenParameter: "parameter-hidden"
    case .tableExists, .columnExists: "name-is-a-column"
    case .gapWithoutInterval: "key-does-not-apply"
    case .gapIsNoDuration, .timeIsNoDate: "type-mismatch"
    case .badDefinitionName, .nameOfFunction: "bad-definition-name"
    case .noTime: "no-time-column"
    case .unknownLevel: "unknown-level"
    case .comparedWithMissing: "compared-with-missing"
    case .emptyList: "empty-list"
    case .columnChanged, .eventsChanged: "column-changed"
    case .argument, .mixedArguments, .operands, .unordered, .needsFlag, .negated, .branches,
      .rangeEnds, .memberOf, .elements, .strayList, .strayRange, .strayMissing, .expected,
      .eventArgument, .noEvents, .countOfValues, .clauseType:
      "type-mismatch"
    }
  }

  private var message: String {
    switch self {
    case .empty: "the expression is empty"
    case .unexpectedCharacter(let scalar): "an expression cannot hold the character '\(scalar)'"
    case .unexpected(let found, let expectation):
      "expected \(expectation.phrase), found \(found.map { "'\($0)'" } ?? "the end")"
    case .unclosedText: "this quote is never closed"
    case .unclosedBracket(let bracket): "this '\(bracket)' is never closed"
    case .foreignOperator(let text, _): "'\(text)' is no operator"
    case .chainedComparison: "comparisons cannot be chained"
    case .parenthesizedList: "parentheses hold one value, found ','"
    case .badNumber(let text): "'\(text)' is too large for a number"
    case .badDate(let text): "'\(text)' is not in the calendar"
    case .unknownUnit(let unit, let number): "'\(number)\(unit)' is neither a number nor a duration"
    case .tooDeep: "the expression is nested too deeply"
    case .eventRows(let word): "'\(word)' reads event tables, and these data have one row a patient"
    case .strayClause(let word): "'\(word.rawValue)' cannot stand here"
    case .repeatedClause(let word): "'\(word.rawValue)' stands twice"
    default: typeMessage
    }
  }

  private var typeMessage: String {
    switch self {
    case .unknownColumn(let name, _): "there is no column '\(name)'"
    case .unknownFunction(let name, _): "there is no function '\(name)'"
    case .argumentCount(let function, let found):
      "'\(function.rawValue)' takes \(function.arity.phrase), found \(found)"
    case .argument(let function, let found):
      "'\(function.rawValue)' takes \(function.domain), found \(found.phrase)"
    case .mixedArguments(let function, let first, let second):
      "'\(function.rawValue)' takes values of one type, found \(first.phrase) and \(second.phrase)"
    case .operands(let infix, let left, let right, _):
      infix.isComparison
        ? "'\(infix.rawValue)' compares \(left.phrase) with \(right.phrase)"
        : "'\(infix.rawValue)' cannot take \(left.phrase) and \(right.phrase)"
    case .unordered(let infix, let type):
      "'\(infix.rawValue)' compares numbers, dates or durations, found \(type.phrase)"
    case .needsFlag(let word, let operand, let type, _):
      "'\(word)' needs a flag, and '\(operand)' is \(type.phrase)"
    case .negated(let type): "a minus goes before a number or a duration, found \(type.phrase)"
    case .branches(let first, let second):
      "both branches of 'if' need one type, found \(first.phrase) and \(second.phrase)"
    case .rangeEnds(let low, let high):
      "a range goes between two numbers, dates or durations, found \(low.phrase) and \(high.phrase)"
    case .memberOf(let type): "'in' needs a range or a list, found \(type.phrase)"
    case .elements(let value, let element): "'in' compares \(value.phrase) with \(element.phrase)"
    case .strayList: "a list can only stand behind 'in'"
    case .strayRange: "a range can only stand behind 'in'"
    case .emptyList: "the list is empty"
    case .unknownLevel(let text, _): "'\(text)' is none of the levels"
    case .comparedWithMissing: "a comparison with missing is always missing"
    case .strayMissing: "'missing' can only be a branch of 'if' whose other branch is a value"
    case .expected(let type, let found, let text, _):
      "expected \(type.phrase), and '\(text)' is \(found.phrase)"
    case .columnChanged(let name, let was, let now):
      "column '\(name)' was checked as \(was.rawValue) and is \(now?.rawValue ?? "not there")"
    default: eventMessage
    }
  }

  private var help: String? {
    switch self {
    case .unexpected(let found, let expectation): Self.help(found: found, expectation)
    case .unexpectedCharacter(let scalar): Self.help(character: scalar)
    case .foreignOperator(_, let meant): "write \(meant.phrase)"
    case .chainedComparison(let low, let first, let middle, let second, let high):
      Self.helpForChain(low, first, middle, second, high)
    case .parenthesizedList: "write a list as [a, b]"
    case .badDate: "dates are written year-month-day"
    case .unknownUnit: "durations are written 100d, 3w, 4.5mo or 2y"
    case .unknownColumn(let name, let known): Self.help(column: name, known)
    case .unknownFunction(let name, let known): Self.help(function: name, known)
    case .argumentCount(let function, _), .argument(let function, _): "write \(function.signature)"
    case .operands(_, _, _, let hint), .needsFlag(_, _, _, let hint), .expected(_, _, _, let hint):
      hint?.phrase
    case .unordered(_, .text): "write in [\"a\", \"b\"] for some of the levels"
    case .memberOf: "write in 1..5 or in [\"a\", \"b\"]"
    case .unknownLevel(let text, let levels): Suggestion.help(for: text, in: levels)
    case .comparedWithMissing(let operand): "write \(operand) is missing"
    default: eventHelp
    }
  }

  private static func help(found: String?, _ expectation: Expectation) -> String? {
    if case .decimalPoint = expectation { return "decimals are written with a point" }
    guard let found else { return nil }
    if Keyword(rawValue: found.lowercased()) != nil, Keyword(rawValue: found) == nil {
      return "write \(found.lowercased()) in small letters"
    }
    return nil
  }

  private static func help(character: Unicode.Scalar) -> String? {
    switch character {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}": "write straight quotes"
    case ":": "a range is written a..b"
    case "{", "}": "a list is written [a, b]"
    default: nil
    }
  }

  private static func help(function name: String, _ known: [String]) -> String? {
    switch name {
    case "is.na", "is_na": "write x is missing"
    case "ifelse", "if_else", "case_when": "write if … then … else …"
    case "c": "a list is written [a, b]"
    default:
      Suggestion.help(
        for: name,
        in: ExpressionFunction.allCases.map(\.rawValue) + EventFunction.allCases.map(\.rawValue)
          + known) ?? "docs/expressions.md lists the functions"
    }
  }

  private static func help(column name: String, _ known: [String]) -> String? {
    switch name.lowercased() {
    case "true", "false": "write \(name.lowercased())"
    case "na", "null", "nil", "nan": "write is missing or is not missing"
    case "and", "or", "not": "write \(name.lowercased())"
    default:
      Suggestion.nearest(to: name, in: known).map { "did you mean '\(Expression.written($0))'?" }
        ?? Suggestion.help(for: name, in: known)
    }
  }

  private static func helpForChain(
    _ low: String, _ first: Infix, _ middle: String, _ second: Infix, _ high: String
  ) -> String {
    let both = "\(low) \(first.rawValue) \(middle) and \(middle) \(second.rawValue) \(high)"
    return first == .lessOrEqual && second == .lessOrEqual
      ? "write \(middle) in \(low)..\(high)" : "write \(both)"
  }
}

extension Expectation {
  fileprivate var phrase: String {
    switch self {
    case .value: "a value"
    case .name: "a name"
    case .operatorOrEnd, .decimalPoint: "an operator or the end"
    case .word(let word): "'\(word)'"
    case .closing(let bracket): "',' or '\(bracket)'"
    }
  }
}

extension TypeHint {
  fileprivate var phrase: String {
    switch self {
    case .flagAlone(let text): "a flag stands alone: write \(text) or not \(text)"
    case .compare(let text): "compare it, as in \(text) == 1"
    case .quoted(let text): "levels are texts: write \"\(text)\""
    case .unquoted(let text): "write \(text) without quotes"
    case .inDays(let text, true): "write \(text)d for days"
    case .inDays(let text, false): "write \(text) * 1d where it counts days"
    case .dateLiteral: "dates are written 2010-01-31"
    }
  }
}

extension Token.Kind {
  fileprivate var phrase: String {
    switch self {
    case .keyword(let keyword): keyword.rawValue
    case .symbol(let symbol): symbol.rawValue
    case .number, .duration, .date, .text, .name, .end: ""
    }
  }
}
