public import Diagnostics
public import Vocabulary

/// A change of a study as a person writes it: `path=value`, on the command line or in a session.
public struct StudyChange: Sendable {
  /// The path to the value.
  public let path: NodePath
  /// The path as written.
  public let pathText: String
  /// The new value, read as YAML.
  public let value: Node
  /// Where the change stands.
  public let place: Place
  /// The value as written, without spaces around it.
  public let valueText: String

  /// Reads a change.
  ///
  /// The value is what follows the first `=` outside brackets, up to the end of the text, be it
  /// several lines.
  ///
  /// - Parameters:
  ///   - text: the change.
  ///   - name: what diagnostics call the text it stands in.
  ///   - offset: how many characters stand before the change on its first line.
  /// - Throws: `Faults` where there is no `=`, no path, or no YAML.
  public init(_ text: String, name: String, offset: Int = 0) throws(Faults) {
    let length = text.prefix { !$0.isNewline }.unicodeScalars.count
    let whole = Place(file: name, line: 1, column: 1 + offset, length: max(1, length))
    guard let equals = Self.separator(in: text) else {
      throw StudyFileFault.noEqualsSign(String(text[...].trimmed)).faults(at: whole)
    }
    let key = text[..<equals]
    let written = key.trimmed
    let margin = key.prefix(while: \.isWhitespace).unicodeScalars.count
    place =
      offset == 0
      ? whole : whole.advanced(by: margin, length: max(1, written.unicodeScalars.count))
    pathText = String(written)
    path = try NodePath(pathText, at: place)
    let rest = text[text.index(after: equals)...]
    valueText = String(rest.trimmed)
    let blank = String(repeating: " ", count: offset + key.unicodeScalars.count + 1)
    var value = try YAMLReader.read(blank + rest, name: name)
    value.place = value.place ?? place
    self.value = value
  }

  /// A study with the change made.
  ///
  /// - Throws: `Faults` where the path leads nowhere.
  public func applied(to root: Node) throws(Faults) -> Node {
    guard let changed = root.setting(path, to: value, at: place) else {
      throw StudyFileFault.leadsNowhere.faults(at: place)
    }
    return changed
  }

  /// The first equals sign outside brackets.
  private static func separator(in text: String) -> String.Index? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "=" where depth <= 0 && !isComparison(index, text): return index
      default: break
      }
    }
    return nil
  }

  /// Whether an '=' is part of '==', '!=', '<=' or '>=', as where the one after the path was
  /// forgotten.
  private static func isComparison(_ index: String.Index, _ text: String) -> Bool {
    let next = text.index(after: index)
    if next < text.endIndex, text[next] == "=" { return true }
    guard index > text.startIndex else { return false }
    return "=!<>".contains(text[text.index(before: index)])
  }
}

extension Substring {
  /// Without white space at both ends.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
