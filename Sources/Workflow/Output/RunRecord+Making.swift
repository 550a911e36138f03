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
    let hex = SHA256.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }
    let isBelow = folder != "." && path.hasPrefix("\(folder)/")
    self.init(
      path: isBelow ? String(path.dropFirst(folder.count + 1)) : path, bytes: bytes.count,
      sha256: hex.joined())
  }
}
