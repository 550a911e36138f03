internal import Diagnostics
internal import Tables

extension DesignFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    if case .duplicateTerm(_, let first?) = self {
      notes = [.init("first written here", at: first)]
    }
    return Diagnostic(id, message, at: place, notes: notes, help: help)
  }

  private var id: String {
    switch self {
    case .unknownColumn: "unknown-column"
    case .unusableType, .needsNumbers, .changedType: "wrong-column-type"
    case .duplicateTerm: "duplicate-term"
    case .missingValues, .allMissing, .unexpectedMissing: "missing-covariate"
    case .noRows: "no-complete-rows"
    case .notFinite, .undefined: "undefined-covariate"
    case .tooFewValues: "too-few-values"
    case .singleLevel: "single-level"
    case .unknownLevel: "unknown-level"
    case .badReference, .uselessReference: "bad-reference-level"
    }
  }

  private var message: String {
    switch self {
    case .unknownColumn(let name, _): "there is no column '\(name)'"
    case .unusableType(let name, let type): "'\(name)' is \(type.phrase), which cannot be a term"
    case .needsNumbers(let column, let term, let type):
      "'\(term)' needs a number, but '\(column)' is \(type.phrase)"
    case .duplicateTerm(let term, _): "the term '\(term)' is written twice"
    case .missingValues(let column, let count):
      "'\(column)' is missing in \(rows(count))"
    case .allMissing(let column): "'\(column)' has no value in any row"
    case .unexpectedMissing(let column, let count):
      "'\(column)' is missing in \(rows(count)), but was never missing when the model was fitted"
    case .noRows: "no row has a value for every covariate"
    case .notFinite(let column, let count, let row):
      "'\(column)' is no finite number in \(rows(count)), first in row \(row)"
    case .undefined(let term, let transform, let count, let row):
      "'\(term)' \(transform.requirement), which does not hold in \(rows(count)), first in row"
        + " \(row)"
    case .tooFewValues(let term, let distinct):
      "'\(term)' needs more distinct values than there are (\(distinct))"
    case .singleLevel(let column, let level):
      "'\(column)' is '\(level)' in every row, so it cannot be a term"
    case .unknownLevel(let column, let level, let count, _):
      "'\(column)' has the level '\(level)' in \(rows(count)), which was not there when the model"
        + " was fitted"
    case .badReference(let column, let level, _):
      "the reference level '\(level)' of '\(column)' does not occur"
    case .uselessReference(let column):
      "a reference level is given for '\(column)', which is no category among the terms"
    case .changedType(let column, let term):
      "'\(column)' has another type than when '\(term)' was fitted"
    }
  }

  private var help: String? {
    switch self {
    case .unknownColumn(let name, let known): Suggestion.help(for: name, in: known)
    case .unusableType(let name, .text):
      "to use it as a category, declare its levels: data.columns.\(name).levels"
    case .unusableType(let name, _):
      "derive a number from it under 'variables', such as a year or a duration, and use that"
        + " instead of '\(name)'"
    case .needsNumbers(let column, _, _): "write '\(column)' as a term of its own"
    case .duplicateTerm: "keep one of the two"
    case .missingValues:
      "choose completeCases or indicator under 'missing', or fill the values in"
    case .tooFewValues: "use fewer knots or a lower degree, or write the knots, as in [1, 5, 20]"
    case .undefined(_, .logarithm(let shift), _, _) where shift == 0:
      "add a number first, as in log(x + 1)"
    case .badReference(_, let level, let known), .unknownLevel(_, let level, _, let known):
      Suggestion.help(for: level, in: known)
    default: nil
    }
  }

  private func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}

extension Transform {
  fileprivate var requirement: String {
    switch self {
    case .logarithm(let shift) where shift != 0: "needs a column above \(Self.text(-shift))"
    case .logarithm: "needs a column above 0"
    case .squareRoot(let shift): "needs a column of at least \(Self.text(shift == 0 ? 0 : -shift))"
    case .power(let exponent) where exponent < 0: "needs a column without 0 and negative numbers"
    case .power(let exponent) where exponent != exponent.rounded():
      "needs a column of at least 0"
    default: "needs results that are finite numbers"
    }
  }
}

extension ColumnType {
  fileprivate var phrase: String {
    switch self {
    case .number: "a number"
    case .integer: "a whole number"
    case .category: "a category"
    case .flag: "a flag"
    case .date: "a date"
    case .text: "text"
    }
  }
}
