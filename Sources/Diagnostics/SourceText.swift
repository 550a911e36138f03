/// The text of a file, by lines, so that diagnostics can quote it.
public struct SourceText: Sendable {
  /// The name diagnostics use: the path as written.
  public let name: String
  /// The lines without their ends.
  public let lines: [String]

  /// The text named `name`.
  public init(name: String, text: String) {
    self.name = name
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        if !afterReturn { lines.append(String(line)) }
        line = String.UnicodeScalarView()
        afterReturn = false
      case "\r":
        lines.append(String(line))
        line = String.UnicodeScalarView()
        afterReturn = true
      default:
        line.append(scalar)
        afterReturn = false
      }
    }
    lines.append(String(line))
    self.lines = lines
  }

  /// The text of a line counted from 1, if there is one.
  public func line(_ number: Int) -> String? {
    number >= 1 && number <= lines.count ? lines[number - 1] : nil
  }
}

/// The texts that diagnostics may quote, by name.
public struct SourceTexts: Sendable {
  private var texts: [String: SourceText] = [:]

  /// No texts.
  public init() {}

  /// Makes a text available for quoting.
  public mutating func add(_ text: SourceText) { texts[text.name] = text }

  /// The text of that name.
  public subscript(name: String) -> SourceText? { texts[name] }
}
