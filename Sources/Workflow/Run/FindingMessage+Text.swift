extension FindingMessage {
  /// "patient 7", "3 patients (7, 9, 12)", and no more names than can be read.
  static func named(_ patients: [String]) -> String {
    if patients.count == 1 { return "patient \(patients[0])" }
    let shown = patients.prefix(5).joined(separator: ", ")
    return "\(patients.count) patients (\(shown)\(patients.count > 5 ? ", …" : ""))"
  }

  static func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  /// A number with so many decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return String(value) }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    let whole = Int(rounded / scale)
    guard decimals > 0 else { return (value < 0 ? "-" : "") + String(whole) }
    let digits = String(Int(rounded) - whole * Int(scale))
    let padding = String(repeating: "0", count: max(0, decimals - digits.count))
    return (value < 0 ? "-" : "") + "\(whole).\(padding)\(digits)"
  }

  /// A p-value: two significant digits, three decimals at most.
  static func pValue(_ p: Double) -> String {
    p < 0.001 ? "p < 0.001" : "p = \(p < 0.1 ? number(p, 2) : fixed(p, 2))"
  }

  /// A number with about so many significant digits.
  static func number(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, value != 0 else { return String(value) }
    var magnitude = 0
    var size = abs(value)
    while size >= 10, magnitude < 300 { (size, magnitude) = (size / 10, magnitude + 1) }
    while size < 1, magnitude > -300 { (size, magnitude) = (size * 10, magnitude - 1) }
    if magnitude < -4 || magnitude > 11 { return String(value) }
    let text = fixed(value, max(0, digits - 1 - magnitude))
    guard text.contains(".") else { return text }
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }
}
