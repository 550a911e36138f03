internal import Diagnostics

extension SessionFault {
  /// The fault in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    let (id, message, help) = words
    return Diagnostic(id, message, at: place, help: help)
  }

  private var words: (id: String, message: String, help: String?) {
    switch self {
    case .unknownCommand(let word, let known):
      (
        "unknown-command", "there is no command '\(word)'",
        Self.meant(by: word, in: known).map { "did you mean '\($0)'?" }
          ?? "'help' lists the commands"
      )
    case .missingArgument(let command, let usage, let needs):
      ("bad-command", "'\(command)' needs \(needs)", "write \(usage)")
    case .tooMuch(let command, let usage):
      ("bad-command", "'\(command)' takes no more than this", "write \(usage)")
    case .unknownOption(let option, let command, let usage):
      ("bad-command", "'\(command)' has no option '\(option)'", "write \(usage)")
    case .unclosedQuote:
      ("bad-command", "a quote is opened and not closed", nil)
    case .nothingOpen:
      (
        "nothing-open", "no study is open",
        "'open PATH' opens a study, or a table to begin a study on"
      )
    case .notRun(let isStale):
      (
        "not-run",
        isStale ? "the study has changed since it was run" : "the study was not run yet",
        "'run' runs it; outcomes are looked at no earlier"
      )
    case .nothingToUndo:
      ("nothing-to-undo", "nothing was changed that could be undone", nil)
    case .nothingAtPath(let path):
      (
        "nothing-there", "the study says nothing at '\(path)'",
        "'show' prints what it says, 'show --all' with every default"
      )
    case .nothingNamed(let name, let known):
      (
        "unknown-name", "nothing is called '\(name)'",
        Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
      )
    case .noColumn(let name, let known):
      ("unknown-column", "there is no column '\(name)'", Suggestion.help(for: name, in: known))
    case .noTable:
      ("no-table", "the study names no table", "'set data.table = FILE.csv' names one")
    case .noDesign(let name, let known):
      (
        "unknown-design", "there is no design '\(name)'",
        known.isEmpty ? "the study declares none" : Suggestion.help(for: name, in: known)
      )
    case .noCurve(let outcome, let design, let known):
      (
        "no-curve",
        "the run has no curve\(outcome.map { " of '\($0)'" } ?? "")\(design.map { " under '\($0)'" } ?? "")",
        known.isEmpty
          ? "add kaplanMeier to the estimates of an analysis"
          : "it has \(known.joined(separator: ", "))"
      )
    case .noEstimates(let name, let known):
      (
        "nothing-there", "the run has no estimates of '\(name)'",
        Suggestion.help(for: name, in: known)
      )
    case .wouldOverwrite(let path, let ownFile):
      (
        "would-overwrite",
        ownFile ? "'\(path)' is the file this study was opened from" : "'\(path)' exists",
        "'save --force' writes over it; 'save OTHER.yaml' keeps it"
      )
    case .dataElsewhere(let path, let folder):
      (
        "data-elsewhere", "from '\(folder)' the study would not find '\(path)'",
        "data are found relative to the study: save it beside them, or set their full path first"
      )
    case .notADataFile(let path):
      (
        "bad-command", "'\(path)' is neither a study nor a table",
        "open a .yaml file, a folder with study.yaml, or a CSV file"
      )
    }
  }

  /// The command most likely meant: one that the word begins, or the nearest.
  private static func meant(by word: String, in known: [String]) -> String? {
    let begun = known.filter { $0.hasPrefix(word) }
    return begun.count == 1 ? begun[0] : Suggestion.nearest(to: word, in: known)
  }
}
