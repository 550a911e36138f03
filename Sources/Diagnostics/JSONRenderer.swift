/// Renders diagnostics as one JSON object a line, for editors and CI.
public struct JSONRenderer: Sendable {
  /// A renderer.
  public init() {}

  /// One line per diagnostic.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { render($0) + "\n" }.joined()
  }

  private func render(_ diagnostic: Diagnostic) -> String {
    var members = [
      member("id", quoted(diagnostic.id)),
      member("severity", quoted(diagnostic.severity.rawValue)),
      member("message", quoted(diagnostic.message)),
    ]
    if let place = diagnostic.place { members.append(member("place", object(place))) }
    if !diagnostic.notes.isEmpty {
      let notes = diagnostic.notes.map { note in
        let place = note.place.map { [member("place", object($0))] } ?? []
        return braced([member("message", quoted(note.message))] + place)
      }
      members.append(member("notes", "[\(notes.joined(separator: ","))]"))
    }
    if let help = diagnostic.help { members.append(member("help", quoted(help))) }
    return braced(members)
  }

  private func object(_ place: Place) -> String {
    braced([
      member("file", quoted(place.file)), member("line", String(place.line)),
      member("column", String(place.column)), member("length", String(place.length)),
    ])
  }

  private func braced(_ members: [String]) -> String { "{\(members.joined(separator: ","))}" }

  private func member(_ key: String, _ value: String) -> String { "\"\(key)\":\(value)" }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
