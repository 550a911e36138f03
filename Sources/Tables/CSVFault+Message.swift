internal import Diagnostics

extension CSVFault {
  /// The fault in words.
  func diagnostic(at place: Place?, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(id, severity: severity, message, at: place, notes: notes, help: help)
  }

  private var severity: Diagnostic.Severity {
    switch self {
    case .allMissing, .mixed, .mixedLineEnds, .otherDelimiter, .lookalike,
      .noRows(_, isAllowed: true):
      .warning
    default: .error
    }
  }

  /// The stable name.
  var id: String {
    switch self {
    case .notFound: "input-not-found"
    case .unreadable: "input-unreadable"
    case .changed: "input-changed"
    case .compressed(let id, _, _): id
    case .invalidUTF8: "invalid-utf8"
    case .zeroByte: "zero-byte"
    case .mixedLineEnds: "mixed-line-ends"
    case .empty: "empty-data"
    case .noRows: "no-rows"
    case .unclosedQuote: "unclosed-quote"
    case .textAfterQuote: "text-after-quote"
    case .unnamedColumn: "unnamed-column"
    case .repeatedColumn: "repeated-column"
    case .raggedRow: "ragged-row"
    case .undeclaredColumn: "unknown-column"
    case .levelsOfAnotherType: "levels-without-category"
    case .repeatedLevel: "repeated-level"
    case .badValue(_, _, let type, _): "bad-\(type.rawValue)"
    case .unknownLevel: "unknown-level"
    case .otherDelimiter: "other-delimiter"
    case .lookalike(let lookalike, _, _): lookalike.id
    case .allMissing: "column-all-missing"
    case .mixed: "mixed-column"
    }
  }

  private var message: String {
    switch self {
    case .notFound(let path, _): "there is no file '\(path)'"
    case .unreadable(let message, _), .changed(let message, _), .compressed(_, let message, _):
      message
    case .invalidUTF8(let byte, _): "the byte 0x\(Self.hex(byte)) is not UTF-8 text"
    case .zeroByte: "a byte is 0, which no text has"
    case .mixedLineEnds(let ends): "lines end in different ways: \(Self.words(ends))"
    case .empty(let name): "'\(name)' is empty"
    case .noRows(let name, _): "'\(name)' has a header and no rows"
    case .unclosedQuote: "this quote is never closed"
    case .textAfterQuote: "text after a closing quote"
    case .unnamedColumn(let position): "column \(position) has no name"
    case .repeatedColumn(let name): "two columns are called '\(name)'"
    case .raggedRow(let found, let expected, _):
      "this row has \(Self.fields(found)) where the header has \(expected)"
    case .undeclaredColumn(let name, _): "there is no column '\(name)'"
    case .levelsOfAnotherType(let column, let type):
      "'\(column)' has levels but is declared \(type.indefinite)"
    case .repeatedLevel(let level, let column):
      "the level '\(level)' of '\(column)' is declared twice"
    case .badValue(let text, let column, let type, _):
      "'\(Self.excerpt(text))' in column '\(column)' is not \(type.indefinite)"
    case .unknownLevel(let text, let column, _):
      "'\(Self.excerpt(text))' is none of the levels declared for '\(column)'"
    case .otherDelimiter(let declared, let other):
      "the header is one column: it holds '\(Self.name(other))', and fields were declared to be "
        + "separated by '\(Self.name(declared))'"
    case .lookalike(let lookalike, let column, let example):
      "column '\(column)' is read as text: its values look like \(lookalike.noun), as "
        + "'\(Self.excerpt(example))'"
    case .allMissing(let column): "column '\(column)' has no values: every row is missing"
    case .mixed(let column, let type, let others, let present, let example):
      "column '\(column)' is read as text: \(others) of its \(present) values "
        + (others == 1 ? "is not \(type.indefinite)" : "are not \(type.plural)")
        + ", the first '\(Self.excerpt(example))'"
    }
  }

  private var help: String? {
    switch self {
    case .notFound(let path, let near):
      Suggestion.nearest(to: path, in: near).map { "did you mean '\($0)'?" }
    case .unreadable(_, let help), .changed(_, let help): help
    case .compressed(_, _, let help): help
    case .invalidUTF8(_, let lookalike): lookalike?.help
    case .zeroByte(.singleByte): "the file is damaged, or no text; write it again"
    case .zeroByte(let lookalike): lookalike.help
    case .mixedLineEnds: "all of them were read; files were perhaps joined"
    case .textAfterQuote: "a quote inside quotes is written twice"
    case .unnamedColumn(1): "name it in the header; in R, row.names = FALSE leaves row names out"
    case .unnamedColumn: "name it in the header"
    case .raggedRow(_, 1, let delimiter):
      "fields were taken to be separated by '\(Unicode.Scalar(delimiter))'; another can be declared"
    case .raggedRow(let found, let expected, _) where found > expected:
      "a field that holds the delimiter or a line end must be quoted"
    case .undeclaredColumn(let name, let known): Suggestion.help(for: name, in: known)
    case .levelsOfAnotherType: "leave out the type, or declare it a category"
    case .badValue(let text, _, let type, let syntax):
      Self.help(for: text, expected: type, syntax)
    case .unknownLevel(let text, _, let levels): Suggestion.help(for: text, in: levels)
    case .otherDelimiter: "leave 'delimiter' out, and it is found by itself"
    case .lookalike(let lookalike, _, _): lookalike.help
    case .mixed: "if they stand for missing values, declare them as missing"
    default: nil
    }
  }

  private static func help(
    for text: String, expected type: ColumnType, _ syntax: FieldSyntax
  ) -> String? {
    switch type {
    case .number, .integer:
      if syntax.point == Byte.comma {
        text.contains(".") ? "a comma was declared to stand before the decimals" : nil
      } else {
        text.contains(",")
          ? "decimals are written with a point, unless 'decimal: comma' is declared" : nil
      }
    case .flag: "write true or false, or 1 or 0"
    case .date where syntax.dates == .yearMonthDay:
      "dates are written 2010-01-31, and must be in the calendar; 'dateFormat' declares another way"
    case .date: "dates were declared to be written \(syntax.dates.rawValue)"
    case .category, .text: nil
    }
  }

  private static func words(_ ends: LineEnds) -> String {
    [(ends.lineFeeds, "LF"), (ends.both, "CR LF"), (ends.returns, "CR")]
      .filter { $0.0 > 0 }.map { "\($0.0) in \($0.1)" }.joined(separator: ", ")
  }

  private static func name(_ delimiter: UInt8) -> String {
    delimiter == Byte.tab ? "tab" : String(Unicode.Scalar(delimiter))
  }

  private static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }

  static func excerpt(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }
}

extension CSVFault {
  /// What a note says that stands for the findings of a kind that are not shown one by one.
  static func further(_ count: Int, of rows: String) -> String {
    "\(count) more \(rows)"
  }
}

extension UTF8Lookalike {
  fileprivate var help: String {
    switch self {
    case .utf16: "the file looks like UTF-16: save it as UTF-8"
    case .zip: "the file looks like a workbook or a zip archive: export it as CSV"
    case .singleByte: "save the file as UTF-8; it may be in Latin-1 or Windows-1252"
    }
  }
}

extension ColumnType {
  /// The type as it reads after "is not": "a number".
  var indefinite: String {
    switch self {
    case .number: "a number"
    case .integer: "a whole number"
    case .category: "a category"
    case .flag: "a flag"
    case .date: "a date"
    case .text: "text"
    }
  }

  /// The type as it reads after "are not": "numbers".
  var plural: String {
    switch self {
    case .number: "numbers"
    case .integer: "whole numbers"
    case .category: "categories"
    case .flag: "flags"
    case .date: "dates"
    case .text: "texts"
    }
  }
}
