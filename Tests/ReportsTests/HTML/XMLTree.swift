import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of a parsed page or figure.
final class XMLTree: NSObject, XMLParserDelegate {
  let name: String
  let attributes: [String: String]
  private(set) var children: [XMLTree] = []
  private(set) var text = ""
  private var open: [XMLTree] = []

  init(name: String, attributes: [String: String] = [:]) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a text, or the parser's error where the text is not well formed.
  static func parse(_ text: String) throws -> XMLTree {
    let root = XMLTree(name: "")
    root.open = [root]
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = root
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    return root
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    let element = XMLTree(name: name, attributes: attributes)
    open.last?.children.append(element)
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for element in open { element.text += string }
  }

  /// The element and everything below it.
  var all: [XMLTree] { [self] + children.flatMap(\.all) }

  /// Elements with a name and, where given, a class.
  func elements(_ name: String, class style: String? = nil) -> [XMLTree] {
    all.filter { element in
      let styles = (element.attributes["class"] ?? "").split(separator: " ").map(String.init)
      return element.name == name && style.map(styles.contains) ?? true
    }
  }

  /// The element with an id.
  func element(id: String) -> XMLTree? { all.first { $0.attributes["id"] == id } }
}
