private import Foundation
internal import Workflow

/// The beginnings of paths as rings: the first label inside, as wide as its patients are many.
struct SunburstFigure {
  private struct Arc {
    let path: [String]
    let count: Double
    let shown: String
    var start = 0.0
    var end = 0.0
  }

  private let title: String
  private let arcs: [Arc]
  private let total: Double
  private let rings: Int
  private let inks: LabelInks

  /// What stands between the labels of a path.
  private static let separator = " > "

  init(_ table: DescribedTable, title: String) {
    self.title = title
    var arcs = table.rows.compactMap { row -> Arc? in
      guard let path = table.text(row, "path"), let patients = table.text(row, "patients")
      else { return nil }
      return Arc(
        path: path.components(separatedBy: Self.separator),
        count: DescribedTable.drawn(patients), shown: DescribedTable.shown(patients))
    }
    rings = arcs.map(\.path.count).max() ?? 0
    inks = LabelInks(arcs.map { ($0.path.last ?? "", $0.count) })
    let all = Self.all(table, arcs)
    total = all
    var places: [[String]: Int] = [:]
    var next: [[String]: Double] = [:]
    for index in arcs.indices {
      let parent = Array(arcs[index].path.dropLast())
      let from = next[parent] ?? places[parent].map { arcs[$0].start } ?? 0
      arcs[index].start = from
      arcs[index].end = from + arcs[index].count / max(all, 1)
      next[parent] = arcs[index].end
      places[arcs[index].path] = index
    }
    self.arcs = arcs
  }

  /// Everyone with a first label, also where the smallest beginnings are not listed.
  private static func all(_ table: DescribedTable, _ arcs: [Arc]) -> Double {
    let told = table.rows.lazy.compactMap { row -> Double? in
      guard let share = table.number(row, "share"), share > 0,
        let count = table.number(row, "patients")
      else { return nil }
      return (count / share).rounded()
    }
    let sum = arcs.filter { $0.path.count == 1 }.reduce(0) { $0 + $1.count }
    return max(told.first ?? sum, sum)
  }

  func figure(name: String) -> Figure {
    let first = arcs.filter { $0.path.count == 1 }.prefix(6).map {
      "\($0.path[0]) \($0.shown)"
    }
    let second = arcs.filter { $0.path.count == 2 }.prefix(6).map {
      "\($0.path.joined(separator: " then ")) \($0.shown)"
    }
    return Figure(
      name: name, title: "\(title): where paths begin and lead",
      description:
        "Rings of arcs, the first step inside; an arc is as wide as its patients are many. "
        + "First: \(first.joined(separator: ", ")). Then: \(second.joined(separator: ", ")).",
      draw: draw)
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let radius = min(width, 460) / 2 - 2
    let hole = radius * 0.24
    let ring = (radius - hole) / Double(max(rings, 1))
    let center = (x: width / 2, y: radius + 2)
    for arc in arcs {
      let inner = hole + Double(arc.path.count - 1) * ring
      draw(arc, center, inner: inner, outer: inner + ring, in: &drawing)
    }
    for arc in arcs {
      let inner = hole + Double(arc.path.count - 1) * ring
      label(arc, center, inner: inner, outer: inner + ring, in: &drawing)
    }
    drawing.text(
      NumberText.count(Int(total)), x: center.x, y: center.y + 1,
      .init(size: 15, bold: true, anchor: .middle))
    drawing.text(
      "patients", x: center.x, y: center.y + 16, .init(size: 11.5, ink: .muted, anchor: .middle))
    drawing.height = inks.drawLegend(from: 2 * radius + 18, in: &drawing) + 4
    return drawing
  }

  private func angle(_ share: Double) -> Double { (share - 0.25) * 2 * Double.pi }

  private func draw(
    _ arc: Arc, _ center: (x: Double, y: Double), inner: Double, outer: Double,
    in drawing: inout Drawing
  ) {
    // A full circle has no beginning for the renderer: it is drawn all but closed.
    let (from, to) = (angle(arc.start), angle(min(arc.end, arc.start + 0.9999)))
    guard (to - from) * outer > 0.4 else { return }
    func point(_ radius: Double, _ angle: Double) -> String {
      "\(Drawing.number(center.x + radius * cos(angle))) \(Drawing.number(center.y + radius * sin(angle)))"
    }
    let isLarge = to - from > Double.pi ? 1 : 0
    let (out, back) = (Drawing.number(outer), Drawing.number(inner))
    drawing.path(
      "M\(point(inner, from))L\(point(outer, from))A\(out) \(out) 0 \(isLarge) 1 \(point(outer, to))"
        + "L\(point(inner, to))A\(back) \(back) 0 \(isLarge) 0 \(point(inner, from))Z",
      stroke: .init(ink: .paper, width: 1.2), fill: inks.ink(arc.path.last ?? ""))
  }

  private func label(
    _ arc: Arc, _ center: (x: Double, y: Double), inner: Double, outer: Double,
    in drawing: inout Drawing
  ) {
    let middle = (angle(arc.start) + angle(arc.end)) / 2
    let radius = (inner + outer) / 2
    let (text, size) = (arc.path.last ?? "", 11.5)
    let chord = (arc.end - arc.start) * 2 * Double.pi * radius
    let room = min(outer - inner, max(chord, 0)) - 6
    guard chord > 16, TextWidth.of(text, size: size, bold: true) <= room else { return }
    drawing.text(
      text, x: center.x + radius * cos(middle), y: center.y + radius * sin(middle) + 4,
      .init(size: size, ink: .paper, bold: true, anchor: .middle))
  }
}
