/// Shapes on a sheet, turned into SVG.
///
/// Colours are written as attributes for plain viewers and as classes for pages with a theme.
struct Drawing: Sendable {
  /// Where a text stands relative to its point.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// How a text is set.
  struct Style {
    var size = 12.0
    var ink = Ink.ink
    var bold = false
    var italic = false
    var anchor = Anchor.start
    /// Whether paper is kept free around it, where it stands on lines.
    var hasHalo = false
    /// A further class, to find the text by.
    var role: String?
  }

  /// How an outline is drawn.
  struct Stroke {
    var ink = Ink.ink
    var width = 1.0
    var dash: String?
  }

  /// The width in user units.
  var width: Double
  /// The height in user units.
  var height: Double
  private(set) var parts: [Markup] = []

  init(width: Double, height: Double = 0) {
    self.width = width
    self.height = height
  }

  mutating func text(_ string: String, x: Double, y: Double, _ style: Style = Style()) {
    guard !string.isEmpty else { return }
    var attributes: [Markup.Attribute] = [
      ("class", ["f-\(style.ink.name)", style.role].compactMap { $0 }.joined(separator: " ")),
      ("fill", style.ink.light), ("x", Self.number(x)), ("y", Self.number(y)),
      ("font-size", Self.number(style.size)),
    ]
    if style.bold { attributes.append(("font-weight", "600")) }
    if style.italic { attributes.append(("font-style", "italic")) }
    if style.anchor != .start { attributes.append(("text-anchor", style.anchor.rawValue)) }
    if style.hasHalo { attributes += Self.halo }
    parts.append(tag("text", attributes, [.text(string)]))
  }

  private static let halo: [Markup.Attribute] = [
    ("style", "stroke:var(--eq-paper,#fff)"), ("stroke-width", "3"),
    ("stroke-linejoin", "round"), ("paint-order", "stroke"),
  ]

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ stroke: Stroke = Stroke()
  ) {
    let ends: [Markup.Attribute] = [
      ("x1", Self.number(x1)), ("y1", Self.number(y1)), ("x2", Self.number(x2)),
      ("y2", Self.number(y2)),
    ]
    parts.append(tag("line", Self.attributes(stroke) + ends, []))
  }

  mutating func path(
    _ data: String, stroke: Stroke? = nil, fill: Ink? = nil, opacity: Double? = nil
  ) {
    guard !data.isEmpty else { return }
    var attributes = Self.attributes(stroke, fill: fill)
    if let opacity { attributes.append(("fill-opacity", Self.number(opacity))) }
    if stroke != nil { attributes.append(("stroke-linejoin", "round")) }
    parts.append(tag("path", attributes + [("d", data)], []))
  }

  mutating func rect(
    x: Double, y: Double, width: Double, height: Double, stroke: Stroke? = nil, fill: Ink? = nil,
    opacity: Double? = nil
  ) {
    var attributes = Self.attributes(stroke, fill: fill)
    if let opacity { attributes.append(("fill-opacity", Self.number(opacity))) }
    attributes += [
      ("x", Self.number(x)), ("y", Self.number(y)), ("width", Self.number(max(0, width))),
      ("height", Self.number(max(0, height))),
    ]
    parts.append(tag("rect", attributes, []))
  }

  mutating func circle(
    x: Double, y: Double, radius: Double, stroke: Stroke? = nil, fill: Ink? = nil
  ) {
    let place: [Markup.Attribute] = [
      ("cx", Self.number(x)), ("cy", Self.number(y)), ("r", Self.number(radius)),
    ]
    parts.append(tag("circle", Self.attributes(stroke, fill: fill) + place, []))
  }

  /// Adds the parts of another drawing above those that are there.
  mutating func add(_ other: Drawing) { parts += other.parts }

  /// A coordinate with at most two decimals; what is no number is drawn at 0.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let magnitude = hundredths.magnitude
    let sign = hundredths < 0 ? "-" : ""
    let whole = "\(sign)\(magnitude / 100)"
    let rest = magnitude % 100
    if rest == 0 { return whole }
    if rest.isMultiple(of: 10) { return "\(whole).\(rest / 10)" }
    return rest < 10 ? "\(whole).0\(rest)" : "\(whole).\(rest)"
  }

  private static func attributes(_ stroke: Stroke?, fill: Ink? = nil) -> [Markup.Attribute] {
    let classes = [fill.map { "f-\($0.name)" }, stroke.map { "s-\($0.ink.name)" }]
    var attributes: [Markup.Attribute] = [
      ("class", classes.compactMap { $0 }.joined(separator: " ")),
      ("fill", fill?.light ?? "none"),
    ]
    if let stroke {
      attributes += [("stroke", stroke.ink.light), ("stroke-width", number(stroke.width))]
      if let dash = stroke.dash { attributes.append(("stroke-dasharray", dash)) }
    }
    return attributes
  }
}
