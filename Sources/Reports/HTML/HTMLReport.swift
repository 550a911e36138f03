internal import Workflow

/// The report of a run as one self-contained page, for a browser or for print.
///
/// The page is well-formed XML, asks nothing of the network and runs no script. It holds nothing
/// that differs between two runs of the same study by the same program.
public struct HTMLReport {
  private let page: HTMLPage

  /// The page of a report.
  public init(_ content: ReportContent) {
    self.init(content, FigureSet(content))
  }

  init(_ content: ReportContent, _ figures: FigureSet) {
    page = HTMLPage(content, figures)
  }

  /// The page.
  public var text: String { "<!DOCTYPE html>\n" + document.rendered() + "\n" }

  private var document: Markup {
    tag(
      "html", [("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")],
      [head, tag("body", tag("a", [("class", "skip"), ("href", "#main")], [Self.skip]), body)])
  }

  private static let skip: Markup = "Skip to the report"

  private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

  private var head: Markup {
    func meta(_ name: String, _ content: String) -> Markup {
      tag("meta", [("name", name), ("content", content)], [])
    }
    return tag(
      "head", tag("meta", [("charset", "utf-8")], []),
      tag("meta", [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)], []),
      meta("viewport", "width=device-width, initial-scale=1"), meta("color-scheme", "light dark"),
      meta("generator", "Equipoise" + (page.content.record.map { " \($0.version)" } ?? "")),
      tag("link", [("rel", "icon"), ("href", "data:,")], []),
      tag("title", .text(page.content.results.title)), tag("style", .raw(PageStyle.text)))
  }

  private var body: Markup {
    tag(
      "div", class: "page", page.header, page.contents,
      tag("main", [("id", "main")], page.sections.map(\.markup)), footer)
  }

  private var footer: Markup {
    let program = page.content.record.map { "Equipoise \($0.version)" } ?? "Equipoise"
    return tag(
      "footer",
      tag(
        "p",
        .text(
          "Made by \(program) from the study ‘\(page.content.results.study)’. Every number on this "
            + "page is in results.json beside it, with all its digits.")))
  }
}
