extension FindingCatalogue {
  /// What can be wrong with a command of a session, or with a notebook.
  static let sessionFaults: [(String, String)] = [
    (
      "unknown-command",
      """
      A session has no such command. 'help' lists them; they are not abbreviated, so that
      transcripts can be read, but Tab completes them.
      """
    ),
    ("bad-command", "A command lacks what it needs, or was given more than it takes."),
    ("nothing-open", "A command needs a study, and none is open. 'open PATH' opens one."),
    (
      "not-run",
      """
      A command shows the last run, and the study was not run as it is now. Outcomes are looked
      at when 'run' says so and no earlier; 'balance' needs no run.
      """
    ),
    ("nothing-to-undo", "No change was made in this session, or all were taken back."),
    ("nothing-there", "There is nothing of that name in the study or its last run."),
    ("unknown-name", "Nothing is called that: no command, key, word or finding."),
    ("no-table", "A command shows the table of the study, which names none."),
    ("no-curve", "The last run has no curves of that outcome under that design."),
    (
      "would-overwrite",
      """
      A file is there already, and is not written over unless 'save --force' says so.
      """
    ),
    (
      "data-elsewhere",
      """
      Data are found relative to the study file. From the new place the study would not find them.
      """
    ),
    ("empty-notebook", "A notebook has no commands: lines that begin with '    equipoise> '."),
  ]
}
