/// Renders diagnostics for a terminal: the place, the quoted line, carets, and what to do.
///
/// ```
/// error[unknown-word]: 'method' expects one of nearest, …, found 'neerest'
///  --> study.yaml:24:17
///    |
/// 24 |   a: {method: neerest}
///    |               ^^^^^^^
///    = help: did you mean 'nearest'?
/// ```
public struct TextRenderer: Sendable {
  /// Whether ANSI colours are used.
  public var usesColor: Bool
  /// The texts that may be quoted.
  public var sources: SourceTexts

  /// A renderer, plain unless colour is asked for.
  public init(sources: SourceTexts = SourceTexts(), usesColor: Bool = false) {
    self.sources = sources
    self.usesColor = usesColor
  }

  /// All diagnostics, separated by blank lines, ending in a line end.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// One diagnostic, ending in a line end.
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines = [heading(diagnostic)]
    if let place = diagnostic.place { lines += quote(place, severity: diagnostic.severity) }
    for note in diagnostic.notes {
      lines.append("  = note: \(Self.printable(note.message))")
      if let place = note.place { lines += quote(place, severity: .note) }
    }
    for (index, line) in diagnostic.drawing.enumerated() {
      let lead = index == 0 ? "  = drawn: " : "           "
      lines.append(lead + Self.printable(line))
    }
    if let help = diagnostic.help {
      lines.append("  = \(paint("help", .help)): \(Self.printable(help))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ diagnostic: Diagnostic) -> String {
    let kind = "\(diagnostic.severity.rawValue)[\(diagnostic.id)]"
    return "\(paint(kind, Ink(diagnostic.severity))): \(Self.printable(diagnostic.message))"
  }

  private func quote(_ place: Place, severity: Diagnostic.Severity) -> [String] {
    var lines = [" --> \(Self.printable(place.description))"]
    guard let text = sources[place.file]?.line(place.line) else { return lines }
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.count)
    let window = QuotedLine(text, column: place.column, length: place.length)
    lines.append("\(margin) |")
    lines.append("\(number) | \(window.text)")
    let carets = String(repeating: "^", count: window.caretCount)
    lines.append("\(margin) | \(window.indent)\(paint(carets, Ink(severity)))")
    return lines
  }

  private enum Ink: String {
    case error = "\u{1B}[1;31m"
    case warning = "\u{1B}[1;33m"
    case note = "\u{1B}[1;36m"
    case help = "\u{1B}[1;32m"

    init(_ severity: Diagnostic.Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .note
      }
    }
  }

  private func paint(_ text: String, _ ink: Ink) -> String {
    usesColor ? "\(ink.rawValue)\(text)\u{1B}[0m" : text
  }

  /// The text with control characters shown as escapes, so that data cannot command a terminal.
  public static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
