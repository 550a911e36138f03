internal import Platform

/// A part of a CSV text that holds whole records.
struct CSVRegion: Sendable {
  /// Its bytes.
  let bytes: Range<Int>
  /// The rows that its records are, counted from 0 below the header.
  let rows: Range<Int>
}

/// The regions of a CSV text below its header, and the first byte that no text may have.
struct CSVRegions {
  /// The regions in order.
  let regions: [CSVRegion]
  /// A byte that is not UTF-8, or is 0.
  let badByte: Int?

  private struct Part {
    var census = CSVScanner.Census()
    var badByte: Int?
  }

  /// Cuts a text every `size` bytes, then at the next line end.
  ///
  /// That the line end stands in quotes is taken not to be, and where the part before proves it,
  /// the part is looked at again; so the regions depend on the text and `size` alone.
  ///
  /// - Complexity: O(bytes), on several threads.
  init(_ bytes: [UInt8], from start: Int, delimiter: UInt8, size: Int, threads: Int) {
    let count = max(1, (bytes.count - start + size - 1) / size)
    let cuts =
      [start] + (1..<count).map { Self.lineStart(in: bytes, from: start + $0 * size) }
      + [bytes.count]
    let parts = Parallel.map(count, threads: threads) { part in
      Self.part(bytes.span, in: cuts[part]..<cuts[part + 1], delimiter: delimiter)
    }
    badByte =
      UTF8Check.firstBadByte(bytes.span, in: 0..<start) ?? parts.lazy.compactMap(\.badByte).first
    var starts: [(offset: Int, records: Int)] = []
    var isInside = false
    for part in 0..<count where cuts[part] < cuts[part + 1] {
      var census = parts[part].census
      if isInside {
        census = CSVScanner.census(
          bytes.span, in: cuts[part]..<cuts[part + 1], delimiter: delimiter, startsInside: true)
      }
      isInside = census.endsInside
      if let first = census.firstRecord { starts.append((first, census.records)) }
    }
    var row = 0
    regions = starts.indices.map { part in
      let end = part + 1 < starts.count ? starts[part + 1].offset : bytes.count
      defer { row += starts[part].records }
      return CSVRegion(bytes: starts[part].offset..<end, rows: row..<row + starts[part].records)
    }
  }

  /// Where the first line begins that begins at `offset` or after it.
  private static func lineStart(in bytes: [UInt8], from offset: Int) -> Int {
    var position = offset
    while position < bytes.count {
      let before = bytes[position - 1]
      if before == Byte.lineFeed { break }
      if before == Byte.carriageReturn, bytes[position] != Byte.lineFeed { break }
      position += 1
    }
    return position
  }

  /// A part that no quote is taken to be open at the start of; line feeds are enough where there
  /// are no quotes, carriage returns or blank lines.
  private static func part(
    _ bytes: Span<UInt8>, in range: Range<Int>, delimiter: UInt8
  ) -> Part {
    guard let first = range.first else { return Part() }
    let kinds = ByteCensus(bytes, in: range)
    let badByte =
      kinds.hasHigh || kinds.hasZero ? UTF8Check.firstBadByte(bytes, in: range) : nil
    let startsBlank = bytes[first] == Byte.space || bytes[first] == Byte.lineFeed
    guard !kinds.hasQuoteOrReturn, !kinds.hasBlankStart, !startsBlank else {
      let census = CSVScanner.census(
        bytes, in: range, delimiter: delimiter, startsInside: false)
      return Part(census: census, badByte: badByte)
    }
    let isOpen = bytes[range.upperBound - 1] != Byte.lineFeed
    let records = kinds.lineFeeds + (isOpen ? 1 : 0)
    return Part(
      census: CSVScanner.Census(firstRecord: first, records: records), badByte: badByte)
  }
}
