internal import Workflow

extension HazardFigure {
  /// The figure that a study asks for; `nil` where its curves are not there.
  init?(_ result: FigureResult, among figures: [SurvivalFigure]) {
    guard let kind = Kind(rawValue: result.kind) else { return nil }
    let column = result.subgroup?.split(separator: "=", maxSplits: 1).first.map(String.init)
    let base = figures.first {
      $0.key.kind == nil && $0.withheld == nil && $0.key.outcome == result.outcome
        && $0.key.event == nil && $0.key.design == result.design
        && [result.subgroup, column].contains($0.key.subgroup)
    }
    guard let base else { return nil }
    self.init(kind: kind, base: base)
  }
}
