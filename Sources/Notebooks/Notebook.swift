/// A transcript of a session among lines of prose.
///
/// Prose stands at the margin, the session in blocks indented by four spaces, as code does in
/// Markdown. In a block, a line after the prompt `equipoise> ` is a command, lines after `........> `
/// go on with it, and the lines below, blank ones included, are what it answers, up to the next
/// command or to prose. Blank lines at the end of a block belong to no answer.
public struct Notebook: Sendable, Equatable {
  /// A command with the answer that is expected.
  public struct Step: Sendable, Equatable {
    /// The command, of one line or several.
    public var command: String
    /// The lines of the answer, without their indent.
    public var answer: [String]
    /// The line of the notebook on which the command stands, from 1.
    public var line: Int
  }

  /// A part of a notebook.
  public enum Part: Sendable, Equatable {
    /// A line that is no part of a session.
    case prose(String)
    /// A command with its answer.
    case step(Step)
  }

  /// The parts in order.
  public private(set) var parts: [Part] = []

  static let indent = "    "
  static let prompt = "equipoise> "
  static let continuation = "........> "

  /// Reads a notebook; every text is one.
  public init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.hasSuffix("\r") ? $0.dropLast() : $0)
    }
    if lines.last == "" { lines.removeLast() }
    var index = 0
    while index < lines.count {
      if let command = Self.command(lines[index]) {
        parts.append(.step(Self.step(command, lines, &index)))
      } else {
        parts.append(.prose(lines[index]))
        index += 1
      }
    }
  }

  /// The steps in order.
  public var steps: [Step] {
    parts.compactMap { part in if case .step(let step) = part { step } else { nil } }
  }

  /// The notebook as text; of one that was read, the text it was read from, but for spaces at the
  /// ends of lines of a session.
  public var text: String {
    var text = ""
    for part in parts {
      switch part {
      case .prose(let line): text += line + "\n"
      case .step(let step): text += Self.text(step)
      }
    }
    return text
  }

  /// The notebook with other answers, one a step.
  public func answering(_ answers: [[String]]) -> Notebook {
    var copy = self
    var rest = answers[...]
    for (index, part) in parts.enumerated() {
      guard case .step(var step) = part, let answer = rest.popFirst() else { continue }
      step.answer = answer
      copy.parts[index] = .step(step)
    }
    return copy
  }

  /// An answer as a notebook holds it: its lines without spaces at their ends, and without blank
  /// lines at its end.
  public static func lines(ofAnswer text: String) -> [String] {
    trimmed(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines.map { line in
      var line = line
      while line.last?.isWhitespace ?? false { line.removeLast() }
      return line
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  private static func command(_ line: String) -> String? {
    guard line.hasPrefix(indent + prompt.dropLast()) else { return nil }
    let rest = line.dropFirst(indent.count + prompt.count - 1)
    guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
    return String(rest.dropFirst())
  }

  private static func step(_ first: String, _ lines: [String], _ index: inout Int) -> Step {
    let start = index + 1
    var command = [first]
    index += 1
    let mark = indent + continuation.dropLast()
    while index < lines.count, lines[index].hasPrefix(mark) {
      command.append(String(lines[index].dropFirst(mark.count + 1)))
      index += 1
    }
    var answer: [String] = []
    while index < lines.count, Self.command(lines[index]) == nil,
      lines[index].hasPrefix(indent) || lines[index].allSatisfy(\.isWhitespace)
    {
      answer.append(String(lines[index].dropFirst(indent.count)))
      index += 1
    }
    let kept = trimmed(answer)
    // What is blank at the end separates: it is read again as prose.
    index -= answer.count - kept.count
    return Step(command: command.joined(separator: "\n"), answer: kept, line: start)
  }

  private static func text(_ step: Step) -> String {
    let commands = step.command.split(separator: "\n", omittingEmptySubsequences: false)
    var text = ""
    for (index, line) in commands.enumerated() {
      let mark = index == 0 ? prompt : continuation
      text += line.isEmpty ? indent + mark.dropLast() + "\n" : "\(indent)\(mark)\(line)\n"
    }
    for line in step.answer { text += line.isEmpty ? "\n" : "\(indent)\(line)\n" }
    return text
  }
}
