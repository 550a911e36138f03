/// Text in UTF-8 that grows at its end, for writers of many short fields.
struct TextBuffer: Sendable {
  private var storage: [UInt8]
  private var count = 0
  private let powers = PowersOfTen.shared

  /// The longest text of a number.
  private static let longestNumber = 32

  init(capacity: Int = 0) { storage = [UInt8](repeating: 0, count: capacity) }

  /// The text so far.
  var bytes: [UInt8] { Array(storage[..<count]) }

  /// The text, without a copy of it where there is no other.
  consuming func finished() -> [UInt8] {
    storage.removeLast(storage.count - count)
    return storage
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    makeRoom(1)
    storage[count] = byte
    count += 1
  }

  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    makeRoom(range.count)
    let start = count - range.lowerBound
    count += range.count
    let source = bytes.span
    var target = storage.mutableSpan
    for i in range { target[start + i] = source[i] }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { source in
      makeRoom(source.count)
      for i in source.indices { storage[count + i] = source[i] }
      count += source.count
    }
  }

  /// A whole number in decimal.
  mutating func append(_ integer: Int) {
    makeRoom(Self.longestNumber)
    if integer < 0 { put(Byte.minus) }
    put(digits: UInt64(integer.magnitude))
  }

  /// A finite number as the shortest text that reads back as it, whole ones without a point.
  mutating func append(_ number: Double) {
    let magnitude = number.magnitude
    guard magnitude >= 1e-4, magnitude < 9_007_199_254_740_992 else {
      return appendRare(number)
    }
    makeRoom(Self.longestNumber)
    if number < 0 { put(Byte.minus) }
    let whole = UInt64(magnitude)
    if Double(whole) == magnitude { return put(digits: whole) }
    if let short = ShortDecimal(magnitude) { return put(short.digits, -short.places) }
    let decimal = ShortestDecimal(magnitude, powers)
    put(decimal.digits, decimal.exponent)
  }

  /// Zero, and numbers so small or large that they are written with an exponent.
  private mutating func appendRare(_ number: Double) {
    let text = number.description
    append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  @inline(__always)
  private mutating func makeRoom(_ more: Int) {
    if count + more > storage.count { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    storage.append(contentsOf: repeatElement(0, count: max(more, storage.count, 256)))
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    storage[count] = byte
    count += 1
  }

  /// Digits with a point inside or before them: the exponent is negative.
  private mutating func put(_ digits: UInt64, _ exponent: Int) {
    let length = Self.decimalLength(digits)
    let before = length + exponent
    if before <= 0 {
      put(Byte.zero)
      put(Byte.point)
      for _ in 0 ..< -before { put(Byte.zero) }
      put(digits: digits, length)
      return
    }
    put(digits: digits, length)
    let point = count + exponent
    var i = count
    count += 1
    var target = storage.mutableSpan
    while i > point {
      target[i] = target[i - 1]
      i -= 1
    }
    target[i] = Byte.point
  }

  @inline(__always)
  private mutating func put(digits: UInt64) { put(digits: digits, Self.decimalLength(digits)) }

  private mutating func put(digits: UInt64, _ length: Int) {
    let start = count
    count += length
    var target = storage.mutableSpan
    var place = start + length
    var rest = digits
    while rest >= 100_000_000 {
      var low = UInt32(truncatingIfNeeded: rest % 100_000_000)
      rest /= 100_000_000
      for _ in 0..<8 {
        place -= 1
        target[place] = Byte.zero + UInt8(truncatingIfNeeded: low % 10)
        low /= 10
      }
    }
    var high = UInt32(truncatingIfNeeded: rest)
    while place > start {
      place -= 1
      target[place] = Byte.zero + UInt8(truncatingIfNeeded: high % 10)
      high /= 10
    }
  }

  /// How many decimal digits a number has; one for zero.
  private static func decimalLength(_ number: UInt64) -> Int {
    let guess = ((64 - (number | 1).leadingZeroBitCount) * 1233) >> 12
    return guess + (number >= smallest[guess] ? 1 : 0)
  }

  /// 10^i; 0 for i = 0, so that zero has a digit.
  private static let smallest: [UInt64] = {
    var powers: [UInt64] = [0]
    for i in 1..<20 { powers.append(i == 1 ? 10 : powers[i - 1] * 10) }
    return powers
  }()
}

/// A number of up to three decimal places, found by one division: `digits · 10^−places` is this
/// double, and with at most 15 digits no other decimal number of at most 15 is.
private struct ShortDecimal {
  let digits: UInt64
  let places: Int

  init?(_ magnitude: Double) {
    guard magnitude < 1e12 else { return nil }
    var scale = 1.0
    for places in 1...3 {
      scale *= 10
      let scaled = magnitude * scale
      let nearest = scaled.rounded()
      if abs(scaled - nearest) <= nearest * 0x1p-52, nearest / scale == magnitude {
        digits = UInt64(nearest)
        self.places = places
        return
      }
    }
    return nil
  }
}
