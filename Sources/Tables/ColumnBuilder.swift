internal import Diagnostics

/// A value of a column that cannot be what the study says it is.
struct BadValues {
  /// The most that are reported one by one.
  static let mostReported = 5

  private(set) var rows: [Int] = []
  private(set) var count = 0

  mutating func add(row: Int) {
    count += 1
    if rows.count < Self.mostReported { rows.append(row) }
  }
}

/// Rows without a value; allocates nothing until there is one.
struct MissingRows {
  private let count: Int
  private var flags: [Bool] = []

  init(count: Int) { self.count = count }

  mutating func add(_ row: Int) {
    if flags.isEmpty { flags = [Bool](repeating: false, count: count) }
    flags[row] = true
  }

  var missingness: Missingness { Missingness(flags) }
}

/// A column built from its fields, and what in them did not fit.
struct BuiltColumn {
  let values: ColumnValues
  let missing: Missingness
  var bad = BadValues()
}

extension ColumnFields {
  /// The values that a parser reads.
  /// - Complexity: O(bytes of the column).
  func build<Parser: FieldParser>(_ parser: Parser.Type) -> BuiltColumn {
    let bytes = self.bytes
    var values = [Parser.Value](repeating: Parser.placeholder, count: count)
    var missing = MissingRows(count: count)
    var bad = BadValues()
    for row in 0..<count {
      let span = self[row]
      if content(of: span) != .value {
        missing.add(row)
      } else if let value = Parser.parse(bytes, span.start, span.end) {
        values[row] = value
      } else {
        bad.add(row: row)
      }
    }
    return BuiltColumn(values: Parser.column(values), missing: missing.missingness, bad: bad)
  }
}

/// The texts of a column as numbers into a list of distinct texts.
struct InternedColumn {
  static let missingCode: Int32 = -1
  static let blankCode: Int32 = -2

  let texts: [String]
  private(set) var codes: [Int32]
  private var present = 0

  init(_ fields: ColumnFields) {
    var interner = TextInterner(fields.source)
    codes = [Int32](repeating: Self.missingCode, count: fields.count)
    for row in 0..<fields.count {
      let span = fields[row]
      switch fields.content(of: span) {
      case .missing: break
      case .blank: codes[row] = Self.blankCode
      case .value:
        codes[row] = interner.code(of: span)
        present += 1
      }
    }
    texts = interner.texts
  }

  /// Whether the values are few and repeat.
  var looksLikeCategory: Bool {
    texts.count <= TypeInference.mostLevels && texts.count < present
  }

  /// A text column; a blank is an empty text.
  var textColumn: BuiltColumn {
    var values = [String](repeating: "", count: codes.count)
    var missing = MissingRows(count: codes.count)
    for row in codes.indices {
      let code = codes[row]
      if code >= 0 { values[row] = texts[Int(code)] }
      if code == Self.missingCode { missing.add(row) }
    }
    return BuiltColumn(values: .text(values), missing: missing.missingness)
  }

  /// A category whose levels are sorted by Unicode scalars.
  var categoryColumn: BuiltColumn {
    categoryColumn(levels: texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// A category with given levels; a blank is missing unless an empty text is a level.
  func categoryColumn(levels: [String]) -> BuiltColumn {
    var levelByText: [String: Int32] = [:]
    for (index, level) in levels.enumerated() where levelByText[level] == nil {
      levelByText[level] = Int32(index)
    }
    let levelOfCode = texts.map { levelByText[$0] ?? -1 }
    let blankLevel = levelByText[""] ?? -1
    var result = [Int32](repeating: -1, count: codes.count)
    var missing = MissingRows(count: codes.count)
    var bad = BadValues()
    for row in codes.indices {
      let code = codes[row]
      if code >= 0 {
        result[row] = levelOfCode[Int(code)]
        if result[row] < 0 { bad.add(row: row) }
      } else {
        result[row] = code == Self.blankCode ? blankLevel : -1
        if result[row] < 0 { missing.add(row) }
      }
    }
    let values = CategoryValues(levels: levels, codes: result)
    return BuiltColumn(values: .category(values), missing: missing.missingness, bad: bad)
  }
}
