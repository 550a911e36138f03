/// What the commands are, as `help` and the documentation say it.
public enum CommandHelp {
  /// Every command in a line, or in two where the terminal is narrow.
  public static func overview(width: Int) -> String {
    let widest = SessionCommand.all.map(\.usage.count).max() ?? 0
    let column = width < 64 ? 6 : min(widest, 28) + 4
    var text = ""
    for command in SessionCommand.all {
      let lines = wrapped(command.summary, to: max(width - column, 24))
      var first = "  \(command.usage)"
      if first.count + 2 > column {
        text += first + "\n"
        first = ""
      }
      for (index, line) in lines.enumerated() {
        let margin = index == 0 ? first : ""
        text += margin + String(repeating: " ", count: column - margin.count) + line + "\n"
      }
    }
    let more = "'help COMMAND' says more; 'help KEY' explains a key or word of the study."
    return text + "\n" + wrapped(more, to: width).map { $0 + "\n" }.joined()
  }

  /// One command.
  static func text(_ command: SessionCommand, _ width: Int) -> String {
    let sentence = command.summary.prefix(1).uppercased() + command.summary.dropFirst() + "."
    let lines = wrapped(sentence, to: max(width - 2, 24)).map { "  \($0)\n" }.joined()
    return "\(command.usage)\n\n\(lines)"
  }

  /// The commands as a table in Markdown.
  public static var markdown: String {
    "| command | does |\n|---|---|\n"
      + SessionCommand.all.map { "| `\($0.usage)` | \($0.summary) |\n" }.joined()
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? "\(word)" : " \(word)"
    }
    return lines + [line]
  }
}
