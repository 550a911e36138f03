internal import Workflow

extension HTMLPage {
  /// The way from the table to the arms, drawn and counted.
  mutating func cohort() -> [Markup] {
    let steps = content.results.attrition
    guard !steps.isEmpty else { return [] }
    var body: [Markup] = []
    if let attrition = figures.attrition { body.append(figure(attrition)) }
    body.append(figureData(attritionTable(steps)))
    return body
  }

  private func attritionTable(_ steps: [Results.AttritionStep]) -> DataTable {
    let arms = content.results.arms.filter { arm in
      steps.contains { $0.byArm[arm.arm] != nil }
    }
    let hasRules = steps.contains { $0.rule != nil }
    var headings: [DataTable.Heading] = [.init(text: "Step")]
    if hasRules { headings.append(.init(text: "Rule")) }
    headings += ["Left", "Excluded", "Undecidable"].map { .init(text: $0, isNumeric: true) }
    headings += arms.map { .init(text: "Left: \($0.label)", isNumeric: true) }
    let rows = steps.map { step in
      var cells: [DataTable.Cell] = hasRules ? [.text(step.rule ?? "", style: "code")] : []
      cells += [step.remaining, step.excluded, step.unknown].map { .number(NumberText.count($0)) }
      cells += arms.map { .number(NumberText.count(step.byArm[$0.arm]?.remaining)) }
      return DataTable.Row(heading: ReportContent.capitalized(step.step), cells: cells)
    }
    return DataTable(
      caption: "The steps of \(lastFigure) and the patients left after each.", headings: headings,
      groups: [.init(rows: rows)],
      notes: [
        "Undecidable: excluded because a value that the rule needs is missing. They are not among "
          + "the excluded."
      ])
  }
}
