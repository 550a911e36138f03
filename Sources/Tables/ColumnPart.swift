internal import Platform

/// Some records of a region with their fields, all of the width of the header.
struct RecordBlock {
  /// The text.
  let bytes: [UInt8]
  /// The fields, record by record.
  let spans: [FieldSpan]
  /// The number of columns.
  let width: Int
  /// The rows of the table that the records are.
  let rows: Range<Int>
  /// The rows of the region.
  let regionRows: Range<Int>
  /// What stands for a missing value.
  let missing: MissingTexts
}

/// What is found of one column in one region.
struct ColumnPart: Sendable {
  /// The types that every value could have, beyond those that the task found each to have.
  private(set) var candidates = CandidateTypes.all
  /// How many values there are.
  private(set) var present = 0
  /// Whether a value did not have the inferred type.
  private(set) var hasFailed = false
  /// Values that do not have the declared type.
  private(set) var bad = BadFields()
  /// Which rows are missing; empty where none is.
  private(set) var missing: [Bool] = []
  /// The distinct texts of a category.
  private(set) var texts: [String] = []
  /// Whether a field is two quotes with nothing between.
  private(set) var hasBlank = false
  /// What the values of an inferred text column could have been.
  private(set) var tally = MixedTally()

  private var interner: TextInterner?
  private var kinds: [ValueKind] = []
  private var levelOfText: [Int32] = []

  static let missingCode: Int32 = -1
  static let blankCode: Int32 = -2

  /// Reads a column of a block.
  mutating func read(
    _ task: ColumnTask, _ block: RecordBlock, column: Int, _ syntax: FieldSyntax, inferred: Bool
  ) {
    if hasFailed { return narrow(block, column, syntax) }
    switch task {
    case .skip: break
    case .candidates: narrow(block, column, syntax)
    case .number(let parser, let rows): fill(parser, rows, block, column, syntax, inferred)
    case .integer(let parser, let rows): fill(parser, rows, block, column, syntax, inferred)
    case .flag(let parser, let rows): fill(parser, rows, block, column, syntax, inferred)
    case .date(let parser, let rows): fill(parser, rows, block, column, syntax, inferred)
    case .levels(let levels, let rows): code(levels, rows, block, column)
    case .category(let most, let rows): code(most, rows, block, column, inferred ? syntax : nil)
    case .text(let rows): copy(rows, block, column, inferred ? syntax : nil)
    }
  }

  /// Ends reading: keeps of a category its texts alone.
  mutating func finish() {
    texts = interner?.texts ?? []
    (interner, kinds, levelOfText) = (nil, [], [])
  }

  private mutating func narrow(_ block: RecordBlock, _ column: Int, _ syntax: FieldSyntax) {
    guard !candidates.isEmpty else { return }
    let bytes = block.bytes.span
    for row in 0..<block.rows.count {
      let span = block.spans[row * block.width + column]
      guard block.missing.content(of: span, in: bytes) == .value else { continue }
      present += 1
      candidates.formIntersection(CandidateTypes(bytes, span.start, span.end, syntax))
    }
  }

  @inline(__always)
  private mutating func addMissing(_ block: RecordBlock, _ row: Int) {
    if missing.isEmpty { missing = [Bool](repeating: false, count: block.regionRows.count) }
    missing[block.rows.lowerBound - block.regionRows.lowerBound + row] = true
  }

  private mutating func fill<Parser: FieldParser>(
    _ parser: Parser, _ rows: RowBuffer<Parser.Value>, _ block: RecordBlock, _ column: Int,
    _ syntax: FieldSyntax, _ inferred: Bool
  ) {
    rows.write(block.rows) { values in
      let bytes = block.bytes.span
      var index = column
      for row in 0..<block.rows.count {
        let span = block.spans[index]
        index += block.width
        guard block.missing.content(of: span, in: bytes) == .value else {
          values[row] = Parser.placeholder
          addMissing(block, row)
          continue
        }
        present += 1
        if let value = parser.parse(bytes, span.start, span.end) {
          values[row] = value
        } else {
          values[row] = Parser.placeholder
          if inferred { hasFailed = true } else { bad.add(span) }
        }
      }
    }
    if hasFailed { narrow(block, column, syntax) }
  }

  private mutating func code(
    _ levels: LevelCodes, _ rows: RowBuffer<Int32>, _ block: RecordBlock, _ column: Int
  ) {
    var interner = self.interner.take() ?? TextInterner()
    rows.write(block.rows) { codes in
      let bytes = block.bytes.span
      for row in 0..<block.rows.count {
        let span = block.spans[row * block.width + column]
        switch block.missing.content(of: span, in: bytes) {
        case .missing: codes[row] = Self.missingCode
        case .blank: codes[row] = levels[""]
        case .value:
          present += 1
          let code = Int(interner.code(of: span, in: block.bytes))
          if code == levelOfText.count { levelOfText.append(levels[interner.texts[code]]) }
          codes[row] = levelOfText[code]
          if codes[row] < 0 { bad.add(span) }
          continue
        }
        if codes[row] < 0 { addMissing(block, row) }
      }
    }
    self.interner = interner
  }

  private mutating func code(
    _ mostLevels: Int, _ rows: RowBuffer<Int32>, _ block: RecordBlock, _ column: Int,
    _ syntax: FieldSyntax?
  ) {
    var interner = self.interner.take() ?? TextInterner()
    rows.write(block.rows) { codes in
      let bytes = block.bytes.span
      for row in 0..<block.rows.count {
        let span = block.spans[row * block.width + column]
        switch block.missing.content(of: span, in: bytes) {
        case .missing:
          codes[row] = Self.missingCode
          addMissing(block, row)
        case .blank:
          codes[row] = Self.blankCode
          hasBlank = true
        case .value:
          present += 1
          let code = interner.code(of: span, in: block.bytes)
          codes[row] = code
          guard let syntax else { continue }
          if Int(code) == kinds.count { kinds.append(ValueKind(bytes, span, syntax)) }
          tally.add(kinds[Int(code)], span)
        }
      }
    }
    if interner.texts.count > mostLevels { (hasFailed, candidates) = (true, []) }
    self.interner = interner
  }

  private mutating func copy(
    _ rows: RowBuffer<String>, _ block: RecordBlock, _ column: Int, _ syntax: FieldSyntax?
  ) {
    var interner = self.interner.take() ?? TextInterner()
    rows.write(block.rows) { texts in
      let bytes = block.bytes.span
      for row in 0..<block.rows.count {
        let span = block.spans[row * block.width + column]
        let content = block.missing.content(of: span, in: bytes)
        if content == .missing { addMissing(block, row) }
        guard content == .value else { continue }
        present += 1
        // Texts of up to 15 bytes need no memory of their own; longer ones share it.
        if span.end - span.start <= 15 {
          texts[row] = span.text(in: block.bytes)
        } else {
          let code = interner.code(of: span, in: block.bytes)
          texts[row] = interner.texts[Int(code)]
        }
        if let syntax { tally.add(ValueKind(bytes, span, syntax), span) }
      }
    }
    self.interner = interner
  }
}
