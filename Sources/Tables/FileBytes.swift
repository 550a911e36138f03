package import Diagnostics
private import Foundation
internal import Platform

/// Reads files whole.
package enum FileBytes {
  /// The bytes of a file.
  /// - Throws: `input-not-found`, `input-unreadable` or `input-changed`.
  package static func read(
    _ path: String, threads: Int = Parallel.processors
  ) throws(Faults) -> [UInt8] {
    if InputFile.isDevice(path) {
      let message = "'\(path)' is a device, and a file is needed"
      throw Faults([CSVFault.unreadable(message, help: nil).diagnostic(at: nil)])
    }
    do throws(InputError) {
      return try InputFile.bytes(path, threads: threads)
    } catch {
      throw Faults([CSVFault(error).diagnostic(at: nil)])
    }
  }

  /// The bytes themselves, or what they unpack to where gzip has compressed them.
  /// - Throws: `bad-gzip`, `gzip-expands` or `zlib-not-found`.
  package static func unpacked(_ bytes: [UInt8], name: String) throws(Faults) -> [UInt8] {
    guard Gzip.isCompressed(bytes) else { return bytes }
    do throws(GzipError) {
      return try Gzip.unpacked(bytes)
    } catch {
      let fault = CSVFault.compressed(id: error.id, error.message(name), help: error.help)
      throw Faults([fault.diagnostic(at: nil)])
    }
  }
}

extension CSVFault {
  fileprivate init(_ error: InputError) {
    self =
      switch error {
      case .notFound(let path): .notFound(path: path, near: Self.neighbours(of: path))
      case .changed: .changed(error.message, help: error.help)
      default: .unreadable(error.message, help: error.help)
      }
  }

  /// The paths beside a path, written as it is.
  private static func neighbours(of path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    return (names ?? []).sorted().map { folder + $0 }
  }
}
