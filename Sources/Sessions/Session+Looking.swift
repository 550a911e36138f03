internal import Diagnostics
internal import Reports
internal import Studies
internal import Tables
internal import Vocabulary
internal import Workflow

extension Session {
  func show(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    let root: Node
    if call.has("all") {
      let (study, faults) = draft.file.decoded()
      guard faults.isEmpty else {
        throw CommandFailure(diagnostics: faults, sources: draft.file.sources, kind: .fault)
      }
      root = study.node
    } else {
      root = draft.file.root
    }
    guard let word = call[0] else {
      reply.output = call.has("all") ? try YAMLWriter.write(root) : draft.text
      if !reply.output.hasSuffix("\n") { reply.output += "\n" }
      return
    }
    let path = try NodePath(word.text, at: word.place)
    guard let node = root.value(at: path) else {
      throw SessionFault.nothingAtPath(word.text).failure(at: word.place)
    }
    reply.output =
      try node.scalarText.map { $0 + "\n" } ?? YAMLWriter.write(node)
  }

  func describe(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    guard let (table, findings) = try memory.table(of: draft.file) else {
      throw SessionFault.noTable.failure()
    }
    if let word = call[0] {
      guard let column = table[word.text] else {
        throw SessionFault.noColumn(word.text, known: table.columnNames).failure(at: word.place)
      }
      reply.output = ColumnText(column, width: settings.width).text
      return
    }
    complain(findings, draft.file.sources, call.text, &reply)
    reply.output = TableText(table, width: settings.width).text
  }

  func check(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    let checked = try CheckedStudy(draft.file, memory: memory)
    complain(checked.findings, checked.file.sources, call.text, &reply)
    reply.output = "no faults\n"
  }

  func plan(_ call: Invocation, _ reply: inout SessionReply) throws {
    let checked = try CheckedStudy(openDraft().file, memory: memory)
    reply.output = ProtocolText(checked.study)
      .text(width: settings.width, usesColor: settings.usesColor)
  }

  func explain(_ call: Invocation, _ reply: inout SessionReply) throws {
    guard let word = call[0] else { return }
    guard let text = Self.manual(width: settings.width).explanation(of: word.text) else {
      throw SessionFault.nothingNamed(word.text, known: Self.explainable).failure(at: word.place)
    }
    reply.output = text
  }

  func history(_ call: Invocation, _ reply: inout SessionReply) throws {
    reply.output = commands.map { $0 + "\n" }.joined()
  }

  func help(_ call: Invocation, _ reply: inout SessionReply) throws {
    guard let word = call[0] else {
      reply.output = CommandHelp.overview(width: settings.width)
      return
    }
    let command = SessionCommand.named(word.text).map { CommandHelp.text($0, settings.width) }
    let key = Self.manual(width: settings.width).explanation(of: word.text)
    let parts = [command, key].compactMap(\.self)
    guard !parts.isEmpty else {
      let known = SessionCommand.all.map(\.name) + Self.explainable
      throw SessionFault.nothingNamed(word.text, known: known).failure(at: word.place)
    }
    reply.output = parts.joined(separator: "\n")
  }

  /// Everything that `explain` explains.
  static var explainable: [String] {
    FindingCatalogue.entries.map(\.id) + Manual(of: Study.sectionShape).names
  }

  private static func manual(width: Int) -> ManualText {
    ManualText(Manual(of: Study.sectionShape), width: width)
  }
}
