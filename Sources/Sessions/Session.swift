internal import Diagnostics
internal import Platform
internal import Reports
internal import Studies
public import Workflow

/// A session: a study that commands open, change, run and save.
///
/// A session is a value; ``perform(_:)`` takes a command and gives the answer. It knows no terminal:
/// the program, a pipe and a notebook all drive it in the same way, and the same commands give the
/// same answers.
public struct Session: Sendable {
  /// A study as it was run, with what it was run on.
  struct Run: Sendable {
    let text: String
    let path: String
    let inputs: [RunRecord.Input]
    let run: StudyRun
    let content: ReportContent
  }

  /// How it answers, and what it may do.
  public var settings: SessionSettings
  var draft: StudyDraft?
  var earlier: [StudyDraft?] = []
  var commands: [String] = []
  var lastRun: Run?
  /// The last run of the designs alone, with no outcome looked at.
  var lastBalance: Run?
  /// What was saved where files are not written.
  var unwritten: [String: String] = [:]
  let memory: TableMemory
  let progress: ProgressLine?

  /// A session in which nothing is open.
  ///
  /// - Parameters:
  ///   - settings: how it answers.
  ///   - cache: where large registries are kept from one session to the next; `nil` for none.
  ///   - showsProgress: whether long work says on standard error what it does.
  public init(
    _ settings: SessionSettings = SessionSettings(), cache: RegistryCache? = nil,
    showsProgress: Bool = false
  ) {
    self.settings = settings
    memory = TableMemory(cache: cache)
    progress = showsProgress ? ProgressLine() : nil
  }

  /// Whether the study has changes that are not saved.
  public var hasUnsavedChanges: Bool { !(draft?.isSaved ?? true) }

  /// Does a command; an empty one, or one that starts with `#`, does nothing.
  ///
  /// A command that fails leaves the study as it was.
  public mutating func perform(_ command: String) -> SessionReply {
    var reply = SessionReply()
    let before = self
    do {
      guard let invocation = try Invocation(command), !invocation.name.text.hasPrefix("#") else {
        return reply
      }
      guard let known = SessionCommand.named(invocation.name.text) else {
        let names = SessionCommand.all.map(\.name)
        throw SessionFault.unknownCommand(invocation.name.text, known: names)
          .failure(at: invocation.name.place)
      }
      try known.perform(&self, invocation, &reply)
      commands.append(command)
    } catch {
      self = before
      explain(error, command, &reply)
    }
    return reply
  }

  /// Whether what was typed so far goes on in the next line: a `set` that ends in `=`, `= |` or
  /// `= >`, whose value follows in lines of its own, up to an empty one.
  public static func goesOn(_ command: String) -> Bool {
    let words = command.split(whereSeparator: \.isWhitespace)
    guard words.first == "set" else { return false }
    if command.contains("\n") { return !command.hasSuffix("\n") }
    return ["=", "|", ">"].contains(words.last ?? "") && command.contains("=")
      || (words.last?.hasSuffix("=") ?? false)
  }

  private func explain(_ error: any Error, _ command: String, _ reply: inout SessionReply) {
    switch error {
    case let failure as CommandFailure:
      complain(failure.diagnostics, failure.sources, command, &reply)
      reply.failure = failure.kind
    case let failure as StudyFailure:
      complain(failure.faults.diagnostics, failure.sources, command, &reply)
      reply.failure = Self.kind(failure.faults)
    case let failure as StudyFileFailure:
      complain(failure.faults.diagnostics, failure.sources, command, &reply)
      reply.failure = Self.kind(failure.faults)
    case let faults as Faults:
      complain(faults.diagnostics, SourceTexts(), command, &reply)
      reply.failure = faults.diagnostics.contains { $0.id == "bad-command" } ? .usage : .fault
    case let error as OutputError:
      let diagnostic = Diagnostic(error.id, error.message, help: error.help)
      complain([diagnostic], SourceTexts(), command, &reply)
      reply.failure = .cannotWrite
    case is Interrupted:
      reply.complaints = "interrupted; the study is as it was\n"
      reply.failure = .interrupted
    default:
      let fault = Diagnostic("internal-fault", "Equipoise failed: \(error)")
      complain([fault], SourceTexts(), command, &reply)
      reply.failure = .ourFault
    }
  }

  private static func kind(_ faults: Faults) -> SessionReply.Failure {
    let errors = faults.diagnostics.filter { $0.severity == .error }
    let missing = ["input-not-found", "input-unreadable"]
    return !errors.isEmpty && errors.allSatisfy { missing.contains($0.id) } ? .notFound : .fault
  }

  /// Prints diagnostics, which may quote the command.
  func complain(
    _ diagnostics: [Diagnostic], _ sources: SourceTexts, _ command: String,
    _ reply: inout SessionReply
  ) {
    guard !diagnostics.isEmpty else { return }
    var sources = sources
    sources.add(SourceText(name: Invocation.source, text: command))
    let renderer = TextRenderer(sources: sources, usesColor: settings.usesColor)
    reply.complaints += (reply.complaints.isEmpty ? "" : "\n") + renderer.render(diagnostics)
  }
}

/// Why a command failed, with the texts to quote.
struct CommandFailure: Error {
  var diagnostics: [Diagnostic]
  var sources = SourceTexts()
  var kind: SessionReply.Failure
}

extension SessionFault {
  /// A failure at a place of the command.
  func failure(at place: Place? = nil) -> CommandFailure {
    CommandFailure(diagnostics: [diagnostic(at: place)], kind: kind)
  }

  private var kind: SessionReply.Failure {
    switch self {
    case .unknownCommand, .missingArgument, .tooMuch, .unknownOption, .unclosedQuote: .usage
    case .wouldOverwrite, .dataElsewhere: .cannotWrite
    default: .fault
    }
  }
}
