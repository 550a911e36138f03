internal import Workflow

/// The figures of one description.
enum DescriptionFigures {
  /// A figure that still wants its name, with what tells it apart from others of the description.
  typealias Made = (part: String, draw: (String) -> Figure)

  /// The figures that the tables of a description allow.
  static func all(of description: DescriptionResult, in content: ReportContent) -> [Made] {
    let title = content.title(of: description)
    func table(_ part: String) -> DescribedTable? {
      guard let table = content.describedTable("\(description.name)-\(part)"), !table.rows.isEmpty
      else { return nil }
      return table
    }
    switch description.kind {
    case "sequences":
      let flows = table("flows").map { flows -> Made in
        ("flows", { SankeyFigure(flows, title: title).figure(name: $0) })
      }
      let tree = table("tree").map { tree -> Made in
        ("sunburst", { SunburstFigure(tree, title: title).figure(name: $0) })
      }
      return [flows, tree].compactMap(\.self)
    case "regimensByYear":
      guard let years = table("by-year") else { return [] }
      return [("years", { YearBars(years, title: title).figure(name: $0) })]
    case "incidenceRates":
      guard let rates = table("rates") else { return [] }
      return [("rates", { RateForest(rates, title: title, in: content).figure(name: $0) })]
    default: return []
    }
  }
}

/// The colours of labels: the most frequent first, all others alike.
struct LabelInks {
  /// The labels with a hue of their own, the most frequent first.
  let names: [String]
  /// Whether there are labels without one.
  let hasOthers: Bool

  /// What the labels that are not told apart are called.
  static let other = "other"

  /// The colours of labels that occur so often.
  init(_ counts: [(label: String, count: Double)]) {
    var totals: [String: Double] = [:]
    for (label, count) in counts { totals[label, default: 0] += count }
    let order = totals.keys.filter { $0 != Self.other }
      .sorted { (totals[$1] ?? 0, $0) < (totals[$0] ?? 0, $1) }
    names = Array(order.prefix(Ink.labelCount))
    hasOthers = totals[Self.other] != nil || order.count > names.count
  }

  /// The colour of a label.
  func ink(_ label: String) -> Ink { .label(names.firstIndex(of: label) ?? Ink.labelCount) }

  /// Draws the labels beside their colours; returns where it ends.
  func drawLegend(from top: Double, in drawing: inout Drawing) -> Double {
    var (x, y) = (0.0, top + 12)
    for name in names + (hasOthers ? [Self.other] : []) {
      let label = TextWidth.cut(name, size: 12, width: drawing.width - 24)
      let room = 18 + TextWidth.of(label, size: 12)
      if x > 0, x + room > drawing.width {
        x = 0
        y += 19
      }
      drawing.rect(x: x, y: y - 10, width: 12, height: 12, fill: ink(name))
      drawing.text(label, x: x + 18, y: y)
      x += room + 18
    }
    return y + 8
  }
}
