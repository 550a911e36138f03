import Diagnostics
import Foundation
import TestSupport
import Testing

/// A broken file that says itself, in lines `#! …` at its head, what the program must say of it.
///
/// ```
/// #! exit 65
/// #! 1️⃣ unknown-word 'method' expects one of nearest, propensityWeights, found 'neerest'
/// #!   help: did you mean 'nearest'?
/// #!   note 2️⃣ first written here
/// ```
/// A mark stands directly before the place in the text below; `-` stands for no place. In a file of
/// data, `study 1️⃣` is a mark in the study that asks for it, and `file:line:column` a place. `\x{FF}` stands for a byte.
struct BrokenCase: Sendable, CustomTestStringConvertible {
  /// A place as it is compared: file, line, column.
  struct Spot: Equatable, CustomStringConvertible {
    let file: String
    let line: Int
    let column: Int
    var description: String { "\(file):\(line):\(column)" }
  }

  struct Note: Equatable {
    let message: String
    let spot: Spot?
  }

  struct Expectation: Equatable, CustomStringConvertible {
    let id: String
    let message: String
    let spot: Spot?
    var help: String?
    var notes: [Note] = []

    var description: String {
      let lines =
        ["\(spot.map(\.description) ?? "-") \(id) \(message)"]
        + (help.map { ["  help: \($0)"] } ?? [])
        + notes.map { "  note \($0.spot.map(\.description) ?? "-") \($0.message)" }
      return lines.joined(separator: "\n")
    }
  }

  let name: String
  let text: String
  let status: Int32
  let expected: [Expectation]
  let arguments: [String]

  var testDescription: String { name }

  /// Every case in a folder of fixtures.
  static func all(_ folder: String, _ file: String, study: Marks? = nil) -> [BrokenCase] {
    let path = Fixtures.path(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().filter { $0.first != "." && $0.first != "_" }.compactMap { name in
      guard let text = try? Fixtures.text("\(folder)/\(name)") else { return nil }
      return BrokenCase(name: name, marked: text, file: file, study: study)
    }
  }

  init(name: String, marked: String, file: String, study: Marks?) {
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { $0.hasPrefix("#!") }.map { Self.unescaped(String($0.dropFirst(2))) }
    let marks = Marks(Self.unescaped(lines.dropFirst(head.count).joined(separator: "\n")))
    func spot(_ words: inout ArraySlice<Substring>) -> Spot? {
      var (source, sourceFile) = (marks, file)
      if words.first == "study", let study {
        (source, sourceFile) = (study, "study.yaml")
        words.removeFirst()
      }
      if let parts = words.first?.split(separator: ":"), parts.count == 3,
        let line = Int(parts[1]), let column = Int(parts[2])
      {
        words.removeFirst()
        return Spot(file: String(parts[0]), line: line, column: column)
      }
      guard let mark = words.popFirst()?.first, mark != "-" else { return nil }
      let place = source.place(mark, file: sourceFile)
      return Spot(file: place.file, line: place.line, column: place.column)
    }
    var status: Int32 = 65
    var arguments: [String] = []
    var expected: [Expectation] = []
    for line in head {
      var words = line.split(separator: " ")[...]
      switch words.first {
      case "exit": status = words.last.flatMap { Int32($0) } ?? 0
      case "with": arguments = words.dropFirst().map(String.init)
      case "help:": expected[expected.count - 1].help = words.dropFirst().joined(separator: " ")
      case "note":
        words.removeFirst()
        let place = spot(&words)
        expected[expected.count - 1].notes.append(
          Note(message: words.joined(separator: " "), spot: place))
      case nil: continue
      default:
        let place = spot(&words)
        let id = String(words.removeFirst())
        expected.append(
          Expectation(id: id, message: words.joined(separator: " "), spot: place))
      }
    }
    self.name = name
    self.text = marks.text
    self.status = status
    self.expected = expected
    self.arguments = arguments
  }

  /// The text with `\x{1B}` and the like replaced by the character, so that places count it as one.
  private static func unescaped(_ text: String) -> String {
    text.replacing(/\\x\{([0-7][0-9A-F])\}/) { match in
      UInt8(match.output.1, radix: 16).map { String(UnicodeScalar($0)) } ?? ""
    }
  }

  /// The text with `\x{FF}` replaced by the byte.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let escape = rest.firstRange(of: /\\x\{[0-9A-F]{2}\}/) {
      bytes += Array(rest[..<escape.lowerBound].utf8)
      bytes.append(UInt8(rest[escape].dropFirst(3).dropLast(), radix: 16) ?? 0)
      rest = rest[escape.upperBound...]
    }
    return bytes + Array(rest.utf8)
  }

  /// What the program said, from `--diagnostics json`.
  static func found(_ errors: String) throws -> [Expectation] {
    try errors.split(separator: "\n").map { line in
      let said = try JSONDecoder().decode(Said.self, from: Data(line.utf8))
      return Expectation(
        id: said.id, message: said.message, spot: said.place?.spot, help: said.help,
        notes: (said.notes ?? []).map { Note(message: $0.message, spot: $0.place?.spot) })
    }
  }

  private struct Said: Decodable {
    struct SaidNote: Decodable {
      let message: String
      let place: SaidPlace?
    }
    struct SaidPlace: Decodable {
      let file: String
      let line: Int
      let column: Int
      var spot: Spot { Spot(file: file, line: line, column: column) }
    }
    let id: String
    let message: String
    let place: SaidPlace?
    let help: String?
    let notes: [SaidNote]?
  }
}
