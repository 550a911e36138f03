/// The bytes of lines of numbers with a fixed number of decimals.
struct LineWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(number.magnitude, least: 1)
  }

  /// Writes `scaled / 10^decimals`.
  mutating func append(scaled: Int, decimals: Int) {
    var unit: UInt = 1
    for _ in 0..<decimals { unit *= 10 }
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(scaled.magnitude / unit, least: 1)
    bytes.append(UInt8(ascii: "."))
    appendDigits(scaled.magnitude % unit, least: decimals)
  }

  mutating func appendComma() { bytes.append(UInt8(ascii: ",")) }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func appendDigits(_ number: UInt, least: Int) {
    let start = bytes.count
    var rest = number
    var written = 0
    while rest > 0 || written < least {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    }
    var (low, high) = (start, bytes.count - 1)
    while low < high {
      bytes.swapAt(low, high)
      low += 1
      high -= 1
    }
  }
}
