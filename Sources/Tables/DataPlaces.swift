internal import Diagnostics

/// Turns byte offsets of a data file into lines and columns; made only where there is a finding.
struct DataPlaces {
  private let name: String
  private let bytes: [UInt8]
  private let lineStarts: [Int]

  /// The places of the text called `name`; a byte order mark is not counted as a column.
  /// - Complexity: O(bytes).
  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [bytes.starts(with: UTF8Check.byteOrderMark) ? UTF8Check.byteOrderMark.count : 0]
    for position in bytes.indices {
      let isLineEnd =
        bytes[position] == Byte.lineFeed
        || (bytes[position] == Byte.carriageReturn
          && !(position + 1 < bytes.count && bytes[position + 1] == Byte.lineFeed))
      if isLineEnd { starts.append(position + 1) }
    }
    lineStarts = starts
  }

  /// The place of some bytes; it ends with their first line and spans at least one character.
  func place(of range: Range<Int>) -> Place {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= range.lowerBound { low = middle } else { high = middle }
    }
    var column = 1
    for position in lineStarts[low]..<max(lineStarts[low], range.lowerBound)
    where Byte.startsScalar(bytes[position]) {
      column += 1
    }
    var length = 0
    for position in range {
      if Byte.endsLine(bytes[position]) { break }
      if Byte.startsScalar(bytes[position]) { length += 1 }
    }
    return Place(file: name, line: low + 1, column: column, length: max(1, length))
  }

  /// The place of a field with its quotes.
  func place(of span: FieldSpan) -> Place {
    guard span.isQuoted else { return place(of: span.start..<span.end) }
    return place(of: span.start - 1..<min(span.end + 1, bytes.count))
  }
}
