internal import Workflow

extension HTMLReport {
  mutating func curvesPart() -> Part? {
    guard !figures.curves.isEmpty else { return nil }
    var body: [Markup] = []
    var open: String?
    for curves in figures.curves where curves.subgroup == nil {
      let heading = content.outcomeLabel(curves.outcome, event: curves.event)
      if open != heading { body.append(tag("h3", .text(heading))) }
      open = heading
      body.append(add(curves.figure, note: note(curves)))
    }
    let subgroups = figures.curves.filter { $0.subgroup != nil }
    if !subgroups.isEmpty {
      var parts: [Markup] = []
      for curves in subgroups { parts.append(add(curves.figure, note: note(curves))) }
      body.append(details("Curves in subgroups", parts))
    }
    return Part(id: "curves", heading: "Outcomes over time", body: body)
  }

  private func note(_ curves: FigureSet.Curves) -> String {
    let level = content.results.estimates.first {
      $0.outcome == curves.outcome && $0.design == curves.design
    }?.level
    let hasCurve = content.results.curves.contains {
      $0.outcome == curves.outcome && $0.design == curves.design && $0.subgroup == curves.subgroup
        && $0.event == curves.event
    }
    guard hasCurve else { return "" }
    return "Shaded: pointwise \(EstimateText.level(level ?? 0.95)) confidence intervals."
  }

  mutating func contrastsPart() -> Part? {
    guard !figures.forests.isEmpty else { return nil }
    var body: [Markup] = []
    for figure in figures.forests {
      body.append(
        add(
          figure,
          note: "Squares are estimates and lines their confidence intervals; "
            + "an open square is the crude comparison."))
    }
    return Part(id: "contrasts", heading: "Comparisons at a glance", body: body)
  }

  mutating func estimatesPart() -> Part? {
    guard !content.results.estimates.isEmpty else { return nil }
    var body: [Markup] = []
    for block in EstimateBlock.all(in: content) { body.append(add(table(block))) }
    return Part(id: "estimates", heading: "Estimates", body: body)
  }

  private func table(_ block: EstimateBlock) -> HTMLTable {
    let level = block.level.map { "\(EstimateText.level($0)) CI" } ?? "CI"
    var table = HTMLTable(
      caption: block.title,
      columns: [
        .words("Measure"), .words("Arm or comparison"), .number("Estimate"), .words("Unit"),
        .number(level), .number("p"), .number("Patients"), .number("Events"), .words("Variance"),
      ])
    var notes = TableNotes()
    table.groups = block.designs.map { design in
      .init(
        heading: design.label,
        rows: design.rows.map { estimate in
          let text = EstimateText(estimate, in: content)
          let interval =
            block.level == nil && text.interval != NumberText.absent
            ? "\(text.interval) (\(EstimateText.level(estimate.level)))" : text.interval
          var row = HTMLTable.Row([
            text.measure, text.contrast.isEmpty ? "all arms" : text.contrast, text.value,
            text.note == nil ? text.unit : "", interval, text.p, text.n, text.events,
            text.variance.isEmpty ? NumberText.absent : text.variance,
          ])
          if let note = text.note { row.mark = (2, notes.letter(for: note)) }
          return row
        })
    }
    table.notes =
      notes.lines + [
        "CI: confidence interval. Patients and events are counted unweighted. Variance: how the "
          + "standard error was computed; – where it is the usual one of the measure. "
          + "– in other columns: not asked for, or not defined for the measure."
      ]
    return table
  }
}

/// The estimates of one outcome in one population, by design.
struct EstimateBlock {
  let title: String
  /// The confidence level; `nil` where there are several.
  let level: Double?
  let designs: [(label: String, rows: [Estimate])]

  /// Blocks in the order of the analyses, everyone before subgroups of the same outcome.
  static func all(in content: ReportContent) -> [EstimateBlock] {
    struct Key: Hashable {
      let outcome: String
      let event: String?
      let subgroup: String?
    }
    let estimates = content.results.estimates
    let groups = Dictionary(grouping: estimates) {
      Key(outcome: $0.outcome, event: $0.event, subgroup: $0.subgroup)
    }
    var keys: [Key] = []
    for outcome in estimates.map(\.outcome).uniqued() {
      let own = estimates.filter { $0.outcome == outcome }
      let ordered = own.filter { $0.subgroup == nil } + own.filter { $0.subgroup != nil }
      keys += ordered.map { Key(outcome: $0.outcome, event: $0.event, subgroup: $0.subgroup) }
        .uniqued()
    }
    return keys.map { key in
      let rows = groups[key] ?? []
      let levels = Set(rows.map(\.level))
      let title = [
        content.outcomeLabel(key.outcome, event: key.event),
        key.subgroup.map(content.subgroupLabel),
      ]
      return EstimateBlock(
        title: title.compactMap { $0 }.joined(separator: ", "),
        level: levels.count == 1 ? levels.first : nil,
        designs: rows.map(\.design).uniqued().map { design in
          (content.designLabel(design), rows.filter { $0.design == design })
        })
    }
  }
}

extension Array where Element: Hashable {
  /// The elements without repeats, each where it first stands.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
