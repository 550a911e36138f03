internal import Sessions

/// A notebook that was run: every command in a session of its own, with the answers it gave.
///
/// A notebook names files relative to the folder in which it is run, its own, and writes none: `save`, `report` and `run --out`
/// go up to the writing, and what was saved can be opened again within the notebook.
public struct NotebookRun: Sendable {
  /// The notebook.
  public let notebook: Notebook
  /// What each step answered.
  public let answers: [[String]]
  /// Whether the person stopped it.
  public let wasInterrupted: Bool

  /// How many columns the answers of notebooks take.
  public static let width = 80

  /// Runs a notebook.
  ///
  /// - Parameters:
  ///   - notebook: the notebook.
  ///   - progress: is told of each step with its answer, as it comes.
  public init(
    _ notebook: Notebook,
    progress: (Notebook.Step, [String]) -> Void = { _, _ in }
  ) {
    var settings = SessionSettings()
    settings.width = Self.width
    settings.writesFiles = false
    var session = Session(settings)
    var answers: [[String]] = []
    var wasInterrupted = false
    for step in notebook.steps {
      let reply = session.perform(step.command)
      if case .interrupted? = reply.failure {
        wasInterrupted = true
        break
      }
      let answer = Notebook.lines(ofAnswer: reply.text)
      answers.append(answer)
      progress(step, answer)
      if reply.isLast { break }
    }
    self.notebook = notebook
    self.answers = answers
    self.wasInterrupted = wasInterrupted
  }

  /// The steps whose answers are not as expected.
  public var differences: [NotebookDifference] {
    notebook.steps.enumerated().compactMap { index, step in
      let answer = answers.indices.contains(index) ? answers[index] : nil
      return NotebookDifference(step, found: answer)
    }
  }

  /// The notebook with the answers that were given.
  public var updated: Notebook { notebook.answering(answers) }
}
