internal import Workflow

extension FigureSet {
  /// The figures that the study asked for, each once.
  static func further(_ content: ReportContent, _ slugs: inout Slugs) -> [Further] {
    guard !content.results.figures.isEmpty else { return [] }
    let curves = SurvivalFigure.all(in: content)
    var seen: [SurvivalFigure.Key] = []
    return content.results.figures.compactMap { result in
      guard let figure = HazardFigure(result, among: curves) else { return nil }
      var key = figure.base.key
      key.kind = result.kind
      guard !seen.contains(key) else { return nil }
      seen.append(key)
      let name = slugs.unique(result.kind, key.outcome, key.design ?? "crude", key.subgroup)
      return Further(
        outcome: key.outcome, design: key.design, figure: figure.figure(name: name),
        note: figure.purpose)
    }
  }
}
