/// A unit of measurement such as `g/dL`, `10^9/L` or `mmol/L`, taken apart.
///
/// Amounts are grams, moles, international units, or plain counts; volumes are litres, cubic metres'
/// parts (`mm3`, `cm3`) or, as the denominator, a time of 24 hours. Prefixes are those of the
/// International System; `µ`, `μ` and `u` are one, and so are `l` and `L`.
public struct MeasurementUnit: Sendable, Equatable {
  /// What is measured, whatever the scale.
  enum Quantity: Sendable, Equatable {
    case gram
    case mole
    case internationalUnit
    case count
    case litre
    case day
    case share
  }

  private let amount: Quantity
  private let per: Quantity?
  /// How many of the basic unit it is.
  private let scale: Double

  /// A unit as written; `nil` where it is none of these.
  public init?(_ text: String) {
    let parts = Self.plain(text).split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !text.isEmpty else { return nil }
    guard let top = Self.part(parts[0]) else { return nil }
    guard parts.count == 2 else {
      (amount, per, scale) = (top.quantity, nil, top.scale)
      return
    }
    guard let bottom = Self.part(parts[1]), !parts[1].isEmpty else { return nil }
    (amount, per, scale) = (top.quantity, bottom.quantity, top.scale / bottom.scale)
  }

  /// By what a value in this unit is multiplied to be one in another; `nil` where they measure
  /// different things.
  public func factor(to other: MeasurementUnit) -> Double? {
    amount == other.amount && per == other.per ? scale / other.scale : nil
  }

  private static func plain(_ text: String) -> String {
    text.filter { !$0.isWhitespace }
      .replacing("µ", with: "u").replacing("μ", with: "u")
      .replacing("**", with: "^").replacing("*", with: "^").replacing("×", with: "x")
  }

  private static func part(_ text: Substring) -> (quantity: Quantity, scale: Double)? {
    if text.isEmpty || text == "1" { return (.count, 1) }
    if let power = power(text) { return (.count, power) }
    switch text {
    case "%": return (.share, 0.01)
    case "24h", "d", "day": return (.day, 1)
    case "mm3", "mm^3", "cmm": return (.litre, 1e-6)
    case "cm3", "cm^3", "cc": return (.litre, 1e-3)
    default: break
    }
    for (name, quantity) in units where text.hasSuffix(name) {
      let prefix = String(text.dropLast(name.count))
      if let scale = prefixes[prefix] { return (quantity, scale) }
    }
    return nil
  }

  /// `10^9`, `10e9`, `x10^9`, `1e9`; also `G` and `T` for counts of cells, and `K`.
  private static func power(_ text: Substring) -> Double? {
    switch text {
    case "G": return 1e9
    case "T": return 1e12
    case "K", "k": return 1e3
    default: break
    }
    let bare = text.hasPrefix("x") ? text.dropFirst() : text
    guard bare.hasPrefix("10^") || bare.hasPrefix("10e") || bare.hasPrefix("1e"),
      let digits = bare.split(whereSeparator: { $0 == "^" || $0 == "e" }).last,
      let exponent = Int(digits), (0...18).contains(exponent)
    else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static let units: [(String, Quantity)] = [
    ("mol", .mole), ("IU", .internationalUnit), ("U", .internationalUnit), ("g", .gram),
    ("L", .litre), ("l", .litre),
  ]
  private static let prefixes: [String: Double] = [
    "": 1, "k": 1e3, "h": 1e2, "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12,
    "f": 1e-15, "M": 1e6,
  ]
}
