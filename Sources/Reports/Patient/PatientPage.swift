public import Workflow

/// Everything about one patient as one self-contained page, for a browser or for print.
///
/// The page is well-formed XML, asks nothing of the network and runs no script.
public struct PatientPage {
  let report: PatientReport

  /// The page of a report.
  public init(_ report: PatientReport) { self.report = report }

  /// The timeline as a file that stands on its own; `nil` where nothing has a day.
  public var svg: String? { PatientFigure(report)?.figure.svg }

  /// The page.
  public var text: String { "<!DOCTYPE html>\n" + document.rendered() + "\n" }

  private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

  private var document: Markup {
    func meta(_ name: String, _ content: String) -> Markup {
      tag("meta", [("name", name), ("content", content)], [])
    }
    let head = tag(
      "head", tag("meta", [("charset", "utf-8")], []),
      tag("meta", [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)], []),
      meta("viewport", "width=device-width, initial-scale=1"), meta("color-scheme", "light dark"),
      meta("generator", "Equipoise \(Version.text)"),
      tag("link", [("rel", "icon"), ("href", "data:,")], []),
      tag("title", .text("Patient \(report.patient): \(report.study)")),
      tag("style", .raw(PageStyle.text + Self.style)))
    let body = tag(
      "body",
      tag(
        "div", class: "page alone", header,
        tag("main", [("id", "main")], sections), footer))
    return tag("html", [("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")], [head, body])
  }

  private var header: Markup {
    let values = report.values.filter { $0.text != nil }
    return tag(
      "header", tag("p", class: "eyebrow", .text("\(report.title) · \(report.study)")),
      tag("h1", .text("Patient \(report.patient)")),
      tag(
        "p", class: "remark",
        .text(values.map(PatientText.words).joined(separator: " · ")),
        .text(report.source.map { "  (\(PatientText.place($0)))" } ?? "")))
  }

  private var footer: Markup {
    tag(
      "footer",
      tag(
        "p",
        .text(
          "Made by Equipoise \(Version.text) from the study ‘\(report.study)’. It holds the data of "
            + "one patient: treat it as the data are treated.")))
  }

  private var sections: [Markup] {
    [
      [verdict], section("Timeline", timeline), section("Lines of therapy, rule by rule", rules),
      section("Eligibility, step by step", steps),
      section("Arms", arms), section("Covariates and variables", readings),
      section("Outcomes", outcomes), section("Score and designs", designs),
      section("Events", events),
    ].flatMap { $0 }
  }

  private func section(_ title: String, _ body: [Markup]) -> [Markup] {
    guard !body.isEmpty else { return [] }
    let id = Slugs.slug(title)
    return [
      tag(
        "section", [("id", id), ("aria-labelledby", "\(id)-heading")],
        [tag("h2", [("id", "\(id)-heading")], [.text(title)])] + body)
    ]
  }

  private var verdict: Markup {
    var facts: [(String, String)] = []
    if let entry = report.entry { facts.append(("Entry", PatientText.value(entry.part))) }
    if let zero = report.timeZero { facts.append(("Time zero", PatientText.value(zero.part))) }
    if let propensity = report.propensity {
      facts.append(("Propensity", NumberText.fixed(propensity, 3)))
    }
    let faults = report.faults.map { fault in
      tag("p", class: "warn", .text("The study cannot be run: \(fault)"))
    }
    let list = tag(
      "dl", [("class", "facts")],
      facts.map { tag("div", tag("dt", .text($0.0)), tag("dd", .text($0.1))) })
    let words = PatientText(report, width: 80, usesColor: false).verdict
    let sentence = words.prefix(1).uppercased() + words.dropFirst()
    return tag(
      "div", [("class", "key")],
      [tag("p", class: "headline", .text(sentence))] + faults + (facts.isEmpty ? [] : [list]))
  }

  private var timeline: [Markup] {
    guard let figure = PatientFigure(report)?.figure else { return [] }
    return [
      tag(
        "figure", [],
        [
          tag("div", [("class", "scroll drawing")], [figure.inline]),
          tag(
            "figcaption", [],
            [
              .text(
                "A bar lasted from day to day; a dashed bar has no end in the data. A dot is one day, "
                  + "a dashed line a day that is known only to the month or year.")
            ]),
        ])
    ]
  }

  private static let style = """

    .page.alone{grid-template-columns:minmax(0,1fr);grid-template-areas:"head" "main" "foot";max-width:54rem}
    .steps{list-style:none;margin:0;padding:0}
    .steps>li{border-top:1px solid var(--eq-grid);padding:.6rem 0 .5rem 3.6rem;position:relative}
    .steps .fate{position:absolute;left:0;top:.65rem;font:600 .8125rem/1.5 "Helvetica Neue",Helvetica,Arial,\
    "Liberation Sans",sans-serif}
    .steps .name{font-weight:600}
    .steps .gone,.steps .gone .name{color:var(--eq-muted);font-weight:400}
    .why{list-style:none;margin:.2rem 0 0;padding:0;font-size:.875rem;line-height:1.5}
    .why .why{padding-left:1rem;border-left:1px solid var(--eq-grid)}
    .why code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.8125rem;
    overflow-wrap:anywhere}
    .why .is{font-weight:600;white-space:nowrap}
    .why .open{color:var(--eq-alert)}
    .rows{list-style:none;margin:.1rem 0 .3rem;padding:0 0 0 1rem;font-size:.8125rem;color:var(--eq-muted)}
    .rows .at{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.75rem;
    color:var(--eq-ink)}
    .drawing .wide{min-width:0}
    """
}
