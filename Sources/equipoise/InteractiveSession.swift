import Platform
import Sessions

/// A session with a person at a terminal.
struct InteractiveSession {
  private static let prompt = "equipoise> "
  private static let continuation = "........> "

  private let initial: Session

  init(_ session: Session) { initial = session }

  func run(opening input: String?) {
    Interruption.stopsWorkOnly = true
    let editor = LineEditor()
    var session = initial
    StandardStream.output.write("'help' lists the commands, Tab completes, Ctrl-D quits\n")
    if !editor.editsLines {
      StandardStream.output.write(
        "lines cannot be edited, for libedit is not installed (Debian: apt install libedit2)\n")
    }
    if let input { Self.show(session.perform("open \"\(input)\"")) }
    while let command = Self.nextCommand(editor, session) {
      session.settings.width = Terminal(.output).width
      let reply = session.perform(command)
      Self.show(reply)
      if reply.isLast { break }
    }
    if session.hasUnsavedChanges {
      StandardStream.output.write("the changes of the study were not saved\n")
    }
  }

  /// The next command, be it of several lines; `nil` at the end.
  private static func nextCommand(_ editor: LineEditor, _ session: Session) -> String? {
    var lines: [String] = []
    while true {
      let typed = lines.isEmpty ? "" : lines.joined(separator: "\n") + " "
      let line = editor.read(lines.isEmpty ? prompt : continuation) { line in
        let completion = session.completion(of: typed + line)
        return (completion.replaced, completion.candidates)
      }
      switch line {
      case .end: return nil
      case .cancelled: lines = []
      case .text(let line):
        editor.remember(line)
        lines.append(line)
        let command = lines.joined(separator: "\n")
        if !Session.goesOn(command) { return command }
      }
    }
  }

  private static func show(_ reply: SessionReply) {
    StandardStream.output.write(reply.text)
  }
}
