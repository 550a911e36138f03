/// How wide a text is in a common sans-serif face, a little generously.
enum TextWidth {
  /// The width in the unit of `size`.
  static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    var units = 0.0
    for scalar in text.unicodeScalars { units += width(scalar) }
    return units * size * (bold ? 1.07 : 1) * 1.03
  }

  /// The text in lines no wider than `width`, at most `lines` of them.
  static func wrap(
    _ text: String, size: Double, width: Double, bold: Bool = false, lines: Int = 3
  ) -> [String] {
    var result: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      let longer = line.isEmpty ? word : "\(line) \(word)"
      if line.isEmpty || of(longer, size: size, bold: bold) <= width {
        line = longer
      } else {
        result.append(line)
        line = word
      }
    }
    if !line.isEmpty { result.append(line) }
    if result.count > lines {
      let rest = result[(lines - 1)...].joined(separator: " ")
      result = Array(result.prefix(lines - 1)) + [rest]
    }
    return result.map { cut($0, size: size, width: width, bold: bold) }
  }

  /// The text cut with an ellipsis where it is wider than `width`.
  static func cut(_ text: String, size: Double, width: Double, bold: Bool = false) -> String {
    if of(text, size: size, bold: bold) <= width { return text }
    var kept = text
    while !kept.isEmpty, of(kept + "…", size: size, bold: bold) > width { kept.removeLast() }
    return kept + "…"
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|", "!", ".", ",", ":", ";", "I": 0.27
    case "f", "t", "r", " ", "(", ")", "[", "]", "/", "-": 0.32
    case "c", "k", "s", "v", "x", "y", "z", "J": 0.5
    case "m", "M", "%": 0.86
    case "w", "W", "@", "—": 0.95
    case "A"..."Z", "&": 0.69
    case "a"..."z", "0"..."9", "–", "−", "$", "?": 0.556
    case _ where scalar.value >= 0x1100: 1.0
    default: 0.6
    }
  }
}
