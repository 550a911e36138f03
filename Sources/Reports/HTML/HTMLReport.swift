internal import Workflow

/// The report as one page that needs nothing else: no script, no font, no request.
///
/// It is written as well-formed XML that HTML parsers read alike; light or dark as the reader
/// prefers, on paper, and on a phone.
public struct HTMLReport {
  let content: ReportContent
  let figures: FigureSet
  private var tableCount = 0
  private var figureCount = 0

  /// A page of this content with these figures.
  public init(_ content: ReportContent, figures: FigureSet) {
    self.content = content
    self.figures = figures
  }

  /// The text of the page.
  public func html() -> String {
    var page = self
    return page.page()
  }

  /// A section of the page with its place in the contents.
  struct Part {
    let id: String
    let heading: String
    let body: [Markup]
  }

  private mutating func page() -> String {
    let parts = [
      protocolPart(), cohortPart(), patientsPart(), propensityPart(), balancePart(),
      curvesPart(), contrastsPart(), estimatesPart(), furtherPart(), findingsPart(),
      provenancePart(),
    ].compactMap { $0 }
    let head = tag(
      "head",
      tag("meta", [("charset", "utf-8")], []),
      tag(
        "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")], []),
      tag("meta", [("name", "color-scheme"), ("content", "light dark")], []),
      tag("title", .text(content.results.title)),
      tag("style", .raw(HTMLStyle.sheet)))
    let body = tag(
      "body",
      tag("a", [("class", "skip"), ("href", "#content")], ["Skip to the report"]),
      tag("div", class: "page", contents(parts), main(parts)))
    let html = tag(
      "html", [("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml")], [head, body])
    return "<!DOCTYPE html>\n\(html.rendered())\n"
  }

  private func contents(_ parts: [Part]) -> Markup {
    let entries = [("result", "Main result")] + parts.map { ($0.id, $0.heading) }
    return tag(
      "nav", [("aria-label", "Contents")],
      [
        tag("p", class: "nav-title", "Contents"),
        tag("ol", [], entries.map { tag("li", tag("a", [("href", "#\($0.0)")], [.text($0.1)])) }),
      ])
  }

  private func main(_ parts: [Part]) -> Markup {
    let sections = parts.map { part in
      tag("section", [("id", part.id)], [tag("h2", .text(part.heading))] + part.body)
    }
    return tag(
      "main", [("id", "content")],
      [
        tag(
          "header", [],
          [
            tag("p", class: "kicker", "Comparative study"),
            tag("h1", .text(content.results.title)),
            content.results.question.map { tag("p", class: "question", .text($0)) } ?? .group([]),
          ]), resultBox(),
      ] + sections)
  }

  mutating func add(_ table: HTMLTable) -> Markup {
    tableCount += 1
    return table.markup(number: tableCount)
  }

  mutating func add(_ figure: Figure, note: String = "") -> Markup {
    figureCount += 1
    let caption = tag(
      "figcaption", tag("b", .text("Figure \(figureCount). ")), .text(figure.title + "."),
      .text(note.isEmpty ? "" : " " + note))
    return tag("figure", [("id", "figure-\(figure.name)")], [figure.inline, caption])
  }

  func details(_ summary: String, _ children: [Markup]) -> Markup {
    tag("details", [], [tag("summary", .text(summary))] + children)
  }

  func paragraph(_ text: String) -> Markup { tag("p", .text(text)) }

  func definitions(_ rows: [(term: String, definition: String)]) -> Markup {
    tag(
      "dl", [],
      rows.map { row in
        tag("div", tag("dt", .text(row.term)), tag("dd", .text(row.definition)))
      })
  }
}
