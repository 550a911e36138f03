import ArgumentParser
import Diagnostics
import Platform
import Sessions

/// A session with a person at a terminal.
struct InteractiveSession {
  private let initial: Session

  init(_ session: Session) { initial = session }

  func run(opening input: String?) throws {
    var session = initial
    if let input { Self.show(session.perform("open \"\(input)\"")) }
    while let line = Self.readCommand() {
      let reply = session.perform(line)
      Self.show(reply)
      Interruption.reset()
      if reply.isLast { break }
    }
  }

  private static func readCommand() -> String? {
    StandardStream.output.write("equipoise> ")
    return readLine()
  }

  private static func show(_ reply: SessionReply) {
    StandardStream.output.write(reply.text)
  }
}
