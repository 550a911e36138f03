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
      member("id", JSONString.quoted(diagnostic.id)),
      member("severity", JSONString.quoted(diagnostic.severity.rawValue)),
      member("message", JSONString.quoted(diagnostic.message)),
    ]
    if let place = diagnostic.place { members.append(member("place", object(place))) }
    if !diagnostic.notes.isEmpty {
      let notes = diagnostic.notes.map { note in
        let place = note.place.map { [member("place", object($0))] } ?? []
        return braced([member("message", JSONString.quoted(note.message))] + place)
      }
      members.append(member("notes", "[\(notes.joined(separator: ","))]"))
    }
    if let help = diagnostic.help { members.append(member("help", JSONString.quoted(help))) }
    if !diagnostic.drawing.isEmpty {
      let lines = diagnostic.drawing.map(JSONString.quoted).joined(separator: ",")
      members.append(member("drawing", "[\(lines)]"))
    }
    return braced(members)
  }

  private func object(_ place: Place) -> String {
    braced([
      member("file", JSONString.quoted(place.file)), member("line", String(place.line)),
      member("column", String(place.column)), member("length", String(place.length)),
    ])
  }

  private func braced(_ members: [String]) -> String { "{\(members.joined(separator: ","))}" }

  private func member(_ key: String, _ value: String) -> String { "\"\(key)\":\(value)" }
}
