/// The rows of columns of equal length as CSV, so that many threads can write their share.
///
/// Fields are written as ``CSVWriter`` writes them.
public struct CSVRows: Sendable {
  /// The number of rows.
  public let count: Int
  /// The header with its line end, in UTF-8.
  public let header: [UInt8]

  private enum Kind { case number, integer, code, date, text }

  private let kinds: [Kind]
  private let slots: [Int]
  private let missing: [Missingness]
  private var numbers: [[Double]] = []
  private var integers: [[Int]] = []
  private var dates: [[Int32]] = []
  private var texts: [[String]] = []
  private var codes: [[Int32]] = []
  private var labels: [FieldList] = []

  /// Rows over columns of equal length.
  public init(_ columns: [Column]) {
    count = columns.first?.count ?? 0
    precondition(columns.allSatisfy { [count] in $0.count == count })
    header = CSVWriter(header: columns.map(\.name)).bytes
    missing = columns.map(\.missing)
    var (kinds, slots): ([Kind], [Int]) = ([], [])
    for column in columns {
      switch column.values {
      case .number(let values):
        kinds.append(.number)
        slots.append(numbers.count)
        numbers.append(values)
      case .integer(let values):
        kinds.append(.integer)
        slots.append(integers.count)
        integers.append(values)
      case .date(let values):
        kinds.append(.date)
        slots.append(dates.count)
        dates.append(values)
      case .text(let values):
        kinds.append(.text)
        slots.append(texts.count)
        texts.append(values)
      case .flag(let values):
        kinds.append(.code)
        slots.append(codes.count)
        codes.append(values.map { $0 ? 1 : 0 })
        labels.append(FieldList(["false", "true"]))
      case .category(let values):
        kinds.append(.code)
        slots.append(codes.count)
        codes.append(values.codes)
        labels.append(FieldList(values.levels))
      }
    }
    self.kinds = kinds
    self.slots = slots
  }

  /// The text of some rows in UTF-8.
  /// - Complexity: O(fields).
  public func bytes(of rows: Range<Int>) -> [UInt8] {
    var buffer = TextBuffer(capacity: rows.count * kinds.count * 10)
    for row in rows {
      for column in kinds.indices {
        if column > 0 { buffer.append(Byte.comma) }
        if missing[column][row] {
          appendMissing(to: &buffer)
        } else {
          append(column, row, to: &buffer)
        }
      }
      buffer.append(Byte.lineFeed)
    }
    return buffer.finished()
  }

  @inline(__always)
  private func append(_ column: Int, _ row: Int, to buffer: inout TextBuffer) {
    let slot = slots[column]
    switch kinds[column] {
    case .number:
      let number = numbers[slot][row]
      if number.isFinite { buffer.append(number) } else { appendMissing(to: &buffer) }
    case .integer: buffer.append(integers[slot][row])
    case .code:
      let code = Int(codes[slot][row])
      if labels[slot].holds(code) {
        labels[slot].append(code, to: &buffer)
      } else {
        appendMissing(to: &buffer)
      }
    case .date: buffer.append(CalendarDate(daysSince1970: Int(dates[slot][row])).description)
    case .text: CSVWriter.append(field: texts[slot][row], to: &buffer)
    }
  }

  private func appendMissing(to buffer: inout TextBuffer) {
    if kinds.count == 1 { buffer.append(CSVWriter.onlyMissing) }
  }
}

/// Texts as fields, quoted where they must be, one behind the other.
private struct FieldList: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]

  init(_ texts: [String]) {
    var buffer = TextBuffer()
    var ends = [0]
    for text in texts {
      CSVWriter.append(field: text, to: &buffer)
      ends.append(buffer.bytes.count)
    }
    bytes = buffer.bytes
    self.ends = ends
  }

  func holds(_ code: Int) -> Bool { code >= 0 && code + 1 < ends.count }

  @inline(__always)
  func append(_ code: Int, to buffer: inout TextBuffer) {
    buffer.append(bytes, ends[code]..<ends[code + 1])
  }
}
