private import Foundation

/// Numbers as readers see them: English decimal points, a true minus sign, a dash for no number.
enum NumberText {
  /// What stands where there is no number.
  static let absent = "–"

  /// A number with so many decimals; grouped in thousands from 10,000 on, or from 1,000 for counts.
  static func fixed(_ value: Double?, _ decimals: Int, groupFrom: Double = 10_000) -> String {
    guard let value, value.isFinite else { return absent }
    if abs(value) >= 1e15 { return String(format: "%.3g", value).replacing("-", with: "−") }
    let plain = String(format: "%.*f", decimals, abs(value))
    let isZero = plain.allSatisfy { $0 == "0" || $0 == "." }
    return (value < 0 && !isZero ? "−" : "") + (abs(value) >= groupFrom ? grouped(plain) : plain)
  }

  /// A count of patients.
  static func count(_ value: Int?) -> String {
    guard let value else { return absent }
    return (value < 0 ? "−" : "") + grouped(String(value.magnitude))
  }

  /// A weighted count: whole where it is whole, else one decimal.
  static func weight(_ value: Double?) -> String {
    guard let value else { return absent }
    return fixed(value, abs(value - value.rounded()) < 0.005 ? 0 : 1, groupFrom: 1000)
  }

  /// A probability or share in per cent with one decimal, without the sign.
  static func percent(_ value: Double?, decimals: Int = 1) -> String {
    fixed(value.map { $0 * 100 }, decimals)
  }

  /// A ratio: two decimals, more for small ones.
  static func ratio(_ value: Double?) -> String {
    guard let value, value.isFinite else { return absent }
    switch abs(value) {
    case 100...: return fixed(value, 0)
    case 10..<100: return fixed(value, 1)
    case 0.1..<10: return fixed(value, 2)
    case 0.01..<0.1: return fixed(value, 3)
    case 0: return "0"
    default: return value > 0 ? "<0.01" : fixed(value, 2)
    }
  }

  /// A p-value: two significant digits from 0.01 on, one below, `<0.001` at the end.
  static func pValue(_ value: Double?) -> String {
    guard let value, value.isFinite else { return absent }
    if value < 0.001 { return "<0.001" }
    if value > 0.99 { return ">0.99" }
    return fixed(value, value < 0.0995 ? 3 : 2)
  }

  /// A number with three significant digits or so, for quantities whose scale is not known.
  static func general(_ value: Double?) -> String {
    guard let value, value.isFinite else { return absent }
    switch abs(value) {
    case 0: return "0"
    case 100...: return fixed(value, 0)
    case 10..<100: return fixed(value, 1)
    case 1..<10: return fixed(value, 2)
    case 0.001..<1: return fixed(value, 3)
    default: return String(format: "%.1e", value).replacing("-", with: "−")
    }
  }

  /// A measured quantity: two significant digits of its standard error, at most six decimals and
  /// none from 10 on; without an error as many digits as suit its size.
  static func measured(_ value: Double?, error: Double?) -> String {
    guard let error, error.isFinite, error > 0 else { return general(value) }
    var (decimals, size) = (0, error)
    while size < 10, decimals < 6 { (size, decimals) = (size * 10, decimals + 1) }
    return fixed(value, decimals, groupFrom: 1000)
  }

  /// A time in its unit: whole days, else one decimal.
  static func time(_ value: Double?, unit: String?) -> String {
    fixed(value, unit == "days" ? 0 : 1, groupFrom: 1000)
  }

  /// A number as written by a person: no decimals that say nothing.
  static func trimmed(_ value: Double?, decimals: Int = 2) -> String {
    let text = fixed(value, decimals)
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// How many decimals suit numbers of this spread.
  static func decimals(forSpread spread: Double?) -> Int {
    guard let spread, spread.isFinite, spread > 0 else { return 1 }
    switch spread {
    case 100...: return 0
    case 1..<100: return 1
    case 0.1..<1: return 2
    default: return 3
    }
  }

  private static func grouped(_ digits: String) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    var whole = ""
    for (offset, digit) in parts[0].enumerated() {
      if offset > 0, (parts[0].count - offset).isMultiple(of: 3) { whole += "," }
      whole.append(digit)
    }
    return parts.count > 1 ? "\(whole).\(parts[1])" : whole
  }
}
