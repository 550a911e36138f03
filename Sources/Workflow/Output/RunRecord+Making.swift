private import Crypto
private import Foundation
internal import LinearAlgebra
internal import Platform
internal import Studies

extension RunRecord {
  /// The record of a run of a checked study.
  static func of(
    _ checked: CheckedStudy, _ options: RunOptions, _ stages: [Stage]
  ) throws -> RunRecord {
    let inputs = try [checked.file.path, checked.tablePath].map { path in
      let bytes = try InputFile.bytes(path)
      let digest = SHA256.hash(data: bytes)
      let hex = digest.map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0\(text)" : text
      }
      return Input(
        path: relative(path, to: checked.file.folder), bytes: bytes.count, sha256: hex.joined())
    }
    return RunRecord(
      version: Version.text, blas: BLAS.description, inputs: inputs, seed: options.seed,
      threads: options.threads, set: options.changes,
      started: ISO8601DateFormatter().string(from: Date()), stages: stages)
  }

  private static func relative(_ path: String, to folder: String) -> String {
    folder != "." && path.hasPrefix("\(folder)/") ? String(path.dropFirst(folder.count + 1)) : path
  }
}
