internal import Workflow

extension FigureSet {
  /// The figures that the study asked for, each once.
  static func further(_ content: ReportContent, _ slugs: inout Slugs) -> [Further] {
    let all = content.results.figures
    guard !all.isEmpty else { return [] }
    let curves = SurvivalFigure.all(in: content)
    var drawn: [SurvivalFigure.Key] = []
    var result: [Further] = []
    for (index, figure) in all.enumerated() where !all[..<index].contains(figure) {
      let name = [
        figure.kind, figure.outcome, figure.design ?? "crude", figure.subgroup, figure.regime,
      ]
      let made: (Figure, String)
      if let plot = HazardFigure(figure, among: curves) {
        var key = plot.base.key
        key.kind = figure.kind
        guard !drawn.contains(key) else { continue }
        drawn.append(key)
        let file = slugs.unique(figure.kind, key.outcome, name[2], key.subgroup)
        made = (plot.figure(name: file), plot.purpose)
      } else if let plot = SchoenfeldFigure(figure, in: content) {
        let file = slugs.unique(name[0], name[1], name[2], name[3], name[4])
        made = (plot.figure(name: file), plot.purpose)
      } else if let plot = SmoothedHazardFigure(figure, in: content) {
        let file = slugs.unique("smoothed-hazard", name[1], name[2], name[3], name[4])
        made = (plot.figure(name: file), plot.purpose)
      } else {
        continue
      }
      result.append(
        Further(
          outcome: figure.outcome, design: figure.design, figure: made.0, note: made.1))
    }
    return result
  }
}
