package import Diagnostics
private import Foundation

/// Reads files whole.
package enum FileBytes {
  /// The bytes of a file.
  /// - Throws: `input-not-found` or `input-unreadable`.
  package static func read(_ path: String) throws(Faults) -> [UInt8] {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else {
      let fault = CSVFault.notFound(path: path, near: neighbours(of: path))
      throw Faults([fault.diagnostic(at: nil)])
    }
    guard let data = files.contents(atPath: path) else {
      throw Faults([CSVFault.unreadable(path: path).diagnostic(at: nil)])
    }
    return [UInt8](data)
  }

  /// The paths beside a path, written as it is.
  private static func neighbours(of path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    return (names ?? []).sorted().map { folder + $0 }
  }
}
