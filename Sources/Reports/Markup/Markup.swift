/// A piece of HTML or SVG, written as well-formed XML that HTML parsers read alike.
enum Markup: Sendable {
  /// A name and a value.
  typealias Attribute = (name: String, value: String)

  case element(String, [Attribute], [Markup])
  case text(String)
  /// Markup that is known to be well formed, such as a style sheet.
  case raw(String)
  case group([Markup])

  /// The text of it.
  func rendered() -> String {
    var out = ""
    write(into: &out)
    return out
  }

  private func write(into out: inout String) {
    switch self {
    case .text(let text): out += Self.escaped(text)
    case .raw(let text): out += text
    case .group(let parts): for part in parts { part.write(into: &out) }
    case .element(let name, let attributes, let children):
      out += "<\(name)"
      for attribute in attributes {
        out += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
      }
      if children.isEmpty, Self.void.contains(name) {
        out += "/>"
      } else {
        out += ">"
        for child in children { child.write(into: &out) }
        out += Self.block.contains(name) ? "</\(name)>\n" : "</\(name)>"
      }
    }
  }

  private static let void: Set<String> = [
    "br", "circle", "col", "hr", "line", "link", "meta", "path", "polygon", "rect",
  ]

  private static let block: Set<String> = [
    "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "g", "h1", "h2", "h3",
    "head", "header", "li", "main", "nav", "ol", "p", "section", "summary", "svg", "table", "tbody",
    "thead", "title", "tr", "ul",
  ]

  /// The text with markup characters escaped and control characters shown as `\u{…}`.
  ///
  /// Line feeds and tabs stay; what XML cannot hold and what would reorder text on a page is shown.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\n", "\t": result.append(scalar)
      case _ where isHidden(scalar):
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value & 0xFFFE == 0xFFFE { return true }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}

extension Markup: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// Text, escaped when written.
  init(stringLiteral value: String) { self = .text(value) }
}

/// An element with attributes.
func tag(_ name: String, _ attributes: [Markup.Attribute], _ children: [Markup]) -> Markup {
  .element(name, attributes, children)
}

/// An element without attributes.
func tag(_ name: String, _ children: Markup...) -> Markup { .element(name, [], children) }

/// An element with a class.
func tag(_ name: String, class style: String, _ children: Markup...) -> Markup {
  .element(name, [("class", style)], children)
}
