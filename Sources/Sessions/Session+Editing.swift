internal import Diagnostics
internal import Foundation
internal import Studies
internal import Vocabulary
internal import Workflow

extension Session {
  /// The open study.
  func openDraft() throws -> StudyDraft {
    guard let draft else { throw SessionFault.nothingOpen.failure() }
    return draft
  }

  mutating func open(_ call: Invocation, _ reply: inout SessionReply) throws {
    guard let word = call[0] else { return }
    let draft = try StudyOpener(word.text, at: word.place, unwritten: unwritten, memory).draft()
    earlier.append(self.draft)
    self.draft = draft
    reply.output = StudySummary(draft, memory).text
  }

  mutating func set(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    guard call.rest.contains("=") else {
      let usage = SessionCommand.named("set")?.usage ?? "set"
      throw SessionFault.missingArgument(
        command: "set", usage: usage, needs: "a path, '=' and a value"
      ).failure(at: call.name.place)
    }
    let change = try StudyChange(call.rest, name: Invocation.source, offset: call.restOffset)
    let root = try change.applied(to: draft.file.root)
    try refuseFaults(of: root, in: draft, call)
    let edits = TextEdit.setting(change.path, to: change.valueText, in: draft.file.root, draft.text)
    let old = draft.file.root.value(at: change.path)
    earlier.append(draft)
    let changed = try draft.saying(root, edits: edits)
    self.draft = changed
    reply.output = ChangeText(change.pathText, from: old, to: change.value, settings).text
    tellLostComments(from: draft, to: changed, &reply)
  }

  mutating func unset(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    guard let word = call[0] else { return }
    let path = try NodePath(word.text, at: word.place)
    guard let old = draft.file.root.value(at: path), let root = draft.file.root.removing(path)
    else { throw SessionFault.nothingAtPath(word.text).failure(at: word.place) }
    earlier.append(draft)
    let changed = try draft.saying(root, edits: [])
    self.draft = changed
    reply.output = ChangeText(word.text, from: old, to: nil, settings).text
    tellLostComments(from: draft, to: changed, &reply)
  }

  mutating func undo(_ call: Invocation, _ reply: inout SessionReply) throws {
    guard let last = earlier.popLast() else { throw SessionFault.nothingToUndo.failure() }
    let undone = draft
    draft = last
    guard let last else {
      reply.output = "no study is open\n"
      return
    }
    let isSame = last.path == undone?.path
    reply.output =
      isSame ? "as it was before the last change\n" : "back to \(last.path)\n"
  }

  /// Refuses a change that is wrong where it stands, or that makes something else wrong; what is
  /// merely not there yet is no fault of a change.
  private func refuseFaults(of root: Node, in draft: StudyDraft, _ call: Invocation) throws {
    let source = SourceText(name: Invocation.source, text: call.text)
    let file = draft.file.saying(root, quoting: source)
    let before = Set(draft.file.decoded().faults.map { "\($0.id) \($0.message)" })
    var faults = file.decoded().faults.filter { !before.contains("\($0.id) \($0.message)") }
    if faults.allSatisfy({ Self.incomplete.contains($0.id) }) {
      do throws(StudyFailure) {
        _ = try CheckedStudy(file, memory: memory)
      } catch {
        faults = error.faults.diagnostics.filter { $0.place?.file == Invocation.source }
      }
    }
    let refused = faults.filter { !Self.incomplete.contains($0.id) && $0.severity == .error }
    guard !refused.isEmpty else { return }
    throw CommandFailure(diagnostics: refused, sources: file.sources, kind: .fault)
  }

  /// What a study that is being written may lack for a while.
  private static let incomplete = ["missing-key", "no-propensity", "not-two-arms", "no-outcomes"]

  private func tellLostComments(
    from old: StudyDraft, to new: StudyDraft, _ reply: inout SessionReply
  ) {
    if new.hasLostComments, !old.hasLostComments {
      reply.output += "comments and layout of the file are not kept by this change\n"
    }
  }
}
