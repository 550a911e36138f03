public import Diagnostics

/// A table with what was found while it was read.
public struct ReadTable: Sendable {
  /// The table.
  public let table: Table
  /// Warnings, in the order of the columns.
  public let diagnostics: [Diagnostic]

  /// A table with findings.
  public init(table: Table, diagnostics: [Diagnostic] = []) {
    self.table = table
    self.diagnostics = diagnostics
  }
}

/// Reads tables from CSV text (RFC 4180, in UTF-8).
///
/// The first line that has anything on it is the header. Lines end with LF, CR LF or CR; blank
/// lines are skipped; a byte order mark is skipped; spaces around an unquoted field are not part of
/// it. A field that equals one of the missing texts is missing unless it is quoted; two quotes with
/// nothing between them are an empty text in a text column, that level where a category declares
/// it, and missing in any other column.
///
/// A type that is not declared is inferred over the whole column: whole numbers of 64 bits, numbers,
/// `true` and `false`, or ISO dates where every value is one; else a category where at most 50
/// distinct values occur and one of them twice, its levels sorted by Unicode scalars; else text.
/// Digits behind a leading zero (`007`) and longer whole numbers are identifiers, hence text.
///
/// A declared type is kept to: each value that it cannot hold is an error. Declared integers may be
/// written `3.0`, declared flags 1 and 0, declared numbers with leading zeros. Of each column at
/// most 5 values are reported, the rest counted.
public enum CSVReader {
  /// Reads a file.
  ///
  /// - Throws: Every fault found; `input-not-found` where there is no such file.
  /// - Complexity: O(bytes).
  public static func read(
    path: String, options: CSVOptions = CSVOptions()
  ) throws(Faults) -> ReadTable {
    try read(bytes: FileBytes.read(path), name: path, options: options)
  }

  /// Reads a text that is called `name` in messages.
  ///
  /// - Throws: Every fault found.
  /// - Complexity: O(bytes).
  public static func read(
    bytes: [UInt8], name: String, options: CSVOptions = CSVOptions()
  ) throws(Faults) -> ReadTable {
    var findings = CSVFindings(name: name, bytes: bytes)
    let source = try structure(bytes, name: name, options: options, findings: &findings)
    let header = CSVHeader(source, findings: &findings)
    header.check(options.columns, findings: &findings)
    try findings.throwErrors()
    let missing = MissingTexts(options.missing)
    var columns: [Column] = []
    columns.reserveCapacity(source.width)
    for (position, name) in header.names.enumerated() {
      let reader = ColumnReader(
        name: name, fields: ColumnFields(source: source, column: position, missing: missing),
        header: source.index.spans[position], declaration: options.columns[name])
      columns.append(reader.read(&findings))
    }
    try findings.throwErrors()
    return ReadTable(
      table: Table(name: name, columns: columns), diagnostics: findings.diagnostics)
  }

  /// The fields of a text, once they form a table.
  private static func structure(
    _ bytes: [UInt8], name: String, options: CSVOptions, findings: inout CSVFindings
  ) throws(Faults) -> CSVSource {
    if let offset = UTF8Check.firstInvalidOffset(in: bytes) {
      findings.add(
        .invalidUTF8(byte: bytes[offset], encoding: UTF8Lookalike(bytes)), at: offset..<offset + 1)
      try findings.throwErrors()
    }
    let mark = UTF8Check.byteOrderMark
    let start = bytes.starts(with: mark) ? mark.count : 0
    let delimiter =
      options.delimiter?.byte ?? CSVScanner.detectDelimiter(bytes, from: start)
    let scanner = CSVScanner(bytes, from: start, delimiter: delimiter)
    guard !scanner.index.recordStarts.isEmpty else {
      findings.add(.empty(name: name), at: nil)
      throw Faults(findings.diagnostics)
    }
    for finding in scanner.findings.prefix(BadValues.mostReported) {
      findings.add(finding.fault, at: finding.bytes)
    }
    findings.addFurther(scanner.findings.count - BadValues.mostReported, of: "faults of this kind")
    let width = scanner.index.record(0).count
    let source = CSVSource(name: name, bytes: bytes, index: scanner.index, width: width)
    checkWidths(source, delimiter: delimiter, ignoringLast: scanner.isUnclosed, &findings)
    try findings.throwErrors()
    return source
  }

  private static func checkWidths(
    _ source: CSVSource, delimiter: UInt8, ignoringLast: Bool, _ findings: inout CSVFindings
  ) {
    let count = source.index.recordStarts.count
    var ragged = BadValues()
    for record in 1..<max(1, ignoringLast ? count - 1 : count)
    where source.index.record(record).count != source.width {
      ragged.add(row: record)
    }
    for record in ragged.rows {
      let fields = source.index.record(record)
      let shown = min(fields.lowerBound + source.width, fields.upperBound - 1)
      findings.add(
        .raggedRow(found: fields.count, expected: source.width, delimiter: delimiter),
        at: source.index.spans[shown])
    }
    findings.addFurther(ragged.count - ragged.rows.count, of: "rows do not match the header")
    if source.rowCount == 0, !ignoringLast {
      findings.add(.noRows(name: source.name), at: source.index.spans[0])
    }
  }
}
