internal import Workflow

extension HTMLReport {
  mutating func protocolPart() -> Part? {
    guard !content.protocolSections.isEmpty else { return nil }
    let body = content.protocolSections.map { section in
      Markup.group(
        [tag("h3", .text(section.heading))] + section.paragraphs.map(paragraph)
          + (section.rows.isEmpty
            ? [] : [definitions(section.rows.map { (term: $0.term, definition: $0.definition) })]))
    }
    return Part(id: "protocol", heading: "Protocol", body: body)
  }

  mutating func cohortPart() -> Part? {
    guard !content.results.attrition.isEmpty else { return nil }
    var body: [Markup] = []
    if let figure = figures.attrition { body.append(add(figure)) }
    body.append(details("The steps as a table", [add(attritionTable())]))
    return Part(id: "cohort", heading: "Cohort", body: body)
  }

  private func attritionTable() -> HTMLTable {
    let arms = content.results.arms
    var table = HTMLTable(
      caption: "Patients left and excluded at each step",
      columns: [
        .words("Step"), .words("Rule"), .number("Excluded"), .number("Undecidable"),
        .number("Left"),
      ] + arms.map { .number("Left, \($0.label)") })
    table.groups = [
      .init(
        rows: content.results.attrition.map { step in
          .init(
            [
              ReportContent.capitalized(step.step), step.rule ?? NumberText.absent,
              NumberText.count(step.excluded), NumberText.count(step.unknown),
              NumberText.count(step.remaining),
            ] + arms.map { NumberText.count(step.byArm[$0.arm]?.remaining) })
        })
    ]
    table.notes = [
      "Undecidable: excluded because a value that the rule needs is missing. "
        + "– before arms are assigned, or where a step has no rule."
    ]
    return table
  }
}
