internal import Workflow

/// Curves of every arm of one comparison, with confidence bands and the numbers at risk.
struct SurvivalFigure {
  /// What the curves belong to.
  struct Key: Hashable {
    /// The kind of curve, where it is not survival.
    var kind: String?
    let outcome: String
    let event: String?
    let design: String?
    let subgroup: String?
  }

  let key: Key
  let curves: [Curve]
  /// Why there are no curves; `nil` where there are.
  let withheld: String?
  /// Sentences under the legend, such as the hazard ratio.
  let remarks: [String]
  let content: ReportContent

  /// Times are divided by this for the labels of the axis.
  let unitSize: Double
  let unit: String
  let ticks: [Double]
  let lastTime: Double

  init(
    key: Key, curves: [Curve], withheld: String?, remarks: [String], in content: ReportContent
  ) {
    self.key = key
    self.curves = curves.enumerated().sorted {
      (content.armIndex($0.element.arm), $0.offset) < (content.armIndex($1.element.arm), $1.offset)
    }.map(\.element)
    self.withheld = curves.isEmpty ? withheld ?? "no curve was asked for" : nil
    self.remarks = remarks
    self.content = content
    let times = curves.map(\.lastTime).filter { $0.isFinite && $0 > 0 }
    let last = times.max() ?? 1
    lastTime = last
    let marks = Set(curves.flatMap(\.riskTable.time)).filter { $0 >= 0 && $0 <= last }.sorted()
    ticks = marks
    let days = curves.first?.unit == "days"
    let years = days && last > 730 && marks.allSatisfy { Self.isWhole($0 / 182.625) }
    unitSize = years ? 365.25 : 1
    unit = years ? "years" : curves.first?.unit ?? content.timeUnit(key.outcome) ?? ""
  }

  private static func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 0.02 }

  /// The kind of curve in words.
  var axisTitle: String {
    let label = content.outcomeLabel(key.outcome, event: key.event)
    switch curves.first?.kind {
    case "cumulativeIncidence": return "\(label), cumulative incidence (%)"
    case "occupation": return "\(label), probability of the state (%)"
    default: return "\(label) (%)"
    }
  }

  /// The design and subgroup in words.
  var subtitle: String {
    if content.isDescriptive, key.subgroup?.contains("=") == false {
      return "by \(content.covariateLabel(key.subgroup ?? ""))"
    }
    return [content.designLabel(key.design), key.subgroup.map(content.subgroupLabel)]
      .compactMap { $0 }.joined(separator: " · ")
  }

  var isWeighted: Bool {
    curves.contains { curve in
      zip(curve.riskTable.atRisk, curve.riskTable.atRiskWeighted)
        .contains { abs(Double($0) - $1) > 0.005 }
    }
  }

  func figure(name: String) -> Figure {
    Figure(
      name: name, title: "\(content.outcomeLabel(key.outcome, event: key.event)), \(subtitle)",
      description: description, draw: draw)
  }

  private var description: String {
    if let withheld { return "No curve is shown: \(withheld)." }
    let readings = curves.map { curve in
      let points = ticks.filter { $0 > 0 }.compactMap { time -> String? in
        guard time <= curve.lastTime, let index = curve.time.lastIndex(where: { $0 <= time }),
          curve.value.indices.contains(index)
        else { return nil }
        return "\(NumberText.percent(curve.value[index], decimals: 0))% at \(tickLabel(time))"
      }
      return "\(content.armLabel(curve.arm)): \(points.joined(separator: ", "))"
    }
    return "Step curves over time in \(unit) with pointwise confidence bands. "
      + readings.joined(separator: ". ") + ". Numbers at risk are under the curves."
  }

  func tickLabel(_ time: Double) -> String {
    NumberText.trimmed(time / unitSize, decimals: 1)
  }

  func dash(_ arm: String) -> String? { Ink.dash(place(arm)) }

  func ink(_ arm: String) -> Ink { .arm(place(arm)) }

  /// What gives a curve its colour and dash: the place of its arm, or of its level where there are no
  /// arms.
  private func place(_ arm: String) -> Int {
    guard content.isDescriptive else { return content.armIndex(arm) }
    return curves.firstIndex { $0.arm == arm } ?? 0
  }

  /// The same for lines that are no curves.
  static func places(of arms: [String], in content: ReportContent) -> [Int] {
    content.isDescriptive ? Array(arms.indices) : arms.map(content.armIndex)
  }
}
