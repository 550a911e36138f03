/// A small mark at a point, of a shape that survives printing in black.
enum Marker {
  case disc
  case ring
  case square
  case openSquare
  case diamond

  func draw(in drawing: inout Drawing, x: Double, y: Double, size: Double, ink: Ink) {
    let outline = Drawing.Stroke(ink: ink, width: 1.5)
    switch self {
    case .disc: drawing.circle(x: x, y: y, radius: size, fill: ink)
    case .ring: drawing.circle(x: x, y: y, radius: size - 0.4, stroke: outline, fill: .paper)
    case .square:
      drawing.rect(x: x - size, y: y - size, width: 2 * size, height: 2 * size, fill: ink)
    case .openSquare:
      drawing.rect(
        x: x - size + 0.4, y: y - size + 0.4, width: 2 * size - 0.8, height: 2 * size - 0.8,
        stroke: outline, fill: .paper)
    case .diamond:
      let n = Drawing.number
      drawing.path(
        "M\(n(x)) \(n(y - size))L\(n(x + size)) \(n(y))L\(n(x)) \(n(y + size))L\(n(x - size)) \(n(y))Z",
        fill: ink)
    }
  }
}
