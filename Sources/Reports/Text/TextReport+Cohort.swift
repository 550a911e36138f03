internal import Workflow

extension TextReport {
  private static let labelColumn = 12

  /// The cohort, its arms, the steps that excluded someone, and the propensity models.
  var cohort: [TextLine] {
    attrition + armLines + content.propensityModels.flatMap { propensity($0.name, $0.value) }
  }

  private var attrition: [TextLine] {
    let steps = content.results.attrition
    let total = steps.last?.remaining ?? content.results.arms.map(\.n).reduce(0, +)
    var phrase = "\(NumberText.count(total)) patients"
    if let first = steps.first {
      let start = first.remaining + first.excluded + first.unknown
      phrase += start == total ? ", nobody excluded" : " of \(NumberText.count(start))"
    }
    let label = TextLine("Cohort", .heading)
    var lines = TextLine.paragraph(phrase, label: label, at: Self.labelColumn, width: width)
    let exclusions = steps.filter { $0.excluded > 0 || $0.unknown > 0 }
    let counts = exclusions.map { NumberText.count($0.excluded + $0.unknown) }
    let widest = counts.map(TextColumns.width).max() ?? 0
    for (step, count) in zip(exclusions, counts) {
      let unknown = step.unknown > 0 ? " (\(NumberText.count(step.unknown)) undecidable)" : ""
      let number = "− " + TextColumns.padded(count, to: widest, right: true)
      var line = TextLine()
      line.tab(to: Self.labelColumn)
      line.add(number)
      lines += TextLine.paragraph(
        "\(step.step)\(unknown)", label: line, at: Self.labelColumn + widest + 4, width: width)
    }
    return lines
  }

  private var armLines: [TextLine] {
    let names = content.results.arms.map { TextColumns.cut($0.arm, to: 20) }
    let counts = content.results.arms.map { NumberText.count($0.n) }
    let column = max(Self.labelColumn, (names.map(TextColumns.width).max() ?? 0) + 4)
    let widest = counts.map(TextColumns.width).max() ?? 0
    return content.results.arms.indices.flatMap { index in
      var label = TextLine("  \(names[index])")
      label.tab(to: column)
      label.add(TextColumns.padded(counts[index], to: widest, right: true))
      return TextLine.paragraph(
        content.results.arms[index].label, label: label, at: column + widest + 2, width: width)
    }
  }

  private func propensity(_ name: String, _ model: PropensityResult) -> [TextLine] {
    var parts = ["\(model.model), \(NumberText.count(model.n)) patients"]
    if let c = model.cStatistic { parts.append("c-statistic \(NumberText.fixed(c, 3))") }
    if let share = model.equipoiseShare {
      parts.append("\(NumberText.percent(share))% of patients in equipoise")
    }
    if content.results.propensity.count > 1 { parts.insert(name, at: 0) }
    let label = TextLine("Propensity", .heading)
    var lines = TextLine.paragraph(
      parts.joined(separator: "; "), label: label, at: Self.labelColumn, width: width)
    var problems = model.converged ? [] : ["the fit did not converge"]
    let ids = content.results.findings.map(\.id).filter {
      ["aliased", "ill-conditioned"].contains($0)
    }
    if !ids.isEmpty { problems.append("see \(Set(ids).sorted().joined(separator: ", ")) below") }
    if !problems.isEmpty {
      lines += TextLine.paragraph(
        problems.joined(separator: "; "), at: Self.labelColumn, width: width, ink: .warning)
    }
    return lines
  }
}
