/// Finds the fields of a CSV text in one pass over its bytes.
///
/// A record ends with LF, CR LF or a lone CR; inside quotes all three are content, and a doubled
/// quote is one quote (RFC 4180). Spaces around a field are not part of it unless quoted; a quote
/// inside an unquoted field is a character like any other; a line with nothing on it is no record.
struct CSVScanner {
  /// A fault with the bytes it concerns.
  struct Finding {
    let fault: CSVFault
    let bytes: Range<Int>
  }

  private(set) var index = FieldIndex()
  private(set) var findings: [Finding] = []
  private(set) var isUnclosed = false

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var position: Int

  /// Scans `bytes` from `start`, which is past any byte order mark.
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8], from start: Int, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    position = start
    while position < bytes.count {
      skipSpaces()
      if position < bytes.count, !Byte.endsLine(bytes[position]) {
        index.recordStarts.append(index.spans.count)
        scanRecord()
      }
      skipLineEnd()
    }
  }

  private mutating func scanRecord() {
    while true {
      skipSpaces()
      if position < bytes.count, bytes[position] == Byte.quote {
        scanQuoted()
      } else {
        scanUnquoted()
      }
      guard position < bytes.count, bytes[position] == delimiter else { return }
      position += 1
    }
  }

  private mutating func scanUnquoted() {
    let start = position
    skipToFieldEnd()
    var end = position
    while end > start, bytes[end - 1] == Byte.space { end -= 1 }
    index.spans.append(FieldSpan(start: start, end: end))
  }

  private mutating func scanQuoted() {
    let opening = position
    var hasEscapes = false
    position += 1
    while position < bytes.count {
      if bytes[position] != Byte.quote {
        position += 1
      } else if position + 1 < bytes.count, bytes[position + 1] == Byte.quote {
        hasEscapes = true
        position += 2
      } else {
        break
      }
    }
    index.spans.append(
      FieldSpan(start: opening + 1, end: position, isQuoted: true, hasEscapes: hasEscapes))
    guard position < bytes.count else {
      isUnclosed = true
      findings.append(Finding(fault: .unclosedQuote, bytes: opening..<opening + 1))
      return
    }
    position += 1
    skipSpaces()
    let rest = position
    skipToFieldEnd()
    if rest < position { findings.append(Finding(fault: .textAfterQuote, bytes: rest..<position)) }
  }

  private mutating func skipSpaces() {
    while position < bytes.count, bytes[position] == Byte.space { position += 1 }
  }

  private mutating func skipToFieldEnd() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == delimiter || Byte.endsLine(byte) { return }
      position += 1
    }
  }

  private mutating func skipLineEnd() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == Byte.carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Byte.lineFeed { position += 1 }
  }
}

extension CSVScanner {
  /// The one of `,` `;` and tab that stands most often outside quotes in the first line that has
  /// anything on it; the first of equals, and a comma where there is none.
  static func detectDelimiter(_ bytes: [UInt8], from start: Int) -> UInt8 {
    let candidates = [Byte.comma, Byte.semicolon, Byte.tab]
    var counts = [0, 0, 0]
    var isInside = false
    var hasContent = false
    for position in start..<max(start, bytes.count) {
      let byte = bytes[position]
      if byte == Byte.quote { isInside.toggle() }
      if isInside { continue }
      if Byte.endsLine(byte) {
        if hasContent { break }
        continue
      }
      hasContent = hasContent || byte != Byte.space
      if let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
    }
    var best = 0
    for candidate in candidates.indices where counts[candidate] > counts[best] { best = candidate }
    return candidates[best]
  }
}
