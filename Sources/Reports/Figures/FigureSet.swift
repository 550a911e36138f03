internal import Workflow

/// Every figure of a report.
public struct FigureSet: Sendable {
  /// A figure with what it belongs to.
  struct Curves: Sendable {
    let outcome: String
    let event: String?
    let design: String?
    let subgroup: String?
    let figure: Figure
  }

  let attrition: Figure?
  let overlap: Figure?
  let love: [(design: String, figure: Figure)]
  let curves: [Curves]
  let forests: [Figure]
  let subgroupForests: [Curves]

  /// Draws what the results allow.
  public init(_ content: ReportContent) {
    var slugs = Slugs()
    attrition = AttritionFlow(in: content)?.figure(name: slugs.unique("attrition"))
    overlap = ScoreOverlap(in: content)?.figure(name: slugs.unique("overlap"))
    love = content.designs.filter { !$0.value.balance.isEmpty }.map { design in
      let plot = LovePlot(design: design.name, result: design.value, in: content)
      return (design.name, plot.figure(name: slugs.unique("love", design.name)))
    }
    curves = SurvivalFigure.all(in: content).map { figure in
      let key = figure.key
      let name = slugs.unique(
        figure.curves.first?.kind ?? "survival", key.outcome, key.event, key.design ?? "crude",
        key.subgroup)
      return Curves(
        outcome: key.outcome, event: key.event, design: key.design, subgroup: key.subgroup,
        figure: figure.figure(name: name))
    }
    let kinds = Self.forestKinds(content)
    forests = kinds.compactMap { measure, time in
      ForestPlot(measure: measure, at: time, in: content)?
        .figure(
          name: slugs.unique("forest", measure, time.map { NumberText.trimmed($0) }))
    }
    subgroupForests =
      kinds.first.map { measure, time in
        Self.subgroupKeys(content).compactMap { key in
          ForestPlot(measure: measure, at: time, subgroupsOf: key, in: content).map { plot in
            let name = slugs.unique("subgroups", key.outcome, key.event, key.design ?? "crude")
            return Curves(
              outcome: key.outcome, event: key.event, design: key.design, subgroup: nil,
              figure: plot.figure(name: name))
          }
        }
      } ?? []
  }

  /// All of them in the order of the report.
  public var all: [Figure] {
    [attrition, overlap].compactMap { $0 } + love.map(\.figure) + curves.map(\.figure) + forests
      + subgroupForests.map(\.figure)
  }

  /// Comparisons with subgroups, in order.
  private static func subgroupKeys(_ content: ReportContent) -> [SurvivalFigure.Key] {
    var keys: [SurvivalFigure.Key] = []
    for estimate in content.results.estimates where estimate.subgroup != nil {
      let key = SurvivalFigure.Key(
        outcome: estimate.outcome, event: estimate.event, design: estimate.design, subgroup: nil)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Each contrast that is asked for, with its time, in order: ratios of hazards, then differences.
  private static func forestKinds(_ content: ReportContent) -> [(String, Double?)] {
    var kinds: [(String, Double?)] = []
    for estimate in content.results.estimates where estimate.referenceArm != nil {
      let isKnown = kinds.contains { $0.0 == estimate.measure && $0.1 == estimate.at }
      if !isKnown { kinds.append((estimate.measure, estimate.at)) }
    }
    return kinds.filter { $0.0 == "hazardRatio" } + kinds.filter { $0.0 != "hazardRatio" }
  }
}
