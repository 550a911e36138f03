internal import Workflow

extension HTMLReport {
  mutating func balancePart() -> Part? {
    guard !content.designs.isEmpty else { return nil }
    var body: [Markup] = [add(designTable())]
    for (name, design) in content.designs {
      body.append(tag("h3", .text(content.designLabel(name))))
      body.append(paragraph(facts(design)))
      body.append(paragraph(content.gatesSentence(name)))
      if let love = figures.love.first(where: { $0.design == name }) {
        body.append(add(love.figure))
      }
      if !design.balance.isEmpty {
        body.append(details("Balance as a table", [add(balanceTable(name, design))]))
      }
      if !design.gates.isEmpty {
        body.append(details("Every check", [add(gateTable(name, design))]))
      }
    }
    return Part(id: "balance", heading: "Designs and balance", body: body)
  }

  private func facts(_ design: DesignResult) -> String {
    var facts = ["Method: \(ReportContent.words(design.method).lowercasedFirst)"]
    if let estimand = design.estimand { facts.append("estimand \(estimand)") }
    if let target = design.targetPopulation, target != design.estimand {
      facts.append("speaks of \(target)")
    }
    if let sets = design.sets { facts.append("\(NumberText.count(sets)) matched sets") }
    if design.caliperWidth != nil {
      facts.append("caliper \(NumberText.fixed(design.caliperWidth, 4)) on the score")
    }
    if design.totalDistance != nil {
      facts.append("total distance \(NumberText.general(design.totalDistance))")
    }
    if let certificate = design.certificate { facts.append(certificate) }
    return facts.joined(separator: ", ") + "."
  }

  private func designTable() -> HTMLTable {
    var table = HTMLTable(
      caption: "What each design uses of each arm",
      columns: [
        .words("Arm"), .number("Patients"), .number("Not used"),
        .number("Effective sample size"), .number("Sum of weights"), .number("Largest weight"),
      ])
    table.groups = content.designs.map { name, design in
      let worst = content.worstBalance(design).map {
        "; largest |SMD| \(NumberText.fixed($0.value, 3)), "
          + content.covariateLabel($0.row.covariate, level: $0.row.level)
      }
      return .init(
        heading: content.designLabel(name) + (worst ?? ""),
        rows: content.results.arms.map { arm in
          let counts = design.arms[arm.arm]
          return .init([
            arm.label, NumberText.count(counts?.n), NumberText.count(counts?.unmatched),
            NumberText.fixed(counts?.effectiveSampleSize, 1, groupFrom: 1000),
            NumberText.fixed(counts?.sumOfWeights, 1, groupFrom: 1000),
            NumberText.fixed(counts?.largestWeight, 1),
          ])
        })
    }
    table.notes = [
      "Effective sample size: (Σw)² / Σw², the patients that unweighted data of the same precision "
        + "would need. |SMD|: absolute standardized mean difference after the design, over the "
        + "covariates of the propensity model."
    ]
    return table
  }

  private func balanceTable(_ name: String, _ design: DesignResult) -> HTMLTable {
    let arms = content.results.arms
    let pairs = Set(design.balance.map { "\($0.arm)\u{0}\($0.referenceArm)" })
    let two = pairs.count == 1 ? design.balance.first : nil
    let arm = two.map { content.armLabel($0.arm) } ?? "Arm"
    let reference = two.map { content.armLabel($0.referenceArm) } ?? "Reference"
    let side = [HTMLTable.Column.number(arm), .number(reference), .number("SMD")]
    let both = [HTMLTable.Column.number("before"), .number("after")]
    var table = HTMLTable(
      caption: "Balance before and after: \(content.designLabel(name).lowercasedFirst)",
      columns: [.words("Covariate")] + side + side + both + both)
    table.spans = [("", 1), ("Before", 3), ("After", 3), ("Variance ratio", 2), ("KS", 2)]
    let threshold = content.balanceThreshold(design)
    table.groups = [true, false].map { inModel in
      .init(
        heading: inModel ? "In the propensity model" : "Beside the model, only reported",
        rows: design.balance.filter { $0.inModel == inModel }.map { line in
          row(line, showsPair: two == nil && arms.count > 2, threshold: threshold)
        })
    }
    table.notes = [
      "Means, or % for shares. SMD: standardized mean difference; bold beyond "
        + "±\(NumberText.trimmed(threshold)). KS: largest difference of the cumulative "
        + "distributions. – variance ratios are not given for shares."
    ]
    return table
  }

  private func row(
    _ line: DesignResult.BalanceRow, showsPair: Bool, threshold: Double
  ) -> HTMLTable.Row {
    var label = content.covariateLabel(line.covariate, level: line.level)
    if let subgroup = line.subgroup { label += ", \(content.subgroupLabel(subgroup))" }
    if let time = line.time { label += ", at \(NumberText.trimmed(time))" }
    if showsPair {
      label += ", \(content.armLabel(line.arm)) vs \(content.armLabel(line.referenceArm))"
    }
    let isShare = content.results.baseline.contains {
      $0.covariate == line.covariate && $0.level == line.level && $0.kind == .share
    }
    func mean(_ value: Double?) -> String {
      if isShare { return value == nil ? NumberText.absent : NumberText.percent(value) + "%" }
      return NumberText.fixed(value, value.map { abs($0) < 10 } == true ? 2 : 1)
    }
    var row = HTMLTable.Row([
      label, mean(line.meanBefore), mean(line.referenceMeanBefore),
      NumberText.fixed(line.smdBefore, 3), mean(line.meanAfter), mean(line.referenceMeanAfter),
      NumberText.fixed(line.smdAfter, 3), NumberText.fixed(line.varianceRatioBefore, 2),
      NumberText.fixed(line.varianceRatioAfter, 2), NumberText.fixed(line.ksBefore, 3),
      NumberText.fixed(line.ksAfter, 3),
    ])
    row.isFlagged = abs(line.smdAfter ?? 0) > threshold
    return row
  }

  private func gateTable(_ name: String, _ design: DesignResult) -> HTMLTable {
    var table = HTMLTable(
      caption: "Checks of: \(content.designLabel(name).lowercasedFirst)",
      columns: [
        .words("Check"), .number("Value"), .number("Limit"), .words("Outcome"),
        .words("If it does not hold"),
      ])
    table.groups = [
      .init(
        rows: design.gates.map { gate in
          let isUpper = gate.gate == "smd"
          var row = HTMLTable.Row([
            ReportContent.capitalized(content.gateName(gate)), content.gateValue(gate),
            (isUpper ? "≤ " : "≥ ") + NumberText.trimmed(gate.threshold, decimals: 3),
            gate.passed ? "holds" : gate.value == nil ? "cannot be computed" : "does not hold",
            gate.action == "withhold" ? "estimates are withheld" : "it is reported",
          ])
          row.isFlagged = !gate.passed
          return row
        })
    ]
    return table
  }
}
