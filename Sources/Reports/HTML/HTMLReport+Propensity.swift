private import Foundation
internal import Workflow

extension HTMLReport {
  mutating func propensityPart() -> Part? {
    let models = content.propensityModels
    guard !models.isEmpty || figures.overlap != nil else { return nil }
    var body: [Markup] = []
    for model in models {
      if models.count > 1 { body.append(tag("h3", .text("Model \(model.name)"))) }
      body.append(definitions(Self.facts(model.value)))
      body.append(add(coefficientTable(model.value, name: models.count > 1 ? model.name : nil)))
    }
    if let figure = figures.overlap {
      body.append(
        add(
          figure,
          note: "Bars are shares of each arm; after a weighted design they are weighted."))
    }
    return Part(id: "propensity", heading: "Propensity score", body: body)
  }

  private static func facts(_ model: PropensityResult) -> [(term: String, definition: String)] {
    var facts = [
      (term: "Model", definition: "\(ReportContent.words(model.model)) regression"),
      (term: "Patients", definition: NumberText.count(model.n)),
      (
        term: "Fit",
        definition: (model.converged ? "converged" : "did not converge")
          + " in \(model.iterations) iterations"
      ),
    ]
    if model.cStatistic != nil {
      facts.append((term: "c-statistic", definition: NumberText.fixed(model.cStatistic, 3)))
    }
    if model.equipoiseShare != nil {
      let share = "\(NumberText.percent(model.equipoiseShare))% of patients"
      facts.append((term: "Preference score from 0.3 to 0.7", definition: share))
    }
    return facts
  }

  private func coefficientTable(_ model: PropensityResult, name: String?) -> HTMLTable {
    let arms = Set(model.coefficients.map(\.arm))
    let arm = arms.count == 1 ? arms.first.map(content.armLabel) : nil
    var table = HTMLTable(
      caption: "Coefficients of the propensity model"
        + (name.map { " \($0)" } ?? "") + (arm.map { " for \($0)" } ?? ""),
      columns: [
        .words("Term"), .number("Log odds ratio"), .number("Standard error"),
        .number("Odds ratio per unit"), .number("z"), .number("p"),
      ])
    var order: [String] = []
    for coefficient in model.coefficients where !order.contains(coefficient.arm) {
      order.append(coefficient.arm)
    }
    table.groups = order.map { arm in
      .init(
        heading: order.count > 1 ? content.armLabel(arm) : nil,
        rows: model.coefficients.filter { $0.arm == arm }.map(row))
    }
    table.notes = ["Odds ratio per unit of the covariate, or against the reference level."]
    if model.coefficients.contains(where: { $0.estimate == nil }) {
      table.notes.append("– the term is a combination of others and has no coefficient.")
    }
    return table
  }

  private func row(_ coefficient: PropensityResult.Coefficient) -> HTMLTable.Row {
    let isConstant = coefficient.term == "(Intercept)"
    let label =
      isConstant
      ? "Intercept" : content.covariateLabel(coefficient.term, level: coefficient.level)
    let ratio = coefficient.estimate.map { exp($0) }
    let decimals = ratio.map { abs($0 - 1) < 0.005 } == true ? 4 : 2
    let odds =
      isConstant ? "" : decimals == 4 ? NumberText.fixed(ratio, 4) : NumberText.ratio(ratio)
    return .init([
      label, Self.coefficient(coefficient.estimate), Self.coefficient(coefficient.standardError),
      odds, NumberText.fixed(coefficient.z, 2), NumberText.pValue(coefficient.p),
    ])
  }

  private static func coefficient(_ value: Double?) -> String {
    guard let value else { return NumberText.absent }
    return NumberText.fixed(value, abs(value) < 0.01 ? 5 : 3)
  }
}
