public import Diagnostics
internal import Platform

/// A table with what was found while it was read.
public struct ReadTable: Sendable {
  /// The table.
  public let table: Table
  /// Warnings, in the order of the columns.
  public let diagnostics: [Diagnostic]
  private let mixed: [String: TypeReason]

  /// A table with findings.
  public init(table: Table, diagnostics: [Diagnostic] = []) {
    self.init(table: table, diagnostics: diagnostics, mixed: [:])
  }

  init(table: Table, diagnostics: [Diagnostic], mixed: [String: TypeReason]) {
    self.table = table
    self.diagnostics = diagnostics
    self.mixed = mixed
  }

  /// The profiles of columns of a table that was read without declarations.
  /// - Complexity: O(rows log rows) for each column, on several threads.
  public func profiles(of names: [String], threads: Int) -> [ColumnProfile] {
    let columns = names.compactMap { table[$0] }
    return Parallel.map(columns.count, threads: threads) { index in
      let column = columns[index]
      return ColumnProfile(column, reason: TypeReason(column, mixed: mixed[column.name]))
    }
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
    try read(bytes: FileBytes.read(path, threads: options.threads), name: path, options: options)
  }

  /// Reads a text that is called `name` in messages; it may be compressed by gzip.
  ///
  /// - Throws: Every fault found.
  /// - Complexity: O(bytes).
  public static func read(
    bytes: [UInt8], name: String, options: CSVOptions = CSVOptions()
  ) throws(Faults) -> ReadTable {
    let bytes = try FileBytes.unpacked(bytes, name: name)
    var findings = CSVFindings(name: name, bytes: bytes)
    let (source, headerFaults) = try structure(
      bytes, name: name, options: options, findings: &findings)
    let missing = MissingTexts(options.missing)
    var headerFindings = CSVFindings(name: name, bytes: bytes)
    let header = CSVHeader(source, findings: &headerFindings)
    header.check(options.columns, findings: &headerFindings)

    var plans = plans(source, header, options, missing)
    let pass = ColumnPass(source, plans, missing: missing, threads: options.threads)
    try report(pass, source, headerFaults, options, &findings)
    try headerFindings.throwErrors()
    take(pass, source, &plans, threads: options.threads)
    while plans.contains(where: \.isActive) {
      let pass = ColumnPass(source, plans, missing: missing, threads: options.threads)
      take(pass, source, &plans, threads: options.threads)
    }

    let isOneColumn = findings.diagnostics.contains { $0.id == "other-delimiter" }
    let reports = Parallel.map(source.width, threads: options.threads) { [plans] column in
      ColumnReport(
        name: header.names[column], plan: plans[column], source: source, hints: !isOneColumn)
    }
    var columns: [Column] = []
    columns.reserveCapacity(source.width)
    var mixed: [String: TypeReason] = [:]
    for (report, span) in zip(reports, source.header) {
      columns.append(report.column(header: span, &findings))
      mixed[report.name] = report.reason(&findings)
    }
    try findings.throwErrors()
    return ReadTable(
      table: Table(name: name, columns: columns), diagnostics: findings.diagnostics, mixed: mixed)
  }

  private static func plans(
    _ source: CSVSource, _ header: CSVHeader, _ options: CSVOptions, _ missing: MissingTexts
  ) -> [ColumnPlan] {
    let declarations = header.names.map { options.columns[$0] }
    let samples = ColumnSample.samples(
      source, declarations.map(options.syntax), missing: missing)
    return Parallel.map(source.width, threads: options.threads) { column in
      ColumnPlan(declarations[column], samples[column], options, rows: source.rowCount)
    }
  }

  private static func take(
    _ pass: ColumnPass, _ source: CSVSource, _ plans: inout [ColumnPlan], threads: Int
  ) {
    plans = Parallel.map(plans.count, threads: threads) { [plans] column in
      var plan = plans[column]
      plan.take(pass.parts.map { $0[column] }, source.regions)
      return plan
    }
  }

  /// The regions of a text, once its bytes are those of a text.
  private static func structure(
    _ bytes: [UInt8], name: String, options: CSVOptions, findings: inout CSVFindings
  ) throws(Faults) -> (CSVSource, CSVScanFaults) {
    let mark = UTF8Check.byteOrderMark
    let start = bytes.starts(with: mark) ? mark.count : 0
    let delimiter = options.delimiter?.byte ?? CSVScanner.detectDelimiter(bytes, from: start)
    var scanner = CSVScanner(start..<bytes.count, delimiter: delimiter)
    scanner.scan(bytes.span, atMost: 1)
    let regions = CSVRegions(
      bytes, from: scanner.position, delimiter: delimiter, size: options.regionSize,
      threads: options.threads)
    if let offset = regions.badByte {
      findings.add(CSVFault(badByte: bytes[offset], bytes), at: offset..<offset + 1)
      try findings.throwErrors()
    }
    guard !scanner.index.spans.isEmpty else {
      findings.add(.empty(name: name), at: nil)
      throw Faults(findings.diagnostics)
    }
    let source = CSVSource(
      name: name, bytes: bytes, delimiter: delimiter, header: scanner.index.spans,
      regions: regions.regions)
    return (source, scanner.faults)
  }

  private static func report(
    _ pass: ColumnPass, _ source: CSVSource, _ headerFaults: CSVScanFaults,
    _ options: CSVOptions, _ findings: inout CSVFindings
  ) throws(Faults) {
    var faults = headerFaults
    faults.add(pass.scanFaults)
    for range in faults.textsAfterQuote { findings.add(.textAfterQuote, at: range) }
    findings.addFurther(faults.count - faults.textsAfterQuote.count, of: "faults of this kind")
    if let opening = faults.unclosed { findings.add(.unclosedQuote, at: opening..<opening + 1) }
    for (span, found) in zip(pass.ragged.spans, pass.raggedCounts) {
      findings.add(
        .raggedRow(found: found, expected: source.width, delimiter: source.delimiter), at: span)
    }
    findings.addFurther(
      pass.ragged.count - pass.ragged.spans.count, of: "rows do not match the header")
    if source.rowCount == 0, faults.unclosed == nil {
      findings.add(.noRows(name: source.name, isAllowed: options.mayBeEmpty), at: source.header[0])
    }
    try findings.throwErrors()
    if let declared = options.delimiter, source.width == 1 {
      let other = CSVScanner.detectDelimiter(source.bytes, from: source.header[0].start)
      if other != declared.byte, source.text(source.header[0]).utf8.contains(other) {
        findings.add(
          .otherDelimiter(declared: declared.byte, other: other), at: source.header[0])
      }
    }
    if pass.lineEnds.areMixed { findings.add(.mixedLineEnds(pass.lineEnds), at: nil) }
  }
}

extension CSVFault {
  /// What is wrong with a byte that no text has.
  fileprivate init(badByte byte: UInt8, _ bytes: [UInt8]) {
    let encoding = UTF8Lookalike(bytes)
    self = byte == 0 ? .zeroByte(encoding: encoding) : .invalidUTF8(byte: byte, encoding: encoding)
  }
}
