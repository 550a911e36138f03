internal import Workflow

extension PatientPage {
  private static let shownRows = 30

  /// A part, its rows and its parts, each inside the one before.
  func why(_ part: PatientReport.Part, name: String? = nil) -> Markup {
    tag("ul", class: "why", item(part, name: name))
  }

  private func item(_ part: PatientReport.Part, name: String? = nil) -> Markup {
    var line: [Markup] = []
    if let name { line += [tag("strong", .text(name)), " = "] }
    line += [tag("code", .text(part.text)), " "]
    let style = part.state == .known ? "is" : "is open"
    line.append(tag("span", [("class", style)], [.text("→ \(PatientText.value(part))")]))
    let columns = PatientText.columns(part)
    if !columns.isEmpty {
      line.append(
        tag(
          "ul", class: "rows",
          tag("li", .text(columns.map(PatientText.words).joined(separator: ", ")))))
    }
    if part.table != nil { line.append(rows(part)) }
    if !part.parts.isEmpty {
      line.append(tag("ul", [("class", "why")], part.parts.map { item($0) }))
    }
    return tag("li", [], line)
  }

  private func rows(_ part: PatientReport.Part) -> Markup {
    guard !part.rows.isEmpty else {
      return tag("ul", class: "rows", tag("li", .text(PatientText.none(part))))
    }
    var items = part.rows.prefix(Self.shownRows).map { row in
      tag(
        "li", tag("span", class: "at", .text(PatientText.place(row.source))), " ",
        .text(PatientText.words(row)),
        row.parts.isEmpty
          ? .group([]) : tag("ul", [("class", "why")], row.parts.map { item($0) }))
    }
    let rest = part.rows.count - Self.shownRows
    if rest > 0 { items.append(tag("li", .text("and \(NumberText.count(rest)) more rows"))) }
    return tag("ul", [("class", "rows")], items)
  }

  /// The rules that made the lines of therapy.
  var rules: [Markup] {
    let firings = PatientRules(report).firings
    guard !firings.isEmpty else { return [] }
    let rows = firings.map { firing in
      DataTable.Row(
        heading: firing.date,
        cells: [
          .text(firing.rule, style: "code"), .text(firing.words),
          .text(firing.place, style: "code"),
        ])
    }
    return [
      DataTable(
        caption: "The rules that fired, each with the row that made it.",
        headings: [
          .init(text: "When"), .init(text: "Rule"), .init(text: "What"), .init(text: "Where"),
        ], groups: [.init(heading: nil, rows: rows)]
      ).markup(id: "rules-table", number: nil)
    ]
  }

  /// The steps to the cohort.
  var steps: [Markup] {
    guard !report.steps.isEmpty else { return [] }
    let items = report.steps.map { step in
      let isReached = step.fate != .notReached
      let fate = tag(
        "span",
        [("class", step.fate == .remaining ? "fate good" : isReached ? "fate warn" : "fate")],
        [.text(PatientText.word(step.fate))])
      return tag(
        "li", [("class", isReached ? "step" : "step gone")],
        [fate, tag("span", class: "name", .text(step.name))]
          + (isReached ? step.part.map { [why($0)] } ?? [] : []))
    }
    return [tag("ol", [("class", "steps")], items)]
  }

  /// The rules of the arms.
  var arms: [Markup] {
    guard !report.arms.isEmpty else { return [] }
    let items = report.arms.map { arm in
      let isIn = arm.arm == report.arm
      let fate = tag(
        "span", [("class", isIn ? "fate good" : "fate")],
        [.text(isIn ? "yes" : arm.part.state == .known ? "no" : "?")])
      let name = arm.label == arm.arm ? arm.arm : "\(arm.label) (\(arm.arm))"
      var body = [fate, tag("span", class: "name", .text(name)), why(arm.part)]
      if let era = arm.era, let inEra = arm.inEra {
        body.append(tag("p", class: "remark", .text("entry in \(era): \(inEra)")))
      }
      return tag("li", [], body)
    }
    return [tag("ol", [("class", "steps")], items)]
  }

  /// The covariates and variables.
  var readings: [Markup] {
    report.readings.map { why($0.part, name: $0.name) }
  }

  /// The outcomes.
  var outcomes: [Markup] {
    report.outcomes.flatMap { outcome in
      [tag("h3", .text("\(outcome.label): \(PatientText.words(outcome))"))]
        + outcome.parts.map { why($0.part, name: $0.name) }
    }
  }

  /// What each design makes of the patient.
  var designs: [Markup] {
    guard !report.designs.isEmpty else { return [] }
    let rows = report.designs.map { design in
      DataTable.Row(
        heading: ReportContent.words(design.name),
        cells: [
          .number(NumberText.trimmed(design.weight, decimals: 4)),
          .number(design.score.map { NumberText.fixed($0, 4) } ?? NumberText.absent),
          .text(PatientText.set(design)),
        ])
    }
    return [
      tag(
        "div", [],
        [
          DataTable(
            caption: "What each design makes of the patient.",
            headings: [
              .init(text: "Design"), .init(text: "Weight", isNumeric: true),
              .init(text: "Score", isNumeric: true), .init(text: "Set"),
            ], groups: [.init(heading: nil, rows: rows)]
          ).markup(id: "designs-table", number: nil)
        ])
    ]
  }

  /// The events, table by table; those of tables with many rows open when asked for.
  var events: [Markup] {
    let tables = report.tables.filter { $0.name != PatientRules.table }
    guard !tables.isEmpty else { return [] }
    let empty =
      report.emptyTables.isEmpty
      ? []
      : [
        tag(
          "p", class: "remark", .text("No rows of \(report.emptyTables.joined(separator: ", "))."))
      ]
    return tables.map(events) + empty
  }

  private func events(_ table: PatientReport.Table) -> Markup {
    let rows = table.events.map { event in
      DataTable.Row(
        heading: PatientText.dates(table, event),
        cells: [
          .text(
            event.fields.filter { $0.text != nil }.map(PatientText.words).joined(separator: ", ")),
          .text(PatientText.place(event.source), style: "code"),
        ])
    }
    let count = rows.count == 1 ? "1 row" : "\(NumberText.count(rows.count)) rows"
    let markup = DataTable(
      caption: "\(table.name), \(count).",
      headings: [.init(text: "When"), .init(text: "What"), .init(text: "Where")],
      groups: [.init(heading: nil, rows: rows)]
    ).markup(id: "events-\(Slugs.slug(table.name))", number: nil)
    guard rows.count > Self.shownRows else { return markup }
    return tag(
      "details", [],
      [
        tag("summary", .text("\(table.name): \(count)")),
        tag("div", [("class", "inside")], [markup]),
      ])
  }
}
