internal import Diagnostics
internal import Foundation
internal import Platform
internal import Studies
internal import Vocabulary

extension Session {
  mutating func save(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    let path = call[0].map { target($0.text) } ?? draft.path
    let place = call[0]?.place ?? call.name.place
    if !call.has("force"), exists(path) {
      throw SessionFault.wouldOverwrite(path, ownFile: path == draft.path).failure(at: place)
    }
    let saved = try draft.at(path, isSaved: true)
    if saved.folder != draft.folder { try refuseLosingData(draft, saved, place) }
    if settings.writesFiles {
      try AtomicFile.write(draft.text, to: path)
    } else {
      unwritten[path] = draft.text
    }
    self.draft = saved
    let lines = draft.text.split(separator: "\n").count
    reply.output = "\(path): \(lines) lines\n"
    if draft.hasLostComments {
      reply.output += "without the comments of the file it was opened from\n"
    }
  }

  private func target(_ text: String) -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: text, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? StudyFile.joined(text, "study.yaml") : text
  }

  private func exists(_ path: String) -> Bool {
    settings.writesFiles ? FileManager.default.fileExists(atPath: path) : unwritten[path] != nil
  }

  /// Data are found relative to the study: saved elsewhere, it must find them from there too.
  private func refuseLosingData(
    _ draft: StudyDraft, _ saved: StudyDraft, _ place: Place
  ) throws {
    for entry in draft.file.root["data"]?.entries ?? [] {
      guard let name = entry.value.scalarText else { continue }
      let isFound = { (folder: String) in
        FileManager.default.fileExists(atPath: StudyFile.joined(folder, name))
      }
      if isFound(draft.folder), !isFound(saved.folder) {
        throw SessionFault.dataElsewhere(name, folder: saved.folder).failure(at: place)
      }
    }
  }
}
