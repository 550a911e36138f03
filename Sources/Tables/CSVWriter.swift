/// Writes CSV text, the same bytes for the same values.
///
/// Lines end with LF. A field is quoted only where it holds the delimiter, a quote or a line end,
/// starts or ends with a space, or would be read as missing: an empty text is written `""` and the
/// text NA `"NA"`, while a missing value is an empty field. In a table of one column a missing value
/// is written `NA`, since a blank line is no row. Numbers are the shortest text that reads back as
/// the same Double, whole ones without a point; one that is not finite is missing.
public struct CSVWriter: Sendable {
  private var buffer = TextBuffer()
  private let width: Int
  private var isRowStart = true

  /// What stands for a missing value where a row would be a blank line without it.
  static let onlyMissing = "NA"

  /// A text with its header.
  public init(header: [String]) {
    width = header.count
    for name in header { append(text: name) }
    endRow()
  }

  /// The text so far in UTF-8.
  public var bytes: [UInt8] { buffer.bytes }

  /// The text so far.
  public var text: String { String(decoding: buffer.bytes, as: UTF8.self) }

  /// Ends the row.
  public mutating func endRow() {
    buffer.append(Byte.lineFeed)
    isRowStart = true
  }

  /// A missing value.
  public mutating func appendMissing() {
    separate()
    if width == 1 { buffer.append(Self.onlyMissing) }
  }

  /// A text, or a missing value.
  public mutating func append(text: String?) {
    guard let text else { return appendMissing() }
    separate()
    Self.append(field: text, to: &buffer)
  }

  /// A number, or a missing value.
  public mutating func append(number: Double?) {
    guard let number, number.isFinite else { return appendMissing() }
    separate()
    buffer.append(number)
  }

  /// A whole number, or a missing value.
  public mutating func append(integer: Int?) {
    guard let integer else { return appendMissing() }
    separate()
    buffer.append(integer)
  }

  /// A flag as `true` or `false`, or a missing value.
  public mutating func append(flag: Bool?) {
    guard let flag else { return appendMissing() }
    separate()
    buffer.append(flag ? "true" : "false")
  }

  /// A calendar day as `YYYY-MM-DD`, or a missing value.
  public mutating func append(date: CalendarDate?) {
    append(text: date?.description)
  }

  private mutating func separate() {
    if !isRowStart { buffer.append(Byte.comma) }
    isRowStart = false
  }

  /// A text as a field, quoted where it must be.
  static func append(field text: String, to buffer: inout TextBuffer) {
    guard needsQuotes(text) else { return buffer.append(text) }
    buffer.append(Byte.quote)
    for byte in text.utf8 {
      if byte == Byte.quote { buffer.append(Byte.quote) }
      buffer.append(byte)
    }
    buffer.append(Byte.quote)
  }

  private static func needsQuotes(_ text: String) -> Bool {
    let utf8 = text.utf8
    guard let first = utf8.first, let last = utf8.last else { return true }
    if first == Byte.space || last == Byte.space || text == onlyMissing { return true }
    return utf8.contains { $0 == Byte.comma || $0 == Byte.quote || Byte.endsLine($0) }
  }
}

extension CSVWriter {
  /// The CSV text of a table.
  /// - Complexity: O(cells).
  public static func text(of table: Table) -> String {
    let rows = CSVRows(table.columns)
    return String(decoding: rows.header + rows.bytes(of: 0..<table.rowCount), as: UTF8.self)
  }
}
