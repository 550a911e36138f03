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
    /// What is drawn, where these are curves.
    var curves: [Curve] = []
  }

  /// A figure that the study asked for, with what it is for.
  struct Further: Sendable {
    let outcome: String
    let design: String?
    let figure: Figure
    let note: String
  }

  let design: Figure?
  let attrition: Figure?
  let overlap: Figure?
  let love: [(design: String, figure: Figure)]
  let curves: [Curves]
  let further: [Further]
  let forests: [Figure]
  let subgroupForests: [Curves]
  let descriptions: [(description: String, figure: Figure)]

  /// Draws what the results allow.
  public init(_ content: ReportContent) {
    var slugs = Slugs()
    design = DesignDiagram(in: content)?.figure(name: slugs.unique("design"))
    attrition = AttritionFlow(in: content)?.figure(name: slugs.unique("attrition"))
    overlap = ScoreOverlap(in: content)?.figure(name: slugs.unique("overlap"))
    love = content.designs.filter { !$0.value.balance.isEmpty }.map { design in
      let plot = LovePlot(design: design.name, result: design.value, in: content)
      return (design.name, plot.figure(name: slugs.unique("love", design.name)))
    }
    descriptions = content.results.descriptions.flatMap { description in
      DescriptionFigures.all(of: description, in: content).map { part, draw in
        (description.name, draw(slugs.unique("describe", description.name, part)))
      }
    }
    curves =
      SurvivalFigure.all(in: content).map { figure in
        let key = figure.key
        let name = slugs.unique(
          figure.curves.first?.kind ?? "survival", key.outcome, key.event, key.design ?? "crude",
          key.subgroup)
        return Curves(
          outcome: key.outcome, event: key.event, design: key.design, subgroup: key.subgroup,
          figure: figure.figure(name: name), curves: figure.curves)
      }
      + StateFigure.all(in: content).map { figure in
        let key = figure.key
        let name = slugs.unique("states", key.outcome, key.design ?? "crude", key.subgroup)
        return Curves(
          outcome: key.outcome, event: "states", design: key.design, subgroup: key.subgroup,
          figure: figure.figure(name: name), curves: figure.curves)
      }
    further = Self.further(content, &slugs)
    let kinds = Self.forestKinds(content)
    forests = kinds.compactMap { kind in
      ForestPlot(measure: kind.measure, at: kind.at, outcome: kind.outcome, in: content)?
        .figure(
          name: slugs.unique(
            "forest", kind.measure, kind.outcome, kind.at.map { NumberText.trimmed($0) }))
    }
    subgroupForests = Self.subgroupKeys(content).compactMap { key in
      let kind = kinds.first { kind in
        content.results.estimates.contains {
          $0.measure == kind.measure && $0.at == kind.at && $0.outcome == key.outcome
        }
      }
      return kind.flatMap { kind in
        ForestPlot(measure: kind.measure, at: kind.at, subgroupsOf: key, in: content).map { plot in
          let name = slugs.unique("subgroups", key.outcome, key.event, key.design ?? "crude")
          return Curves(
            outcome: key.outcome, event: key.event, design: key.design, subgroup: nil,
            figure: plot.figure(name: name))
        }
      }
    }
  }

  /// All of them in the order of the report.
  public var all: [Figure] {
    [design, attrition].compactMap { $0 } + descriptions.map(\.figure)
      + [overlap].compactMap { $0 } + love.map(\.figure) + curves.map(\.figure)
      + further.map(\.figure)
      + forests
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

  /// A contrast with its time; of one outcome where it is in that outcome's unit.
  private struct ForestKind: Equatable {
    var measure: String
    var at: Double?
    var outcome: String?
  }

  /// Each contrast that is asked for, in order: ratios of hazards, then others.
  private static func forestKinds(_ content: ReportContent) -> [ForestKind] {
    var kinds: [ForestKind] = []
    for estimate in content.results.estimates where estimate.referenceArm != nil {
      let isInUnit = [.valueDifference, .rateDifference].contains(Measure(estimate.measure))
      let kind = ForestKind(
        measure: estimate.measure, at: estimate.at, outcome: isInUnit ? estimate.outcome : nil)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds.filter { $0.measure == "hazardRatio" }
      + kinds.filter { $0.measure != "hazardRatio" }
  }
}
