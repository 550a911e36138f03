internal import Diagnostics

/// The text of an expression and where it stands.
///
/// A scalar at offset k of the first line stands k columns right of the place; below a line break
/// the columns start at the place's own column again, as in an indented block.
struct ExpressionSource: Sendable {
  let scalars: [Unicode.Scalar]
  let place: Place?
  private let lineStarts: [Int]

  init(_ text: String, at place: Place?) {
    let scalars = Array(text.unicodeScalars)
    self.scalars = scalars
    self.place = place
    var starts = [0]
    for offset in scalars.indices {
      let isReturn =
        scalars[offset] == "\r"
        && !(offset + 1 < scalars.count && scalars[offset + 1] == "\n")
      if scalars[offset] == "\n" || isReturn { starts.append(offset + 1) }
    }
    lineStarts = starts
  }

  /// The part of the text.
  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// Whether a backquote stands at an offset.
  func isBackquote(_ offset: Int) -> Bool {
    scalars.indices.contains(offset) && scalars[offset] == "`"
  }

  /// The place of a part of the text, up to the end of its first line; at least one character.
  func place(of range: Range<Int>) -> Place? {
    guard let place else { return nil }
    var line = 0
    while line + 1 < lineStarts.count, lineStarts[line + 1] <= range.lowerBound { line += 1 }
    var end = range.lowerBound
    while end < range.upperBound, scalars[end] != "\n", scalars[end] != "\r" { end += 1 }
    return Place(
      file: place.file, line: place.line + line,
      column: place.column + range.lowerBound - lineStarts[line],
      length: max(1, end - range.lowerBound))
  }

  /// Faults as diagnostics, in the order of the text.
  func diagnostics(_ faults: [LocatedFault]) -> [Diagnostic] {
    let order = faults.indices.sorted {
      (faults[$0].range.lowerBound, $0) < (faults[$1].range.lowerBound, $1)
    }
    return order.map { faults[$0].fault.diagnostic(at: place(of: faults[$0].range)) }
  }
}
