public import Diagnostics

/// A rule or a derived value, as written in a study.
///
/// An expression is parsed once, when it is made; its types are checked against the columns of a
/// table by ``typed(against:expecting:)``, and what comes of that is evaluated a column at a time.
///
/// The language is total and free of side effects. It has numbers, texts in `"…"` or `'…'`, `true`
/// and `false`, dates (`2010-01-31`), durations (`100d`, `3w`, `4.5mo`, `2y`; a month is 30.4375
/// days, a year 365.25), columns by name (in backquotes where the name is not one word),
/// `or and not`, comparisons, `in` with a closed range `a..b` or a list `[a, b]`, `is missing`,
/// `is not missing`, `+ - * / ^`, `if … then … else …`, `missing` as a branch of it, and the calls
/// of ``ExpressionFunction``. A quote inside quotes is written twice.
public struct Expression: Sendable {
  /// The text as written.
  public let text: String

  let source: ExpressionSource
  let syntax: Syntax
  private let references: [(name: String, range: Range<Int>)]

  /// Parses a text that stands at `place`.
  ///
  /// - Throws: Every fault of spelling and syntax.
  /// - Complexity: O(length of the text).
  public init(_ text: String, at place: Place? = nil) throws(Faults) {
    let source = ExpressionSource(text, at: place)
    let lexer = Lexer(source.scalars)
    var parser = Parser(source, tokens: lexer.tokens, faults: lexer.faults)
    guard !lexer.isBroken, let syntax = parser.parse() else {
      throw Faults(source.diagnostics(lexer.isBroken ? lexer.faults : parser.faults))
    }
    self.text = text
    self.source = source
    self.syntax = syntax
    references = parser.references
  }

  /// Where the text stands.
  public var place: Place? { source.place(of: 0..<source.scalars.count) }

  /// Every mention of a column, in the order of the text.
  public var columnReferences: [Located<String>] {
    references.map { Located($0.name, at: source.place(of: $0.range)) }
  }

  /// The column where the expression is nothing else.
  public var columnName: String? {
    if case .name(let name) = syntax.ungrouped.kind { name } else { nil }
  }

  /// A column name as it is written in an expression: in backquotes where it must be.
  public static func written(_ name: String) -> String {
    let tokens = Lexer(Array(name.unicodeScalars)).tokens
    if tokens.count == 2, tokens[0].kind == .name(name), name.first != "`" { return name }
    let doubled = name.split(separator: "`", omittingEmptySubsequences: false)
    return "`\(doubled.joined(separator: "``"))`"
  }
}

extension Expression: Equatable {
  /// Whether the texts are the same, wherever they stand.
  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}
