internal import Diagnostics
internal import Foundation
internal import Platform
internal import Registry
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
    let data = draft.file.decoded().study.data
    if data.hasEvents { return try describeRegistry(data, draft.folder, call, &reply) }
    guard let (table, findings) = try memory.table(of: draft.file) else {
      throw SessionFault.noTable.failure()
    }
    guard let word = call[0] else {
      complain(findings, draft.file.sources, call.text, &reply)
      reply.output = TableText(table, width: settings.width).text
      return
    }
    guard let column = table[word.text] else {
      throw SessionFault.noColumn(word.text, known: table.columnNames).failure(at: word.place)
    }
    reply.output = profile(of: column, isDeclared: declared(in: draft).contains(word.text))
  }

  /// The event tables of a registry, which have no columns of their own in a study.
  private func describeRegistry(
    _ data: DataSection, _ folder: String, _ call: Invocation, _ reply: inout SessionReply
  ) throws {
    if let word = call[0] {
      throw SessionFault.noColumn(word.text, known: []).failure(at: word.place)
    }
    do throws(RegistryFailure) {
      guard let registry = try RegistryData.of(data, folder: folder, memory: memory) else { return }
      complain(registry.tables.findings, SourceTexts(), call.text, &reply)
      let quality = try RegistryQuality(registry)
      reply.output = RegistryText(registry, quality, width: settings.width).text
    } catch {
      var sources = SourceTexts()
      for text in error.sources { sources.add(text) }
      throw CommandFailure(diagnostics: error.faults.diagnostics, sources: sources, kind: .fault)
    }
  }

  /// One column in detail, and why it has its type.
  private func profile(of column: Column, isDeclared: Bool) -> String {
    let read = ReadTable(table: Table(name: column.name, columns: [column]))
    let profiles =
      isDeclared
      ? [ColumnProfile(column, reason: .declared)]
      : read.profiles(of: [column.name], threads: Parallel.processors)
    let text = ProfileText(
      read, profiles, width: settings.width, showsUnicode: settings.showsUnicode
    ).text
    // Of one column alone the head, which counts columns, says nothing.
    guard let head = text.range(of: "\n\n") else { return text }
    return String(text[head.upperBound...])
  }

  /// The columns whose types the study declares.
  private func declared(in draft: StudyDraft) -> Set<String> {
    let data = draft.file.decoded().study.data
    return Set(data.columns.names + [data.id?.name].compactMap(\.self))
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

  func patient(_ call: Invocation, _ reply: inout SessionReply) throws {
    guard let word = call[0] else { return }
    let checked = try CheckedStudy(openDraft().file, memory: memory)
    var options = RunOptions()
    options.threads = Parallel.processors
    do {
      let report = try PatientReport(of: word.text, in: checked, options)
      reply.output =
        PatientText(
          report, width: settings.width, usesColor: settings.usesColor,
          showsUnicode: settings.showsUnicode
        ).text
    } catch let fault as PatientFault {
      throw CommandFailure(diagnostics: [fault.diagnostic(at: word.place)], kind: .fault)
    }
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
    FindingCatalogue.entries.map(\.id) + Manual.ofStudies.names
  }

  private static func manual(width: Int) -> ManualText {
    ManualText(Manual.ofStudies, width: width)
  }
}
