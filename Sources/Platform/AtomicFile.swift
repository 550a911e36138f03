private import Foundation

/// A single file that is written whole or not at all.
public enum AtomicFile {
  /// Writes a text in UTF-8, replacing what was there in one step.
  ///
  /// - Throws: ``OutputError`` where it cannot be written; what was there stays.
  public static func write(_ text: String, to path: String) throws(OutputError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
      throw OutputError(path, code: Int32(code ?? 5))
    }
  }
}
