/// A source line as it is quoted under a diagnostic: a tab as one space, a long line cut around the place.
struct QuotedLine {
  /// The line to print.
  let text: String
  /// Spaces before the first caret.
  let indent: String
  /// How many carets underline the place.
  let caretCount: Int

  private static let widest = 120

  init(_ line: String, column: Int, length: Int) {
    let scalars = Array(line.unicodeScalars)
    let start = min(max(column, 1) - 1, scalars.count)
    let end = start + min(max(length, 1), max(scalars.count - start, 1))
    let first = scalars.count > Self.widest ? max(0, start - Self.widest / 2) : 0
    let last = min(scalars.count, first + Self.widest)
    let lead = first > 0 ? "…" : ""
    let tail = last < scalars.count ? "…" : ""
    func shown(_ range: Range<Int>) -> String {
      range.isEmpty ? "" : TextRenderer.printable(Self.untabbed(scalars[range]))
    }
    text = lead + shown(first..<last) + tail
    let before = lead + shown(first..<min(start, last))
    indent = String(repeating: " ", count: before.displayWidth)
    caretCount = start < last ? max(1, shown(start..<min(end, last)).displayWidth) : 1
  }

  private static func untabbed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar == "\t" ? " " : scalar) }
    return String(view)
  }
}
