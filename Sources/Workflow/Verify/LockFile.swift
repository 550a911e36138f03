private import Foundation
internal import Vocabulary

/// The values that a study must give again, each with its tolerance: `results.lock.json`.
public struct LockFile: Sendable {
  /// One locked value.
  public struct Entry: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it must be.
    public var value: ResultValues.Value
    /// How far it may be off: |new − old| ≤ tolerance · max(|old|, 1e-3); 0 for words and counts.
    public var tolerance: Double
  }

  /// The tolerance that numbers get when they are first locked.
  public static let standardTolerance = 1e-6

  /// The version of the locks that are written.
  public static let currentVersion = 2

  /// The values in the order of the results.
  public var entries: [Entry]
  /// What the lock holds: from 2 on also descriptions and the truth behind estimates, which are not
  /// compared with an earlier one.
  public let version: Int

  /// A lock over the values of a run, keeping the tolerances of an earlier lock.
  public init(_ results: Results, keeping earlier: LockFile? = nil) {
    version = Self.currentVersion
    let tolerances = Dictionary(
      (earlier?.entries ?? []).map { ($0.name, $0.tolerance) }, uniquingKeysWith: { a, _ in a })
    entries = ResultValues(results).values.map { name, value in
      let standard =
        if case .number = value { Self.standardTolerance } else { 0.0 }
      return Entry(name: name, value: value, tolerance: tolerances[name] ?? standard)
    }
  }

  /// Reads a lock; `nil` where the text is none.
  public init?(json: [UInt8]) {
    struct File: Decodable {
      let version: Int?
      let values: [Line]
    }
    struct Line: Decodable {
      let name: String
      let value: LockedValue
      let tolerance: Double?
    }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(json)) else { return nil }
    version = file.version ?? 1
    entries = file.values.map { line in
      Entry(name: line.name, value: line.value.value, tolerance: line.tolerance ?? 0)
    }
  }

  /// The lock as JSON, a value a line.
  public func json(study: String) -> String {
    let lines = entries.map { entry in
      var line = "    {\"name\": \(quoted(entry.name)), \"value\": \(text(entry.value))"
      if entry.tolerance != 0 { line += ", \"tolerance\": \(entry.tolerance)" }
      return line + "}"
    }
    return """
      {
        "study": \(quoted(study)),
        "version": \(version),
        "values": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }

  private func quoted(_ text: String) -> String { JSONWriter.write(.text(text)) }

  private func text(_ value: ResultValues.Value) -> String {
    switch value {
    case .number(let number): String(number)
    case .count(let count): String(count)
    case .text(let text): quoted(text)
    case .absent: "null"
    }
  }
}

/// A value of a lock file: a number, a word or nothing.
private struct LockedValue: Decodable {
  let value: ResultValues.Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .absent
    } else if let text = try? container.decode(String.self) {
      value = .text(text)
    } else {
      value = .number(try container.decode(Double.self))
    }
  }
}
