internal import Diagnostics
internal import Studies
internal import Vocabulary

/// The study of a session: always the text that `save` would write, so that a session and a file say
/// the same, down to the places in diagnostics.
struct StudyDraft: Sendable {
  /// The study.
  let file: StudyFile
  /// Its text.
  let text: String
  /// Whether it is on disk as it is here.
  var isSaved: Bool
  /// Whether comments of the file it was opened from are no longer in the text.
  let hasLostComments: Bool

  /// A study as text.
  ///
  /// - Throws: `StudyFileFailure` where the text is no YAML.
  init(
    text: String, path: String, isSaved: Bool, hasLostComments: Bool = false
  ) throws(StudyFileFailure) {
    file = try StudyFile(text: text, path: path)
    self.text = text
    self.isSaved = isSaved
    self.hasLostComments = hasLostComments
  }

  /// The path of its file.
  var path: String { file.path }

  /// The folder of the study.
  var folder: String { file.folder }

  /// The study saying something else: the text is changed at that place alone where that can be
  /// done, and else written anew without its comments.
  func saying(_ root: Node, edits: [TextEdit]) throws -> StudyDraft {
    for edit in edits {
      guard let text = edit.applied(to: text),
        let draft = try? StudyDraft(
          text: text, path: path, isSaved: false, hasLostComments: hasLostComments),
        draft.file.root == root
      else { continue }
      return draft
    }
    let hasComments = text.split(separator: "\n").contains {
      $0.hasPrefix("#") || $0.contains(" #")
    }
    return try StudyDraft(
      text: YAMLWriter.write(root), path: path, isSaved: false,
      hasLostComments: hasLostComments || hasComments)
  }

  /// The same study at another path.
  func at(_ path: String, isSaved: Bool) throws(StudyFileFailure) -> StudyDraft {
    try StudyDraft(text: text, path: path, isSaved: isSaved, hasLostComments: hasLostComments)
  }
}
