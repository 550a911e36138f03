/// What kinds of bytes a text has: enough to know which checks it can be spared.
package struct ByteCensus: Sendable, Equatable {
  /// How many line feeds there are.
  package private(set) var lineFeeds = 0
  /// Whether a byte is not ASCII.
  package var hasHigh: Bool { all & Words.high != 0 }
  /// Whether a byte is 0.
  package var hasZero: Bool { zeros != 0 }
  /// Whether there is a double quote or a carriage return.
  package var hasQuoteOrReturn: Bool { special != 0 }
  /// Whether a line feed is followed by another or by a space.
  package var hasBlankStart: Bool { blank != 0 }

  private var all: UInt64 = 0
  private var zeros: UInt64 = 0
  private var special: UInt64 = 0
  private var blank: UInt64 = 0
  // In the lowest byte, whether the byte before is a line feed.
  private var carry: UInt64 = 0

  /// Looks at some bytes of a text.
  /// - Complexity: O(bytes), eight at a time.
  package init(_ bytes: Span<UInt8>, in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let words = range.count / 8
    unsafe bytes.withUnsafeBytes { buffer in
      for word in 0..<words {
        let offset = range.lowerBound + word * 8
        add(
          UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        )
      }
    }
    let rest = range.lowerBound + words * 8..<range.upperBound
    guard !rest.isEmpty else { return }
    var last = Words.harmless
    for position in rest.reversed() { last = last << 8 | UInt64(bytes[position]) }
    add(last)
  }

  /// Adds eight bytes, the first of them lowest.
  @inline(__always)
  private mutating func add(_ word: UInt64) {
    let feeds = Words.equal(word, 0x0A)
    lineFeeds += feeds.nonzeroBitCount
    all |= word
    zeros |= Words.equal(word, 0)
    special |= Words.equal(word, 0x22) | Words.equal(word, 0x0D)
    blank |= (feeds << 8 | carry) & (feeds | Words.equal(word, 0x20))
    carry = feeds >> 56
  }
}

/// Eight bytes compared at once.
private enum Words {
  static var high: UInt64 { 0x8080_8080_8080_8080 }
  static var low: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }
  static var harmless: UInt64 { 0x0101_0101_0101_0101 }

  /// The top bit of each byte that has a value.
  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (harmless &* UInt64(byte))
    return ~((difference & low) &+ low | difference) & high
  }
}
