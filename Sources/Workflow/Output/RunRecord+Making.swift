private import Crypto
private import Foundation
internal import LinearAlgebra

extension RunRecord {
  /// The record of a run of a checked study.
  static func of(
    _ checked: CheckedStudy, _ options: RunOptions, _ clock: StageClock
  ) -> RunRecord {
    RunRecord(
      version: Version.text, blas: BLAS.description, inputs: checked.inputs, seed: options.seed,
      threads: options.threads, set: options.changes,
      started: ISO8601DateFormatter().string(from: Date()), stages: clock.stages,
      peakSince: clock.peakSince)
  }
}

extension RunRecord.Input {
  /// A file with the bytes that were read from it, its path relative to a folder above it.
  init(_ path: String, _ bytes: [UInt8], below folder: String) {
    self.init(path, bytes: bytes.count, sha256: Self.sha256(bytes), below: folder)
  }

  /// A file whose sum is known, its path relative to a folder above it.
  init(_ path: String, bytes: Int, sha256: String, below folder: String) {
    let isBelow = folder != "." && path.hasPrefix("\(folder)/")
    self.init(
      path: isBelow ? String(path.dropFirst(folder.count + 1)) : path, bytes: bytes,
      sha256: sha256)
  }

  /// The SHA-256 of bytes in hexadecimal.
  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
  }
}
