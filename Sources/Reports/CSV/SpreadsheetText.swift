/// Texts that a spreadsheet shows as they are.
///
/// Spreadsheets run a cell as a formula where its text starts with `=`, `+`, `-`, `@`, a tab or a
/// line end, or with the full-width form of one of the four signs. Names and levels come from data
/// that others wrote, so such a text gets an apostrophe in front, which spreadsheets take as "this is
/// text". Texts that are plain decimal numbers, such as `-5`, stay as they are. A text that starts
/// with apostrophes before such a sign gets one more: taking one apostrophe away from every cell
/// that starts with apostrophes and then one of these signs gives back every text.
///
/// Source: OWASP, CSV Injection.
enum SpreadsheetText {
  private static let starts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// The text with an apostrophe before it where it would be run as a formula.
  static func safe(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let rest = scalars.drop { $0 == "'" }
    guard let first = rest.first, starts.contains(first) else { return text }
    let isQuoted = rest.startIndex != scalars.startIndex
    return !isQuoted && isNumber(text) ? text : "'\(text)"
  }

  private static func isNumber(_ text: String) -> Bool {
    let letters: Set<Unicode.Scalar> = ["+", "-", ".", "e", "E"]
    return Double(text) != nil
      && text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || letters.contains($0) }
  }
}
