internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary
internal import Workflow

/// What was opened, in a line or two.
struct StudySummary {
  private let draft: StudyDraft
  private let memory: TableMemory

  init(_ draft: StudyDraft, _ memory: TableMemory) {
    self.draft = draft
    self.memory = memory
  }

  var text: String {
    let (study, faults) = draft.file.decoded()
    if !draft.isSaved { return begun(study.study.value) }
    var text = TextRenderer.printable("\(draft.path): study \(study.study.value)")
    let root = draft.file.root
    let counts = [
      Self.count(size(root["cohort"]?["arms"]), "arm"),
      Self.count(size(root["designs"]), "design"),
      Self.count(size(root["outcomes"]), "outcome"),
      Self.count(size(root["analyses"]), "analysis", "analyses"),
    ].compactMap(\.self)
    if !counts.isEmpty { text += "; \(counts.joined(separator: ", "))" }
    text += "\n"
    if !faults.isEmpty {
      text += "it has faults; 'check' shows them\n"
    }
    return text
  }

  /// A study that was begun on a table.
  private func begun(_ name: String) -> String {
    var text = ""
    if let read = try? memory.table(of: draft.file) {
      let table = read.0
      let sizes = [Self.count(table.rowCount, "row"), Self.count(table.columns.count, "column")]
        .compactMap(\.self).joined(separator: ", ")
      text = "\(table.name): \(sizes); 'describe' shows them\n"
    }
    return text + "study \(name), to be saved as \(draft.path)\n"
  }

  private func size(_ node: Node?) -> Int {
    node?.entries?.count ?? node?.elements?.count ?? 0
  }

  private static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String? {
    switch count {
    case 0: nil
    case 1: "1 \(noun)"
    default: "\(grouped(count)) \(plural ?? noun + "s")"
    }
  }
}

/// Digits in groups of three.
private func grouped(_ count: Int) -> String {
  var text = ""
  for (offset, digit) in String(count).reversed().enumerated() {
    if offset > 0, offset.isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}

/// A change in a line: the path, what it was and what it is.
struct ChangeText {
  private let path: String
  private let old: Node?
  private let new: Node?
  private let width: Int

  init(_ path: String, from old: Node?, to new: Node?, _ settings: SessionSettings) {
    self.path = path
    self.old = old
    self.new = new
    width = settings.width
  }

  var text: String {
    let room = max(12, (width - path.count - 6) / 2)
    return "\(path): \(Self.inline(old, room)) → \(Self.inline(new, room))\n"
  }

  /// A value on one line, shortened.
  private static func inline(_ node: Node?, _ room: Int) -> String {
    let text = TextRenderer.printable(node.map(flow) ?? "not set")
    return text.count > room ? text.prefix(room - 1) + "…" : text
  }

  private static func flow(_ node: Node) -> String {
    switch node.content {
    case .empty: "not set"
    case .scalar(let text, _): text.split(whereSeparator: \.isNewline).joined(separator: " ")
    case .sequence(let elements): "[\(elements.map(flow).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", "))}"
    }
  }
}
