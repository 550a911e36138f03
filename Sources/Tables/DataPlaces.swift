internal import Diagnostics

/// Turns byte offsets of a data file into lines and columns.
///
/// Lines are counted only as far as places are asked for, and columns go on from the last place, so
/// that the places of a whole header cost one pass over it.
struct DataPlaces {
  private let name: String
  private let bytes: [UInt8]
  private var lineStarts: [Int]
  private var counted: Int
  private var last = (offset: 0, line: -1, column: 1)

  /// The places of the text called `name`; a byte order mark is not counted as a column.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    let start = bytes.starts(with: UTF8Check.byteOrderMark) ? UTF8Check.byteOrderMark.count : 0
    lineStarts = [start]
    counted = start
  }

  /// The place of some bytes; it ends with their first line and spans at least one character.
  mutating func place(of range: Range<Int>) -> Place {
    countLines(to: range.lowerBound)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= range.lowerBound { low = middle } else { high = middle }
    }
    let goesOn = last.line == low && last.offset <= range.lowerBound
    var column = goesOn ? last.column : 1
    let start = goesOn ? last.offset : lineStarts[low]
    for position in start..<max(start, range.lowerBound) where Byte.startsScalar(bytes[position]) {
      column += 1
    }
    last = (max(start, range.lowerBound), low, column)
    var length = 0
    for position in range {
      if Byte.endsLine(bytes[position]) { break }
      if Byte.startsScalar(bytes[position]) { length += 1 }
    }
    return Place(file: name, line: low + 1, column: column, length: max(1, length))
  }

  /// The place of a field with its quotes.
  mutating func place(of span: FieldSpan) -> Place {
    guard span.isQuoted else { return place(of: span.start..<span.end) }
    return place(of: span.start - 1..<min(span.end + 1, bytes.count))
  }

  /// Finds the starts of lines up to an offset.
  private mutating func countLines(to offset: Int) {
    let end = min(offset, bytes.count)
    while counted < end {
      let byte = bytes[counted]
      counted += 1
      if byte == Byte.lineFeed {
        lineStarts.append(counted)
      } else if byte == Byte.carriageReturn,
        !(counted < bytes.count && bytes[counted] == Byte.lineFeed)
      {
        lineStarts.append(counted)
      }
    }
  }
}
