import Foundation

/// What one cohort gave: for each design and estimator the estimate, its standard error and limits.
struct Replicate: Codable, Sendable {
  var scenario: String
  var seed: UInt64
  var values: [String: [Double?]]
}

/// A file with a line for each scenario and seed that is done.
final class Journal: Sendable {
  let done: [String: [UInt64: Replicate]]
  private let file: FileHandle
  private let lock = NSLock()

  init(_ path: String, key: String) throws {
    var done: [String: [UInt64: Replicate]] = [:]
    if let text = try? String(contentsOfFile: path, encoding: .utf8) {
      let lines = text.split(separator: "\n")
      guard lines.first.map(String.init) == key else { throw OtherScenarios(path: path) }
      for line in lines.dropFirst() {
        // A line that an interruption cut short is done again.
        guard let value = try? JSONDecoder().decode(Replicate.self, from: Data(line.utf8)) else {
          continue
        }
        done[value.scenario, default: [:]][value.seed] = value
      }
    } else {
      try Data("\(key)\n".utf8).write(to: URL(fileURLWithPath: path))
    }
    self.done = done
    file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    // An unfinished last line is ended, so that the next one is whole.
    let end = try file.seekToEnd()
    try file.seek(toOffset: end - 1)
    if try file.read(upToCount: 1) != Data("\n".utf8) {
      try file.write(contentsOf: Data("\n".utf8))
    }
  }

  func write(_ replicate: Replicate) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(replicate) + Data("\n".utf8)
    try lock.withLock { try file.write(contentsOf: line) }
  }
}

/// Results of other scenarios are in the file.
struct OtherScenarios: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path) holds results of other scenarios; name another file" }
}
