/// Writes CSV text, the same bytes for the same values.
///
/// Lines end with LF. A field is quoted only where it holds the delimiter, a quote or a line end,
/// starts or ends with a space, or would be read as missing: an empty text is written `""` and the
/// text NA `"NA"`, while a missing value is an empty field. In a table of one column a missing value
/// is written `NA`, since a blank line is no row. Numbers are the shortest text that reads back as
/// the same Double, whole ones without a point; one that is not finite is missing.
public struct CSVWriter: Sendable {
  /// The text so far in UTF-8.
  public private(set) var bytes: [UInt8] = []

  private let width: Int
  private var isRowStart = true

  /// A text with its header.
  public init(header: [String]) {
    width = header.count
    for name in header { append(text: name) }
    endRow()
  }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(Byte.lineFeed)
    isRowStart = true
  }

  /// A missing value.
  public mutating func appendMissing() {
    separate()
    if width == 1 { bytes.append(contentsOf: "NA".utf8) }
  }

  /// A text, or a missing value.
  public mutating func append(text: String?) {
    guard let text else { return appendMissing() }
    separate()
    guard Self.needsQuotes(text) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(Byte.quote)
    for byte in text.utf8 {
      if byte == Byte.quote { bytes.append(Byte.quote) }
      bytes.append(byte)
    }
    bytes.append(Byte.quote)
  }

  /// A number, or a missing value.
  public mutating func append(number: Double?) {
    guard let number, number.isFinite else { return appendMissing() }
    separate()
    let digits = number.description.utf8
    let isWhole = digits.suffix(2).elementsEqual(".0".utf8)
    bytes.append(contentsOf: isWhole ? digits.dropLast(2) : digits[...])
  }

  /// A whole number, or a missing value.
  public mutating func append(integer: Int?) {
    guard let integer else { return appendMissing() }
    separate()
    bytes.append(contentsOf: integer.description.utf8)
  }

  /// A flag as `true` or `false`, or a missing value.
  public mutating func append(flag: Bool?) {
    guard let flag else { return appendMissing() }
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// A calendar day as `YYYY-MM-DD`, or a missing value.
  public mutating func append(date: CalendarDate?) {
    append(text: date?.description)
  }

  private mutating func separate() {
    if !isRowStart { bytes.append(Byte.comma) }
    isRowStart = false
  }

  private static func needsQuotes(_ text: String) -> Bool {
    if text.isEmpty || text == "NA" { return true }
    let utf8 = text.utf8
    if utf8.first == Byte.space || utf8.last == Byte.space { return true }
    return utf8.contains { $0 == Byte.comma || $0 == Byte.quote || Byte.endsLine($0) }
  }
}

extension CSVWriter {
  /// The CSV text of a table.
  /// - Complexity: O(cells).
  public static func text(of table: Table) -> String {
    var writer = CSVWriter(header: table.columnNames)
    for row in 0..<table.rowCount {
      for column in table.columns { writer.append(column, row: row) }
      writer.endRow()
    }
    return writer.text
  }

  /// The value of a column in one row.
  public mutating func append(_ column: Column, row: Int) {
    if column.missing[row] { return appendMissing() }
    switch column.values {
    case .number(let values): append(number: values[row])
    case .integer(let values): append(integer: values[row])
    case .flag(let values): append(flag: values[row])
    case .date(let values): append(date: CalendarDate(daysSince1970: Int(values[row])))
    case .text(let values): append(text: values[row])
    case .category(let values):
      let code = Int(values.codes[row])
      append(text: values.levels.indices.contains(code) ? values.levels[code] : nil)
    }
  }
}
