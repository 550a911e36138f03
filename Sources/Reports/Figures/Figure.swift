/// A figure: its words, and the drawing for a page and for a phone.
public struct Figure: Sendable {
  /// The name of its file without the ending, unique in a report.
  public let name: String
  /// What it shows, in a few words.
  public let title: String
  /// What is to be seen on it, for those who cannot see it.
  public let description: String
  let wide: Drawing
  let compact: Drawing

  static let wideWidth = 720.0
  static let compactWidth = 350.0
  private static let margin = 16.0
  private static let font = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"

  /// Draws both sizes with the same code.
  init(
    name: String, title: String, description: String, draw: (_ width: Double) -> Drawing
  ) {
    self.name = name
    self.title = title
    self.description = description
    wide = draw(Self.wideWidth)
    compact = draw(Self.compactWidth)
  }

  /// A file that stands on its own, light or dark as the viewer prefers.
  public var svg: String {
    let style = """
      svg{\(Ink.variables(dark: false))}
      @media (prefers-color-scheme: dark){svg{\(Ink.variables(dark: true))}}
      \(Ink.classes)
      """
    let margin = Self.margin
    let (width, height) = (wide.width + 2 * margin, wide.height + 2 * margin)
    var sheet = Drawing(width: width, height: height)
    sheet.rect(x: -margin, y: -margin, width: width, height: height, fill: .paper)
    let size: [Markup.Attribute] = [
      ("width", Drawing.number(width)), ("height", Drawing.number(height)),
    ]
    let parts = [tag("style", .raw(style))] + sheet.parts + wide.parts
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + root(wide, margin: margin, suffix: "", extra: size, parts).rendered()
  }

  /// Both drawings for a page, which shows the one that fits.
  var inline: Markup {
    .group([
      root(wide, margin: 0, suffix: "w", extra: [("class", "wide")], wide.parts),
      root(compact, margin: 0, suffix: "c", extra: [("class", "compact")], compact.parts),
    ])
  }

  private func root(
    _ drawing: Drawing, margin: Double, suffix: String, extra: [Markup.Attribute],
    _ parts: [Markup]
  ) -> Markup {
    let title = "\(name)-title\(suffix)"
    let description = "\(name)-desc\(suffix)"
    let box = [
      -margin, -margin, drawing.width + 2 * margin, drawing.height + 2 * margin,
    ].map(Drawing.number).joined(separator: " ")
    let attributes: [Markup.Attribute] = [
      ("xmlns", "http://www.w3.org/2000/svg"),
      ("viewBox", box),
      ("role", "img"), ("aria-labelledby", "\(title) \(description)"), ("font-family", Self.font),
    ]
    let words = [
      tag("title", [("id", title)], [.text(self.title)]),
      tag("desc", [("id", description)], [.text(self.description)]),
    ]
    return tag("svg", attributes + extra, words + parts)
  }
}
