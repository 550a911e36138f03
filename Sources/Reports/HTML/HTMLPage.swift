internal import Workflow

/// The parts of the page, made in the order in which they are read, so that figures and tables are
/// numbered in that order.
struct HTMLPage {
  /// A part with a heading and an anchor.
  struct Section {
    /// A heading within a part, with its anchor.
    struct Part {
      let id: String
      let title: String
    }

    let id: String
    let title: String
    let parts: [Part]
    let body: [Markup]

    var markup: Markup {
      let heading = tag("h2", [("id", "\(id)-heading")], [.text(title)])
      return tag(
        "section", [("id", id), ("aria-labelledby", "\(id)-heading")], [heading] + body)
    }
  }

  let content: ReportContent
  let figures: FigureSet
  private(set) var sections: [Section] = []
  private var figureCount = 0
  private var tableCount = 0
  private var anchors = Slugs()
  private var parts: [Section.Part] = []

  init(_ content: ReportContent, _ figures: FigureSet) {
    self.content = content
    self.figures = figures
    add("Result") { $0.result() }
    add("Protocol") { $0.protocolInWords() }
    add("Cohort") { $0.cohort() }
    add("Data quality") { $0.quality() }
    add("Description") { $0.descriptions() }
    add("Baseline characteristics") { $0.baseline() }
    add("Propensity") { $0.propensity() }
    add("Designs") { $0.designs() }
    add("Survival") { $0.curves() }
    add("Hazards") { $0.hazards() }
    add("Effects") { $0.effects() }
    add("Subgroups") { $0.subgroups() }
    add("Further tables") { $0.furtherTables() }
    add("Findings") { $0.findings() }
    add("Provenance") { $0.provenance() }
  }

  private mutating func add(_ title: String, _ make: (inout HTMLPage) -> [Markup]) {
    let id = anchors.unique(title)
    parts = []
    let body = make(&self)
    guard !body.isEmpty else { return }
    sections.append(Section(id: id, title: title, parts: parts, body: body))
  }

  /// A heading within the part being made, with a place in the contents.
  mutating func heading(_ title: String, _ names: String...) -> Markup {
    let id = anchors.unique(names.joined(separator: " "))
    parts.append(Section.Part(id: id, title: title))
    return tag("h3", [("id", id)], [.text(title)])
  }

  /// A figure with its number and caption.
  mutating func figure(_ figure: Figure, _ note: String = "") -> Markup {
    figureCount += 1
    let caption: [Markup] = [
      tag("strong", .text("Figure \(figureCount). \(figure.title).")),
      .text(note.isEmpty ? "" : " " + note),
    ]
    return tag(
      "figure", [("id", "figure-\(figureCount)")],
      [
        tag("div", [("class", "scroll drawing")], [figure.inline]),
        tag("figcaption", [], caption),
      ])
  }

  /// The number of the figure made last.
  var lastFigure: String { "Figure \(figureCount)" }

  /// A table with its number and caption.
  mutating func table(_ table: DataTable) -> Markup {
    tableCount += 1
    return table.markup(id: "table-\(tableCount)", number: tableCount)
  }

  /// The numbers of the figure made last, as a table without a number of its own.
  func figureData(_ table: DataTable) -> Markup {
    table.markup(id: "figure-\(figureCount)-data", number: nil)
  }

  /// What opens when asked for, and in print.
  func details(_ summary: String, _ body: [Markup], style: String = "more") -> Markup {
    tag(
      "details", [("class", style)],
      [tag("summary", .text(summary)), tag("div", [("class", "inside")], body)])
  }

  /// The numbers of the figure made last, which open when asked for and are not printed.
  func numbers(_ tables: [DataTable]) -> Markup {
    details("The numbers of \(lastFigure)", tables.map(figureData), style: "numbers")
  }

  /// Terms with what they are.
  func facts(_ rows: [(String, String)]) -> Markup {
    tag(
      "dl", [("class", "facts")],
      rows.map { tag("div", tag("dt", .text($0.0)), tag("dd", .text($0.1))) })
  }

  /// A paragraph.
  func paragraph(_ text: String) -> Markup { tag("p", .text(text)) }

  /// A remark in small type.
  func remark(_ text: String) -> Markup { tag("p", class: "remark", .text(text)) }

  var header: Markup {
    tag(
      "header", [],
      [
        tag("p", class: "eyebrow", .text(eyebrow)),
        tag("h1", .text(content.results.title)),
      ]
        + (content.results.question.map { [tag("p", class: "question", .text($0))] } ?? []))
  }

  private var eyebrow: String {
    content.isDescriptive ? "Descriptive study" : "Comparative study · propensity analysis"
  }

  var contents: Markup {
    let items = sections.map { section in
      let link = Self.link(section.id, section.title)
      guard section.parts.count > 1 else { return tag("li", link) }
      let parts = section.parts.map { tag("li", Self.link($0.id, $0.title)) }
      return tag("li", link, tag("ol", [], parts))
    }
    return tag(
      "nav", [("aria-label", "Contents")],
      [tag("p", class: "nav-title", "Contents"), tag("ol", [], items)])
  }

  static func link(_ id: String, _ text: String) -> Markup {
    tag("a", [("href", "#\(id)")], [.text(text)])
  }
}
