internal import Workflow

extension HTMLPage {
  private typealias Baseline = Results.BaselineRow

  /// Who is compared: each arm before any design, and after the first.
  mutating func baseline() -> [Markup] {
    let rows = content.results.baseline
    guard !rows.isEmpty else { return [] }
    let first = content.designs.first { design in rows.contains { $0.design == design.name } }
    return [table(baselineTable(rows, first))]
  }

  private func baselineTable(
    _ rows: [Results.BaselineRow], _ design: ReportContent.Named<DesignResult>?
  ) -> DataTable {
    let arms = content.results.arms
    var numbers = arms.map { "\($0.label) (n\u{A0}=\u{A0}\(NumberText.count($0.n)))" }
    var spans: [DataTable.Heading] = []
    if let design {
      spans = [
        .init(text: "Before any design", columns: arms.count + 1),
        .init(text: content.designLabel(design.name), columns: arms.count + 1),
      ]
      let columns = arms.map { arm in
        "\(arm.label) (n\u{A0}=\u{A0}\(NumberText.count(design.value.arms[arm.arm]?.n)))"
      }
      numbers += ["SMD"] + columns + ["SMD"]
    }
    let after =
      design.map { ", before any design and after ‘\(content.designLabel($0.name))’" } ?? ""
    var table = DataTable(
      caption: "Baseline characteristics by arm\(after).", spans: spans,
      headings: .first("Characteristic", numbers: numbers))
    for inModel in [true, false] {
      let part = rows.filter { $0.design == nil && $0.inModel == inModel }
      guard !part.isEmpty else { continue }
      let heading = inModel ? "In the propensity model" : "Beside the model, only reported"
      let lines = lines(part, rows, design)
      table.groups.append(.init(heading: heading, rows: lines))
    }
    table.notes = baselineNotes(rows, design)
    return table
  }

  private func lines(
    _ part: [Results.BaselineRow], _ rows: [Results.BaselineRow],
    _ design: ReportContent.Named<DesignResult>?
  ) -> [DataTable.Row] {
    var result: [DataTable.Row] = []
    var last: String?
    for row in part {
      let after = design.flatMap { design in
        rows.first {
          $0.design == design.name && $0.covariate == row.covariate && $0.level == row.level
        }
      }
      let label = content.covariateLabel(row.covariate)
      let balance = design?.value.balance.first {
        $0.covariate == row.covariate && $0.level == row.level && $0.subgroup == nil
      }
      let smd = design.map { _ in (balance?.smdBefore, balance?.smdAfter) }
      if row.kind == .numeric {
        let cells = cells(row, after, smd, Self.mean)
        result.append(.init(heading: "\(label), mean (SD)", cells: cells))
        result.append(
          .init(
            heading: "median [quartiles]", cells: self.cells(row, after, nil, Self.median),
            isIndented: true))
      } else {
        if row.level != nil, row.covariate != last {
          result.append(.init(heading: "\(label), n (%)", cells: empty(after != nil)))
        }
        result.append(
          .init(
            heading: row.level ?? "\(label), n (%)", cells: cells(row, after, smd, Self.share),
            isIndented: row.level != nil))
      }
      result += missing(row, after, isLast: isLast(row, in: part))
      last = row.covariate
    }
    return result
  }

  private func isLast(_ row: Results.BaselineRow, in part: [Results.BaselineRow]) -> Bool {
    part.last { $0.covariate == row.covariate }?.level == row.level
  }

  private func missing(
    _ row: Results.BaselineRow, _ after: Results.BaselineRow?, isLast: Bool
  ) -> [DataTable.Row] {
    let summaries = Array(row.arms.values) + Array(after.map { Array($0.arms.values) } ?? [])
    guard isLast, summaries.contains(where: { $0.missing > 0 }) else { return [] }
    let cells = cells(row, after, nil) { NumberText.count($0.missing) }
    return [.init(heading: "missing, n", cells: cells, isIndented: true)]
  }

  private func empty(_ hasDesign: Bool) -> [DataTable.Cell] {
    let count = content.results.arms.count
    return Array(repeating: .text(""), count: hasDesign ? 2 * count + 2 : count)
  }

  private func cells(
    _ row: Results.BaselineRow, _ after: Results.BaselineRow?, _ smd: (Double?, Double?)?,
    _ text: (Results.BaselineRow.Summary) -> String
  ) -> [DataTable.Cell] {
    func arms(_ row: Results.BaselineRow) -> [DataTable.Cell] {
      content.results.arms.map { .number(row.arms[$0.arm].map(text) ?? NumberText.absent) }
    }
    guard let after else { return arms(row) }
    func difference(_ value: Double?) -> DataTable.Cell {
      smd == nil ? .text("") : .number(NumberText.fixed(value, 3))
    }
    return arms(row) + [difference(smd?.0)] + arms(after) + [difference(smd?.1)]
  }

  private static func mean(_ summary: Results.BaselineRow.Summary) -> String {
    let decimals = NumberText.decimals(forSpread: summary.standardDeviation)
    let mean = NumberText.fixed(summary.mean, decimals)
    return "\(mean) (\(NumberText.fixed(summary.standardDeviation, decimals)))"
  }

  private static func median(_ summary: Results.BaselineRow.Summary) -> String {
    let median = NumberText.trimmed(summary.median)
    let quartiles = [summary.lowerQuartile, summary.upperQuartile]
    return "\(median) [\(quartiles.map { NumberText.trimmed($0) }.joined(separator: "–"))]"
  }

  private static func share(_ summary: Results.BaselineRow.Summary) -> String {
    "\(NumberText.weight(summary.count)) (\(NumberText.percent(summary.mean)))"
  }

  private func baselineNotes(
    _ rows: [Results.BaselineRow], _ design: ReportContent.Named<DesignResult>?
  ) -> [String] {
    var notes: [String] = []
    if let design {
      notes.append(
        "SMD: standardized mean difference, before and after ‘\(content.designLabel(design.name))’;"
          + " \(NumberText.absent) where it cannot be computed.")
      let isWeighted = content.results.arms.contains { arm in
        design.value.arms[arm.arm].map { abs($0.sumOfWeights - Double($0.n)) > 0.005 } ?? false
      }
      if isWeighted { notes.append("After the design, counts and shares are weighted.") }
    }
    for name in content.covariateNotes.keys.sorted() {
      guard let note = content.covariateNotes[name] else { continue }
      notes.append("\(content.covariateLabel(name)): \(note).")
    }
    return notes
  }
}
