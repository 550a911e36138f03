internal import Workflow

extension HTMLPage {
  /// Every covariate before and after a design.
  func balance(_ design: ReportContent.Named<DesignResult>) -> DataTable {
    let threshold = content.balanceThreshold(design.value)
    let columns = [content.focalLabel, content.referenceLabel, "SMD", "VR", "KS"]
    var table = DataTable(
      caption: "Balance before and after ‘\(content.designLabel(design.name))’.",
      spans: [
        .init(text: "Before", columns: columns.count), .init(text: "After", columns: columns.count),
      ],
      headings: .first("Covariate", numbers: columns + columns),
      notes: withinSubgroups(design.value) + [
        "Means, or shares of patients. SMD: standardized mean difference, in bold where above "
          + "\(NumberText.trimmed(threshold, decimals: 3)) after the design. VR: ratio of variances,"
          + " not defined for shares. KS: largest difference of the cumulative distributions."
      ])
    for inModel in [true, false] {
      let rows = design.value.balance.filter { $0.inModel == inModel && $0.subgroup == nil }
      guard !rows.isEmpty else { continue }
      table.groups.append(
        .init(
          heading: inModel ? "In the propensity model" : "Beside the model, only reported",
          rows: rows.map { line($0, threshold) }))
    }
    return table
  }

  /// Where the rows within subgroups are, which would make the table many times as long.
  private func withinSubgroups(_ design: DesignResult) -> [String] {
    guard design.balance.contains(where: { $0.subgroup != nil }) else { return [] }
    return ["Balance within subgroups is in tables/balance.csv; the worst of it is a finding."]
  }

  private func line(_ row: DesignResult.BalanceRow, _ threshold: Double) -> DataTable.Row {
    let isOver = abs(row.smdAfter ?? 0) > threshold
    var label = content.covariateLabel(row.covariate, level: row.level)
    if content.results.arms.count > 2 {
      label += " · \(content.armLabel(row.arm)) vs \(content.armLabel(row.referenceArm))"
    }
    let isShare = content.results.baseline.contains {
      $0.covariate == row.covariate && $0.level == row.level && $0.kind == .share
    }
    func mean(_ value: Double?) -> DataTable.Cell {
      guard isShare, value != nil else { return .number(NumberText.general(value)) }
      return .number(NumberText.percent(value) + "%")
    }
    return DataTable.Row(
      heading: label,
      cells: [
        mean(row.meanBefore), mean(row.referenceMeanBefore),
        .number(NumberText.fixed(row.smdBefore, 3)),
        .number(NumberText.ratio(row.varianceRatioBefore)),
        .number(NumberText.fixed(row.ksBefore, 3)), mean(row.meanAfter),
        mean(row.referenceMeanAfter),
        .number(NumberText.fixed(row.smdAfter, 3), style: isOver ? "warn" : nil),
        .number(NumberText.ratio(row.varianceRatioAfter)),
        .number(NumberText.fixed(row.ksAfter, 3)),
      ])
  }
}
