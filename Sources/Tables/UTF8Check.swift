/// Finds bytes that are not UTF-8 (RFC 3629: no overlong forms, no surrogates, up to U+10FFFF).
enum UTF8Check {
  /// The byte order mark that some programs write first.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The offset of the first byte that cannot be read, or is 0, which no text has.
  /// - Complexity: O(bytes).
  static func firstBadByte(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
    var position = range.lowerBound
    while position < range.upperBound {
      if bytes[position] &- 1 < 0x7F {
        position += 1
        continue
      }
      guard let length = sequenceLength(bytes, at: position, end: range.upperBound) else {
        return position
      }
      position += length
    }
    return nil
  }

  /// The length of the well-formed sequence of two to four bytes at a position.
  private static func sequenceLength(
    _ bytes: Span<UInt8>, at position: Int, end: Int
  ) -> Int? {
    let lead = bytes[position]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard position + length <= end, second.contains(bytes[position + 1]) else { return nil }
    for offset in 2..<max(2, length) where Byte.startsScalar(bytes[position + offset]) {
      return nil
    }
    return length
  }
}
