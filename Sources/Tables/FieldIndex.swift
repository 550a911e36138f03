/// Where a field stands in the bytes: without its quotes, or without the spaces around it.
struct FieldSpan: Sendable {
  /// The first byte of the content.
  let start: Int
  private let packed: Int

  init(start: Int, end: Int, isQuoted: Bool = false, hasEscapes: Bool = false) {
    self.start = start
    packed = end << 2 | (isQuoted ? 1 : 0) | (hasEscapes ? 2 : 0)
  }

  /// The byte after the content.
  var end: Int { packed >> 2 }
  /// Whether the field was written in quotes.
  var isQuoted: Bool { packed & 1 != 0 }
  /// Whether the content holds doubled quotes.
  var hasEscapes: Bool { packed & 2 != 0 }
  /// Whether the content has no bytes.
  var isEmpty: Bool { start == end }
}

/// The fields of a CSV text in the order of its bytes, and the records they form.
struct FieldIndex: Sendable {
  /// Every field.
  var spans: [FieldSpan] = []
  /// The first field of each record.
  var recordStarts: [Int] = []

  /// The fields of a record; the header is record 0.
  func record(_ number: Int) -> Range<Int> {
    let next = number + 1 < recordStarts.count ? recordStarts[number + 1] : spans.count
    return recordStarts[number]..<next
  }
}

/// A CSV text whose records all have the width of its header.
struct CSVSource: Sendable {
  /// What the text is called in messages.
  let name: String
  /// The text as it was read.
  let bytes: [UInt8]
  /// Its fields.
  let index: FieldIndex
  /// The number of columns.
  let width: Int

  /// The number of records below the header.
  var rowCount: Int { index.recordStarts.count - 1 }

  /// The field of a row, counted from 0 below the header.
  @inline(__always)
  func field(row: Int, column: Int) -> FieldSpan { index.spans[(row + 1) * width + column] }

  /// The content of a field, its doubled quotes made single.
  func text(_ span: FieldSpan) -> String {
    guard span.hasEscapes else {
      return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }
    var content: [UInt8] = []
    var position = span.start
    while position < span.end {
      content.append(bytes[position])
      position += bytes[position] == Byte.quote ? 2 : 1
    }
    return String(decoding: content, as: UTF8.self)
  }
}
