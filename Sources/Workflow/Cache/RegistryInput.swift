internal import Diagnostics

/// A file of a registry that was read: what is told of it, without holding all of it.
struct RegistryInput: Codable, Sendable {
  let path: String
  private let count: Int
  private let sha256: String
  /// The text, where it is small enough to be quoted.
  private let text: String?

  private enum CodingKeys: String, CodingKey {
    case path, count, sha256, text
  }

  /// The largest file that diagnostics quote, in bytes.
  private static let largestQuoted = 4_000_000

  /// A file with its bytes.
  init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    count = bytes.count
    sha256 = RunRecord.Input.sha256(bytes)
    text = bytes.count <= Self.largestQuoted ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// The text for diagnostics to quote.
  var quotable: SourceText? { text.map { SourceText(name: path, text: $0) } }

  /// The file as the record of a run names it.
  func record(below folder: String) -> RunRecord.Input {
    RunRecord.Input(path, bytes: count, sha256: sha256, below: folder)
  }
}
