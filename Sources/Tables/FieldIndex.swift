/// Where a field stands in the bytes: without its quotes, or without the spaces around it.
struct FieldSpan: Sendable {
  /// The first byte of the content.
  let start: Int
  private let packed: Int

  @inline(__always)
  init(start: Int, end: Int, isQuoted: Bool = false, hasEscapes: Bool = false) {
    self.start = start
    packed = end << 2 | (isQuoted ? 1 : 0) | (hasEscapes ? 2 : 0)
  }

  /// The byte after the content.
  @inline(__always) var end: Int { packed >> 2 }
  /// Whether the field was written in quotes.
  @inline(__always) var isQuoted: Bool { packed & 1 != 0 }
  /// Whether the content holds doubled quotes.
  @inline(__always) var hasEscapes: Bool { packed & 2 != 0 }
  /// Whether the content has no bytes.
  @inline(__always) var isEmpty: Bool { start == end }

  /// The content in `bytes`, its doubled quotes made single.
  func text(in bytes: [UInt8]) -> String {
    guard hasEscapes else { return String(decoding: bytes[start..<end], as: UTF8.self) }
    var content: [UInt8] = []
    var position = start
    while position < end {
      content.append(bytes[position])
      position += bytes[position] == Byte.quote ? 2 : 1
    }
    return String(decoding: content, as: UTF8.self)
  }
}

/// The fields of some records in the order of the bytes.
struct FieldIndex: Sendable {
  /// Every field.
  var spans: [FieldSpan] = []
  /// The first field of each record.
  var recordStarts: [Int] = []

  /// Forgets all fields, and keeps the memory for others.
  mutating func removeAll() {
    spans.removeAll(keepingCapacity: true)
    recordStarts.removeAll(keepingCapacity: true)
  }

  /// The fields of a record.
  func record(_ number: Int) -> Range<Int> {
    let next = number + 1 < recordStarts.count ? recordStarts[number + 1] : spans.count
    return recordStarts[number]..<next
  }
}

/// A CSV text cut into regions of whole records.
struct CSVSource: Sendable {
  /// What the text is called in messages.
  let name: String
  /// The text as it was read.
  let bytes: [UInt8]
  /// The byte between two fields.
  let delimiter: UInt8
  /// The fields of the header.
  let header: [FieldSpan]
  /// The records below the header.
  let regions: [CSVRegion]

  /// The number of columns.
  var width: Int { header.count }

  /// The number of records below the header.
  var rowCount: Int { regions.last?.rows.upperBound ?? 0 }

  /// The content of a field, its doubled quotes made single.
  func text(_ span: FieldSpan) -> String { span.text(in: bytes) }
}
