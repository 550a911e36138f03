/// Finds the fields of a CSV text, record by record.
///
/// A record ends with LF, CR LF or a lone CR; inside quotes all three are content, and a doubled
/// quote is one quote (RFC 4180). Spaces around a field are not part of it unless quoted; a quote
/// inside an unquoted field is a character like any other; a line with nothing on it is no record.
struct CSVScanner {
  /// The fields found since they were last removed.
  var index = FieldIndex()
  /// Where something is wrong.
  private(set) var faults = CSVScanFaults()
  /// How the lines of records end.
  private(set) var lineEnds = LineEnds()
  /// The next byte to look at.
  private(set) var position: Int

  private let end: Int
  private let delimiter: UInt8

  /// A scanner of the bytes of a range, at whose start no quote is open.
  init(_ range: Range<Int>, delimiter: UInt8) {
    position = range.lowerBound
    end = range.upperBound
    self.delimiter = delimiter
  }

  /// Scans at most `count` records.
  /// - Complexity: O(bytes).
  mutating func scan(_ bytes: Span<UInt8>, atMost count: Int) {
    var left = count
    while left > 0, nextRecord(bytes) {
      index.recordStarts.append(index.spans.count)
      scanRecord(bytes)
      endLine(bytes)
      left -= 1
    }
  }

  /// Skips blank lines; false where there is no further record.
  @inline(__always)
  private mutating func nextRecord(_ bytes: Span<UInt8>) -> Bool {
    while position < end {
      let line = position
      skipSpaces(bytes)
      guard position < end else { return false }
      guard Byte.endsLine(bytes[position]) else {
        position = line
        return true
      }
      endLine(bytes)
    }
    return false
  }

  @inline(__always)
  private mutating func scanRecord(_ bytes: Span<UInt8>) {
    while true {
      skipSpaces(bytes)
      if position < end, bytes[position] == Byte.quote {
        scanQuoted(bytes)
      } else {
        scanUnquoted(bytes)
      }
      guard position < end, bytes[position] == delimiter else { return }
      position += 1
    }
  }

  @inline(__always)
  private mutating func scanUnquoted(_ bytes: Span<UInt8>) {
    let start = position
    skipToFieldEnd(bytes)
    var last = position
    while last > start, bytes[last - 1] == Byte.space { last -= 1 }
    index.spans.append(FieldSpan(start: start, end: last))
  }

  private mutating func scanQuoted(_ bytes: Span<UInt8>) {
    let opening = position
    position += 1
    let hasEscapes = skipQuoted(bytes)
    index.spans.append(
      FieldSpan(start: opening + 1, end: position, isQuoted: true, hasEscapes: hasEscapes))
    guard position < end else {
      faults.unclosed = opening
      return
    }
    position += 1
    skipSpaces(bytes)
    let rest = position
    skipToFieldEnd(bytes)
    if rest < position { faults.add(textAfterQuote: rest..<position) }
  }

  /// Moves to the closing quote, or to the end; says whether there were doubled quotes.
  private mutating func skipQuoted(_ bytes: Span<UInt8>) -> Bool {
    var hasEscapes = false
    while position < end {
      if bytes[position] != Byte.quote {
        position += 1
      } else if position + 1 < end, bytes[position + 1] == Byte.quote {
        hasEscapes = true
        position += 2
      } else {
        break
      }
    }
    return hasEscapes
  }

  @inline(__always)
  private mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while position < end, bytes[position] == Byte.space { position += 1 }
  }

  @inline(__always)
  private mutating func skipToFieldEnd(_ bytes: Span<UInt8>) {
    var position = self.position
    while position < end {
      let byte = bytes[position]
      if byte == delimiter || Byte.endsLine(byte) { break }
      position += 1
    }
    self.position = position
  }

  @inline(__always)
  private mutating func endLine(_ bytes: Span<UInt8>) {
    guard position < end else { return }
    let isReturn = bytes[position] == Byte.carriageReturn
    position += 1
    guard isReturn else {
      lineEnds.lineFeeds += 1
      return
    }
    if position < end, bytes[position] == Byte.lineFeed {
      position += 1
      lineEnds.both += 1
    } else {
      lineEnds.returns += 1
    }
  }
}

extension CSVScanner {
  /// What a piece of a text looks like to one who does not keep its fields.
  struct Census {
    /// Where the first record begins; `nil` where none does.
    var firstRecord: Int?
    /// How many records begin.
    var records = 0
    /// Whether a quote is open at the end.
    var endsInside = false
  }

  /// Counts the records that begin in a range, at whose start a quote may be open.
  ///
  /// The range ends behind a line end or with the text, so that only inside quotes can a record go
  /// on beyond it.
  /// - Complexity: O(bytes).
  static func census(
    _ bytes: Span<UInt8>, in range: Range<Int>, delimiter: UInt8, startsInside: Bool
  ) -> Census {
    var scanner = CSVScanner(range, delimiter: delimiter)
    var census = Census()
    if startsInside {
      census.endsInside = scanner.passQuoted(bytes) || scanner.passRecord(bytes, isStart: false)
      scanner.endLine(bytes)
    }
    while !census.endsInside, scanner.nextRecord(bytes) {
      if census.firstRecord == nil { census.firstRecord = scanner.position }
      census.records += 1
      census.endsInside = scanner.passRecord(bytes, isStart: true)
      scanner.endLine(bytes)
    }
    return census
  }

  /// Moves to the end of a record's line; whether a quote is open there.
  private mutating func passRecord(_ bytes: Span<UInt8>, isStart: Bool) -> Bool {
    var isStart = isStart
    while true {
      if isStart {
        skipSpaces(bytes)
        if position < end, bytes[position] == Byte.quote {
          position += 1
          if passQuoted(bytes) { return true }
        }
      }
      skipToFieldEnd(bytes)
      guard position < end, bytes[position] == delimiter else { return false }
      position += 1
      isStart = true
    }
  }

  /// Moves behind the closing quote; whether there is none.
  private mutating func passQuoted(_ bytes: Span<UInt8>) -> Bool {
    _ = skipQuoted(bytes)
    guard position < end else { return true }
    position += 1
    return false
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
