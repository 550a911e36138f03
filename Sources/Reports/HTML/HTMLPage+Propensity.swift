internal import Workflow

extension HTMLPage {
  /// The propensity models and the overlap of the arms.
  mutating func propensity() -> [Markup] {
    let models = content.propensityModels
    guard !models.isEmpty else { return [] }
    var body: [Markup] = []
    for model in models {
      if models.count > 1 {
        body.append(heading("Model \(model.name)", "propensity", model.name))
      }
      body.append(facts(modelFacts(model.value)))
      if !model.value.coefficients.isEmpty { body.append(table(coefficients(model.value))) }
    }
    if let overlap = figures.overlap {
      body.append(
        figure(
          overlap,
          "Each arm’s bars add up to 100%; where one arm has bars and the other none, the arms "
            + "cannot be compared."))
      body.append(numbers(histograms()))
    }
    return body
  }

  private func modelFacts(_ model: PropensityResult) -> [(String, String)] {
    let iterations = "\(model.iterations) iterations"
    var rows = [
      ("Model", model.model == "firth" ? "logistic, Firth’s penalty" : model.model),
      ("Patients", NumberText.count(model.n)),
      ("Fit", model.converged ? "converged in \(iterations)" : "not converged after \(iterations)"),
      ("c-statistic", NumberText.fixed(model.cStatistic, 3)),
      ("Share in equipoise", NumberText.percent(model.equipoiseShare) + "%"),
      (
        "Deviance",
        "\(NumberText.fixed(model.deviance, 1)), of \(NumberText.fixed(model.nullDeviance, 1)) "
          + "without covariates"
      ),
    ]
    if model.equipoiseShare == nil { rows.removeAll { $0.0 == "Share in equipoise" } }
    return rows
  }

  private func coefficients(_ model: PropensityResult) -> DataTable {
    var table = DataTable(
      caption: "The propensity model: log odds of being in the arm ‘\(content.focalLabel)’.",
      headings: .first("Term", numbers: ["Log odds ratio", "SE", "z", "p"]),
      notes: [
        "Per unit of the term. The share in equipoise is the share of patients whose preference "
          + "score is from 0.3 to 0.7."
      ])
    let rows = model.coefficients.map { row in
      let term =
        row.term == "(Intercept)" ? "Intercept" : content.covariateLabel(row.term, level: row.level)
      let mark =
        row.estimate == nil
        ? table.mark("the term is a combination of those above it and has no coefficient") : nil
      return DataTable.Row(
        heading: term,
        cells: [
          .number(NumberText.fixed(row.estimate, Self.decimals(row.standardError)), mark: mark),
          .number(NumberText.fixed(row.standardError, Self.decimals(row.standardError))),
          .number(NumberText.fixed(row.z, 2)), .number(NumberText.pValue(row.p)),
        ])
    }
    table.groups = [.init(rows: rows)]
    return table
  }

  /// Enough decimals for two digits of a standard error.
  private static func decimals(_ standardError: Double?) -> Int {
    guard let standardError, standardError > 0 else { return 3 }
    return standardError < 0.001 ? 5 : standardError < 0.01 ? 4 : 3
  }

  private func histograms() -> [DataTable] {
    let before = content.propensityModels.map { ("Before any design", $0.value.scores) }
    let after = content.designs.map { (content.designLabel($0.name), $0.value.scores) }
    let panels = (before + after).compactMap { title, histogram in
      histogram.map { (title: title, histogram: $0) }
    }
    guard let first = panels.first?.histogram else { return [] }
    let arms = content.results.arms
    let bins = first.counts.values.map(\.count).max() ?? 0
    let width = (first.upper - first.lower) / Double(max(bins, 1))
    let rows = (0..<bins).map { bin in
      let from = first.lower + Double(bin) * width
      let cells = panels.flatMap { panel in
        arms.map { arm -> DataTable.Cell in
          let counts = panel.histogram.counts[arm.arm] ?? []
          return .number(NumberText.weight(counts.indices.contains(bin) ? counts[bin] : nil))
        }
      }
      let range = "\(NumberText.fixed(from, 3)) to \(NumberText.fixed(from + width, 3))"
      return DataTable.Row(heading: range, cells: cells)
    }
    return [
      DataTable(
        caption: "Patients (weighted after a design) by propensity score.",
        spans: panels.map { .init(text: $0.title, columns: arms.count) },
        headings: .first("Score", numbers: panels.flatMap { _ in arms.map(\.label) }),
        groups: [.init(rows: rows)])
    ]
  }
}
