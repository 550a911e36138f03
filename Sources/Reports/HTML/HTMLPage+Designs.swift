internal import Workflow

extension HTMLPage {
  /// Each design: what it does, whom it uses, what its gates say, and how it balances.
  mutating func designs() -> [Markup] {
    let designs = content.designs
    guard !designs.isEmpty else { return [] }
    var body = designs.count > 1 ? [table(overview(designs))] : []
    for design in designs {
      body.append(heading(content.designLabel(design.name), "design", design.name))
      body.append(facts(designFacts(design.value)))
      body.append(table(armTable(design)))
      if !design.value.gates.isEmpty { body.append(table(gateTable(design))) }
      if let love = figures.love.first(where: { $0.design == design.name }) {
        body.append(figure(love.figure))
        body.append(
          details("Balance table: \(content.designLabel(design.name))", [table(balance(design))]))
      }
    }
    return body
  }

  private func overview(_ designs: [ReportContent.Named<DesignResult>]) -> DataTable {
    let rows = designs.map { design in
      let worst = design.value.worstBalance
      let failed = design.value.gates.filter { !$0.passed }
      let judged =
        design.value.gates.isEmpty
        ? "none"
        : failed.isEmpty
          ? "hold"
          : failed.map { Self.gateName($0.gate) }
            .joined(separator: ", ") + " not held"
      return DataTable.Row(
        heading: content.designLabel(design.name),
        cells: [
          .text(
            ReportContent.capitalized(ReportContent.methodWords(design.value.method)),
            style: "short"),
          .text(design.value.targetPopulation ?? NumberText.absent),
        ]
          + content.results.arms.map {
            .number(NumberText.weight(design.value.arms[$0.arm]?.effectiveSampleSize))
          } + [
            .number(NumberText.fixed(worst?.value, 3)),
            .text(
              worst.map { content.covariateLabel($0.row.covariate, level: $0.row.level) } ?? ""),
            .text(judged, style: failed.isEmpty ? nil : "warn"),
          ])
    }
    return DataTable(
      caption: "The designs side by side.",
      headings: [.init(text: "Design"), .init(text: "Method"), .init(text: "Population")]
        + content.results.arms.map { .init(text: "ESS: \($0.label)", isNumeric: true) } + [
          .init(text: "Largest |SMD|", isNumeric: true), .init(text: "In"), .init(text: "Gates"),
        ],
      groups: [.init(rows: rows)],
      notes: [
        "ESS: effective sample size, (Σw)²/Σw². The largest |SMD| is that of the covariates in the "
          + "propensity model, after the design."
      ])
  }

  private func designFacts(_ design: DesignResult) -> [(String, String)] {
    var rows = [
      ("Method", ReportContent.capitalized(ReportContent.methodWords(design.method))),
      ("Estimand", design.estimand ?? "none"),
      (
        "Speaks of", ReportContent.capitalized(content.populationWords(design.targetPopulation))
      ),
    ]
    if let sets = design.sets { rows.append(("Matched sets", NumberText.count(sets))) }
    if let width = design.caliperWidth {
      rows.append(
        ("Caliper", "\(NumberText.trimmed(width, decimals: 4)) on the scale of the score"))
    }
    if let distance = design.totalDistance {
      rows.append(("Sum of distances", NumberText.general(distance)))
    }
    if let certificate = design.certificate { rows.append(("Certificate", certificate)) }
    return rows
  }

  private func armTable(_ design: ReportContent.Named<DesignResult>) -> DataTable {
    let rows = content.results.arms.compactMap { arm in
      design.value.arms[arm.arm].map { counts in
        DataTable.Row(
          heading: arm.label,
          cells: [
            .number(NumberText.count(counts.n)), .number(NumberText.count(counts.unmatched)),
            .number(NumberText.fixed(counts.effectiveSampleSize, 1)),
            .number(NumberText.fixed(counts.sumOfWeights, 1)),
            .number(NumberText.trimmed(counts.largestWeight)),
          ])
      }
    }
    return DataTable(
      caption: "Patients under ‘\(content.designLabel(design.name))’.",
      headings: .first(
        "Arm",
        numbers: [
          "Used", "Not used", "Effective sample size", "Sum of weights", "Largest weight",
        ]),
      groups: [.init(rows: rows)])
  }

  private func gateTable(_ design: ReportContent.Named<DesignResult>) -> DataTable {
    let rows = design.value.gates.map { gate in
      let decimals = gate.gate == "ess" ? 1 : 3
      let comparison = ["smd", "share"].contains(gate.gate) ? "at most" : "at least"
      let threshold = "\(comparison) \(NumberText.trimmed(gate.threshold, decimals: 3))"
      let verdict =
        gate.passed ? "holds" : gate.action == "withhold" ? "withholds" : "does not hold, reported"
      return DataTable.Row(
        heading: ReportContent.capitalized(Self.gateWords(gate.gate)),
        cells: [
          .number(NumberText.fixed(gate.value, decimals)), .text(subject(gate)),
          .text(threshold, style: "line"),
          .text(verdict, style: gate.passed ? "good line" : "warn line"),
        ])
    }
    return DataTable(
      caption: "Gates of ‘\(content.designLabel(design.name))’.",
      headings: [
        .init(text: "Gate"), .init(text: "Found", isNumeric: true), .init(text: "In"),
        .init(text: "Asked for"), .init(text: "Verdict"),
      ],
      groups: [.init(rows: rows)])
  }

  private func subject(_ gate: DesignResult.Gate) -> String {
    guard let subject = gate.subject else { return NumberText.absent }
    return content.results.arms.first { $0.arm == subject }?.label ?? subject
  }

  private static func gateWords(_ gate: String) -> String {
    switch gate {
    case "smd": "balance: largest |SMD|"
    case "ess": "information: effective sample size"
    case "overlap": "overlap: share of patients"
    case "share": "limit: share of patients"
    default: gate
    }
  }

  private static func gateName(_ gate: String) -> String {
    switch gate {
    case "smd": "balance"
    case "ess": "information"
    case "share": "limit"
    default: gate
    }
  }
}
