private import Diagnostics

/// Writes nodes as JSON: plain scalars as they are, quoted ones as strings.
public enum JSONWriter {
  /// The JSON text of a node, indented by two spaces, without a final line end.
  public static func write(_ node: Node) -> String {
    var text = ""
    write(node, indent: "", to: &text)
    return text
  }

  private static func write(_ node: Node, indent: String, to text: inout String) {
    switch node.content {
    case .empty: text += "null"
    case .scalar(let scalar, let isQuoted): text += isQuoted ? JSONString.quoted(scalar) : scalar
    case .sequence(let elements):
      writeGroup(elements, "[", "]", indent: indent, to: &text) { element, inner, text in
        write(element, indent: inner, to: &text)
      }
    case .mapping(let entries):
      writeGroup(entries, "{", "}", indent: indent, to: &text) { entry, inner, text in
        text += "\(JSONString.quoted(entry.key)): "
        write(entry.value, indent: inner, to: &text)
      }
    }
  }

  private static func writeGroup<Element>(
    _ elements: [Element], _ open: String, _ close: String, indent: String,
    to text: inout String, _ body: (Element, String, inout String) -> Void
  ) {
    guard !elements.isEmpty else {
      text += open + close
      return
    }
    let inner = indent + "  "
    text += open
    for (index, element) in elements.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += inner
      body(element, inner, &text)
    }
    text += "\n\(indent)\(close)"
  }
}
