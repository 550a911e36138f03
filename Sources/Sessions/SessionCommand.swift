/// A command of a session, declared once: dispatch, help, completion and documentation read it.
public struct SessionCommand: Sendable {
  /// What an argument stands for, which also says how it is completed.
  public enum ArgumentKind: Sendable {
    /// A study or a table.
    case input
    /// A file to be written.
    case file
    /// A folder to be written.
    case folder
    /// A path to a value of the study.
    case path
    /// A change `path = value`.
    case change
    /// A column of the table.
    case column
    /// A design of the study.
    case design
    /// An outcome of the study.
    case outcome
    /// A patient of the data.
    case patient
    /// A finding, a key or a word.
    case explainable
    /// A command, or a key or word of the study file.
    case topic

    /// What it is, as it reads after "needs".
    var phrase: String {
      switch self {
      case .input: "a study, a folder or a table"
      case .file: "a file"
      case .folder: "a folder"
      case .path: "a path such as designs.matched.caliper"
      case .change: "a path and a value"
      case .column: "a column"
      case .design: "a design"
      case .outcome: "an outcome"
      case .patient: "a patient, as the data call one"
      case .explainable: "a finding, key or word"
      case .topic: "a command, key or word"
      }
    }
  }

  /// An argument.
  public struct Argument: Sendable {
    /// What it is called in the usage.
    public let name: String
    /// What it stands for.
    public let kind: ArgumentKind
    /// Whether it may be left out.
    public let isOptional: Bool

    init(_ name: String, _ kind: ArgumentKind, optional isOptional: Bool = false) {
      self.name = name
      self.kind = kind
      self.isOptional = isOptional
    }
  }

  /// An option.
  public struct Option: Sendable {
    /// Its name without dashes.
    public let name: String
    /// What its value is called; `nil` where it takes none.
    public let value: String?

    init(_ name: String, _ value: String? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// The word that calls it.
  public let name: String
  /// Its arguments in order.
  public let arguments: [Argument]
  /// Its options.
  public let options: [Option]
  /// What it does, in one line.
  public let summary: String
  let perform: @Sendable (inout Session, Invocation, inout SessionReply) throws -> Void

  init(
    _ name: String, _ arguments: [Argument], options: [Option] = [], _ summary: String,
    _ perform: @escaping @Sendable (inout Session, Invocation, inout SessionReply) throws -> Void
  ) {
    self.name = name
    self.arguments = arguments
    self.options = options
    self.summary = summary
    self.perform = perform
  }

  init(
    _ name: String, options: [Option] = [], _ summary: String,
    _ perform: @escaping @Sendable (inout Session, Invocation, inout SessionReply) throws -> Void
  ) {
    self.init(name, [], options: options, summary, perform)
  }

  /// How it is written.
  public var usage: String {
    let words =
      arguments.map { $0.isOptional ? "[\($0.name)]" : $0.name }
      + options.map { option in "[--\(option.name)\(option.value.map { " \($0)" } ?? "")]" }
    return ([name] + words).joined(separator: " ")
  }

  /// Whether everything after the name is taken as it is.
  var takesText: Bool { arguments.contains { if case .change = $0.kind { true } else { false } } }

  /// The command of a name.
  public static func named(_ name: String) -> SessionCommand? { all.first { $0.name == name } }

  /// Every command, in the order in which help lists them.
  public static let all: [SessionCommand] = [
    SessionCommand(
      "open", [.init("PATH", .input)],
      "opens a study file, a folder with study.yaml, or a table to begin a study on"
    ) { try $0.open($1, &$2) },
    SessionCommand(
      "show", [.init("PATH", .path, optional: true)], options: [.init("all")],
      "prints the study or a part of it as YAML; --all with every default"
    ) { try $0.show($1, &$2) },
    SessionCommand(
      "set", [.init("PATH = VALUE", .change)],
      "changes a value of the study: keys joined by dots, [n] or [name=x] into lists"
    ) { try $0.set($1, &$2) },
    SessionCommand(
      "unset", [.init("PATH", .path)], "takes a value out of the study"
    ) { try $0.unset($1, &$2) },
    SessionCommand("undo", "takes back the last change") { try $0.undo($1, &$2) },
    SessionCommand(
      "describe", [.init("COLUMN", .column, optional: true)],
      "shows the columns of the table: types, ranges, levels, missing values"
    ) { try $0.describe($1, &$2) },
    SessionCommand("check", "says what is wrong with the study, without running it") {
      try $0.check($1, &$2)
    },
    SessionCommand("plan", "prints the protocol of the study in words") { try $0.plan($1, &$2) },
    SessionCommand(
      "balance", [.init("DESIGN", .design, optional: true)],
      "shows how comparable the designs make the arms, without looking at an outcome"
    ) { try $0.balance($1, &$2) },
    SessionCommand(
      "patient", [.init("ID", .patient)],
      "shows everything about one patient, with the rows of the data that decided it"
    ) { try $0.patient($1, &$2) },
    SessionCommand(
      "run", options: [.init("quiet"), .init("out", "FOLDER")],
      "runs the study and prints a summary, or one line; --out writes its folder"
    ) { try $0.run($1, &$2) },
    SessionCommand(
      "estimates",
      [.init("OUTCOME", .outcome, optional: true), .init("DESIGN", .design, optional: true)],
      "shows the estimates of the last run"
    ) { try $0.estimates($1, &$2) },
    SessionCommand(
      "km",
      [.init("OUTCOME", .outcome, optional: true), .init("DESIGN", .design, optional: true)],
      "shows curves of the last run: a small picture, and values with those at risk"
    ) { try $0.curves($1, &$2) },
    SessionCommand("findings", "shows what a careful reader of the last run should know") {
      try $0.findings($1, &$2)
    },
    SessionCommand(
      "explain", [.init("NAME", .explainable)], "explains a finding, a key or a word"
    ) { try $0.explain($1, &$2) },
    SessionCommand(
      "save", [.init("FILE", .file, optional: true)], options: [.init("force")],
      "writes the study file; --force over a file that is there"
    ) { try $0.save($1, &$2) },
    SessionCommand(
      "report", [.init("FOLDER", .folder)],
      "writes the folder of the last run: report, tables, figures, results.json"
    ) { try $0.report($1, &$2) },
    SessionCommand("history", "lists the commands of this session that succeeded") {
      try $0.history($1, &$2)
    },
    SessionCommand(
      "help", [.init("TOPIC", .topic, optional: true)],
      "lists the commands, or explains a command, a key or a word"
    ) { try $0.help($1, &$2) },
    SessionCommand("quit", "ends the session") { $2.isLast = true },
  ]
}
