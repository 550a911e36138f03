internal import Workflow

extension HTMLPage {
  /// Contrasts drawn, then every estimate by outcome.
  mutating func effects() -> [Markup] {
    let estimates = content.results.estimates.filter { $0.subgroup == nil }
    guard !estimates.isEmpty else { return [] }
    var body: [Markup] = []
    if let first = figures.forests.first {
      body.append(figure(first, "Open squares: before any design."))
    }
    let others = figures.forests.dropFirst()
    if !others.isEmpty {
      let drawn = others.map { figure($0) }
      body.append(details("Other contrasts drawn (\(others.count))", drawn))
    }
    for outcome in outcomes(estimates.map { ($0.outcome, $0.section) }) {
      let label = content.outcomeLabel(outcome.name, event: outcome.event)
      body.append(heading(label, "effects", outcome.name, outcome.event ?? ""))
      let chosen = estimates.filter { $0.outcome == outcome.name && $0.section == outcome.event }
      body += tables(EffectTables(content: content, estimates: chosen), label)
    }
    return body
  }

  private mutating func tables(_ tables: EffectTables, _ label: String) -> [Markup] {
    var body: [Markup] = []
    if let contrasts = tables.contrasts("Effects on \(label)\(pair).") {
      body.append(table(contrasts))
    }
    if let byArm = tables.byArm("\(label) by arm.") { body.append(table(byArm)) }
    return body
  }

  private var pair: String {
    guard content.results.arms.count == 2 else { return "" }
    return ": \(content.focalLabel) vs \(content.referenceLabel)"
  }

  /// The same within subgroups.
  mutating func subgroups() -> [Markup] {
    let within = content.results.estimates.filter { $0.subgroup != nil }
    guard !within.isEmpty else { return [] }
    var body = [
      paragraph(
        "Each subgroup is analysed on its own, with the sets or weights made for everyone. "
          + "Differences between subgroups are not tested; intervals are not adjusted for their "
          + "number.")
    ]
    for outcome in outcomes(within.map { ($0.outcome, $0.section) }) {
      let label = content.outcomeLabel(outcome.name, event: outcome.event)
      body.append(heading(label, "subgroups", outcome.name, outcome.event ?? ""))
      body += subgroupFigures(outcome.name, outcome.event, label)
      let chosen = within.filter { $0.outcome == outcome.name && $0.section == outcome.event }
      let tables = EffectTables(content: content, estimates: chosen)
      body.append(
        details(
          "All estimates of \(label) in subgroups", self.tables(tables, label))
      )
    }
    return body
  }

  private mutating func subgroupFigures(
    _ outcome: String, _ event: String?, _ label: String
  ) -> [Markup] {
    let drawn = figures.subgroupForests.filter { $0.outcome == outcome && $0.event == event }
    guard let first = drawn.first else { return [] }
    var body = [figure(first.figure)]
    let others = drawn.dropFirst()
    if !others.isEmpty {
      let inside = others.map { figure($0.figure) }
      body.append(details("\(label) under the other designs (\(others.count))", inside))
    }
    return body
  }
}
