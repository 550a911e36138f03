import ArgumentParser
import Diagnostics
import Platform
import Sessions

/// `equipoise repl`: a session at the terminal, or from a pipe.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Open, change, run and save a study, command by command.",
    discussion: """
      'help' lists the commands. Where input is no terminal, commands are read from it, one a \
      line, and the first that fails ends the session with its status (--keep-going goes on, and \
      ends with that status).
      """)

  @Argument(help: "A study file, a folder with study.yaml, or a table to begin a study on.")
  var input: String?

  @Flag(help: "From a pipe: go on after a command that fails.")
  var keepGoing = false

  @OptionGroup var cacheArguments: CacheArguments

  func run() throws {
    let terminal = Terminal(.output)
    var settings = SessionSettings()
    settings.width = terminal.width
    settings.usesColor = terminal.usesColor
    settings.showsUnicode = terminal.showsUnicode
    let session = Session(settings, cache: cacheArguments.cache, showsProgress: true)
    if StandardStream.inputIsTerminal, terminal.isPresent {
      InteractiveSession(session).run(opening: input)
    } else {
      try PipedSession(session, keepsGoing: keepGoing).run(opening: input)
    }
  }
}

/// A session that reads its commands from a pipe or file.
struct PipedSession {
  private var session: Session
  private let keepsGoing: Bool

  init(_ session: Session, keepsGoing: Bool) {
    self.session = session
    self.keepsGoing = keepsGoing
  }

  func run(opening input: String?) throws {
    var session = session
    var failure: ExitCode?
    var pending = input.map { ["open \"\($0)\""] } ?? []
    while let command = pending.popLast() ?? Self.nextCommand() {
      let reply = session.perform(command)
      if !reply.complaints.isEmpty { StandardStream.error.write(reply.complaints) }
      guard StandardStream.output.write(reply.output) else { return }
      if let kind = reply.failure {
        failure = failure ?? ExitStatus.of(kind)
        if !keepsGoing || kind == .interrupted { break }
      }
      if reply.isLast { break }
    }
    if let failure { throw failure }
  }

  private static func nextCommand() -> String? {
    guard var command = readLine(strippingNewline: true) else { return nil }
    while Session.goesOn(command) {
      guard let line = readLine(strippingNewline: true) else { break }
      command += "\n" + line
    }
    return command
  }
}

extension ExitStatus {
  /// How a command that failed ends the program.
  static func of(_ failure: SessionReply.Failure) -> ExitCode {
    switch failure {
    case .usage: ExitCode(64)
    case .fault: badInput
    case .notFound: notFound
    case .cannotWrite: cannotWrite
    case .interrupted: interrupted
    case .ourFault: ourFault
    }
  }
}
