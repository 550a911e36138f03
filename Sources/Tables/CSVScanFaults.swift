/// What is wrong with the quotes of a text.
struct CSVScanFaults: Sendable {
  /// The opening of a quote that never closes.
  var unclosed: Int?
  /// The first texts between a closing quote and the next delimiter.
  private(set) var textsAfterQuote: [Range<Int>] = []
  /// How many there are.
  private(set) var count = 0

  mutating func add(textAfterQuote range: Range<Int>) {
    count += 1
    if textsAfterQuote.count < BadFields.mostReported { textsAfterQuote.append(range) }
  }

  /// Adds what a later part of the text has.
  mutating func add(_ later: CSVScanFaults) {
    unclosed = unclosed ?? later.unclosed
    count += later.count
    textsAfterQuote += later.textsAfterQuote.prefix(
      BadFields.mostReported - textsAfterQuote.count)
  }
}

/// How many lines end in which way.
struct LineEnds: Sendable {
  /// LF.
  var lineFeeds = 0
  /// CR LF.
  var both = 0
  /// CR alone.
  var returns = 0

  mutating func add(_ other: LineEnds) {
    lineFeeds += other.lineFeeds
    both += other.both
    returns += other.returns
  }

  /// Whether lines end in more than one way.
  var areMixed: Bool { [lineFeeds, both, returns].count { $0 > 0 } > 1 }
}
