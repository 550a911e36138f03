internal import Diagnostics

/// Lays out paragraphs for a terminal.
enum ReportText {
  /// The words of a text in lines of at most `width`, each after an indent.
  static func wrapped(_ text: String, width: Int, indent: String = "") -> String {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, indent.count + line.count + 1 + word.count > max(width, 30) {
          lines.append(indent + line)
          line = ""
        }
        line += line.isEmpty ? "\(word)" : " \(word)"
      }
      lines.append(line.isEmpty ? "" : indent + line)
    }
    return lines.joined(separator: "\n")
  }

  /// A text padded with spaces to a width.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
