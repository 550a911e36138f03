internal import Workflow

/// Estimates as tables: contrasts and tests a row each, numbers of single arms side by side.
struct EffectTables {
  let content: ReportContent
  let estimates: [Estimate]

  private var level: String? {
    let levels = Set(estimates.map(\.level))
    return levels.count == 1 ? levels.first.map(EstimateText.level) : nil
  }

  /// Whether there may be events to count: not where all numbers are about a continuous value.
  private var countsEvents: Bool {
    estimates.contains { ![.value, .valueDifference].contains(Measure($0.measure)) }
  }

  /// Whether patients are simulated, so that what is true is known.
  private var knowsTruth: Bool { estimates.contains { $0.truth != nil } }

  private var intervalHeading: String { level.map { "\($0) CI" } ?? "Interval" }

  /// The estimates by design and subgroup, in the order of first mention.
  private func groups(_ chosen: [Estimate]) -> [(heading: String, estimates: [Estimate])] {
    var order: [String] = []
    var groups: [String: [Estimate]] = [:]
    for estimate in chosen {
      let parts = [
        content.designLabel(estimate.design), estimate.subgroup.map(content.subgroupLabel),
      ]
      let heading = parts.compactMap { $0 }.joined(separator: " · ")
      if groups[heading] == nil { order.append(heading) }
      groups[heading, default: []].append(estimate)
    }
    return order.map { (heading: $0, estimates: groups[$0] ?? []) }
  }

  /// Contrasts and tests; `nil` where there are none.
  func contrasts(_ caption: String) -> DataTable? {
    let chosen = estimates.filter { $0.referenceArm != nil || $0.arm == nil }
    guard !chosen.isEmpty else { return nil }
    let hasPairs = content.results.arms.count > 2
    var headings: [DataTable.Heading] = [.init(text: "Measure")]
    if hasPairs { headings.append(.init(text: "Comparison")) }
    headings +=
      (["Estimate", intervalHeading] + (knowsTruth ? ["True value"] : [])
      + ["p", "n"] + (countsEvents ? ["Events"] : []))
      .map { .init(text: $0, isNumeric: true) }
    headings += [.init(text: "Errors"), .init(text: "Method")]
    var table = DataTable(caption: caption, headings: headings)
    for group in groups(chosen) {
      var rows: [DataTable.Row] = []
      for estimate in group.estimates {
        let text = EstimateText(estimate, in: content)
        var cells: [DataTable.Cell] = hasPairs ? [.text(text.contrast)] : []
        cells += [
          value(text, in: &table), .number(interval(text, estimate)),
        ]
        if knowsTruth { cells.append(.number(text.truth)) }
        cells += [.number(text.p), .number(text.n)]
        if countsEvents { cells.append(.number(text.events)) }
        cells += [
          .text(text.variance),
          .text(estimate.status == .estimated ? estimate.method ?? "" : "", style: "line"),
        ]
        rows.append(.init(heading: heading(text), cells: cells))
      }
      table.groups.append(.init(heading: group.heading, rows: rows))
    }
    table.notes = [
      "\(NumberText.absent): not defined for the measure, or not there. Patients and events are "
        + "counted without weights. Errors: where the standard error comes from, the model or "
        + "the robust (sandwich) estimator."
    ]
    return table
  }

  private func value(_ text: EstimateText, in table: inout DataTable) -> DataTable.Cell {
    .number(
      text.value, style: text.note == nil ? "value" : "absent",
      mark: text.note.map { table.mark(content.readableReason($0)) })
  }

  private func heading(_ text: EstimateText) -> String {
    text.unit.isEmpty ? text.measure : "\(text.measure), \(text.unit)"
  }

  private func interval(_ text: EstimateText, _ estimate: Estimate) -> String {
    guard level == nil, text.interval != NumberText.absent else { return text.interval }
    return "\(text.interval) (\(EstimateText.level(estimate.level)))"
  }

  private var armHeadings: [String] {
    ["Estimate", intervalHeading] + (knowsTruth ? ["True value"] : []) + ["n"]
      + (countsEvents ? ["Events"] : [])
  }

  /// Numbers of single arms, the arms side by side; `nil` where there are none.
  func byArm(_ caption: String) -> DataTable? {
    let chosen = estimates.filter { $0.arm != nil && $0.referenceArm == nil }
    guard !chosen.isEmpty else { return nil }
    let arms = content.results.arms.filter { arm in chosen.contains { $0.arm == arm.arm } }
    let columns = armHeadings.count
    let numbers = arms.flatMap { _ in armHeadings }
    var table = DataTable(
      caption: caption,
      spans: arms.map { .init(text: $0.label, columns: columns) } + [.init(text: "")],
      headings: .first("Measure", numbers: numbers) + [.init(text: "Errors")])
    for group in groups(chosen) {
      var rows: [DataTable.Row] = []
      for line in lines(group.estimates) {
        let cells = arms.flatMap { arm in
          armCells(line.first { $0.arm == arm.arm }, in: &table)
        }
        guard let first = line.first else { continue }
        let text = EstimateText(first, in: content)
        let errors = line.compactMap(\.variance).first ?? ""
        rows.append(
          .init(heading: heading(text), cells: cells + [.text(errors)]))
      }
      table.groups.append(.init(heading: group.heading, rows: rows))
    }
    return table
  }

  /// The arms' numbers of the same measure, time and analysis together.
  private func lines(_ estimates: [Estimate]) -> [[Estimate]] {
    var lines: [[Estimate]] = []
    for estimate in estimates {
      let index = lines.firstIndex { line in
        guard let first = line.first else { return false }
        return first.measure == estimate.measure && first.at == estimate.at
          && first.variance == estimate.variance && first.level == estimate.level
          && !line.contains { $0.arm == estimate.arm }
      }
      if let index { lines[index].append(estimate) } else { lines.append([estimate]) }
    }
    return lines
  }

  private func armCells(_ estimate: Estimate?, in table: inout DataTable) -> [DataTable.Cell] {
    guard let estimate else {
      return Array(repeating: .number(NumberText.absent), count: armHeadings.count)
    }
    let text = EstimateText(estimate, in: content)
    return [value(text, in: &table), .number(interval(text, estimate))]
      + (knowsTruth ? [.number(text.truth)] : []) + [.number(text.n)]
      + (countsEvents ? [.number(text.events)] : [])
  }
}
