/// The ASCII characters that the readers and writers look for.
enum Byte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39
  static let semicolon: UInt8 = 0x3B
  static let capitalE: UInt8 = 0x45
  static let smallE: UInt8 = 0x65
  static let bar: UInt8 = 0x7C

  /// Whether a byte ends a line.
  @inline(__always)
  static func endsLine(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

  /// Whether a byte is one of `0` to `9`.
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }

  /// Whether a byte starts a Unicode scalar in UTF-8.
  @inline(__always)
  static func startsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
