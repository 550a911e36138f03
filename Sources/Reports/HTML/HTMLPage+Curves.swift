internal import Workflow

extension HTMLPage {
  /// Curves by outcome: the first design in full view, the others to be opened.
  mutating func curves() -> [Markup] {
    var body: [Markup] = []
    for outcome in outcomes(figures.curves.map { ($0.outcome, $0.event) }) {
      let all = figures.curves.filter {
        $0.outcome == outcome.name && $0.event == outcome.event
          && ($0.subgroup == nil || content.isDescriptive)
      }
      guard let first = all.first else { continue }
      let label = content.outcomeLabel(outcome.name, event: outcome.event)
      body.append(heading(label, "survival", outcome.name, outcome.event ?? ""))
      body += curve(first)
      if content.isDescriptive {
        for other in all.dropFirst() { body += curve(other) }
        continue
      }
      let others = all.dropFirst()
      guard !others.isEmpty else { continue }
      var inside: [Markup] = []
      for other in others { inside += curve(other) }
      body.append(details("\(label) under the other designs (\(others.count))", inside))
    }
    return body
  }

  private func marks(_ curves: [Curve]) -> String {
    curves.contains { $0.censoringTimes?.isEmpty == false }
      ? " Ticks: follow-up ended without the event." : ""
  }

  /// Outcomes with their events in the order of first mention.
  func outcomes(_ names: [(String, String?)]) -> [(name: String, event: String?)] {
    var result: [(name: String, event: String?)] = []
    for (name, event) in names
    where !result.contains(where: { $0.name == name && $0.event == event }) {
      result.append((name, event))
    }
    return result
  }

  private mutating func curve(_ curve: FigureSet.Curves) -> [Markup] {
    let data = curve.curves
    let shown = figure(
      curve.figure,
      data.contains { $0.lower.contains { $0 != nil } }
        ? "Bands are pointwise confidence intervals.\(marks(data))" : "")
    guard !data.isEmpty else { return [shown] }
    return [
      shown, numbers([readings(data, curve.figure)]),
    ]
  }

  private func readings(_ curves: [Curve], _ figure: Figure) -> DataTable {
    let ordered = curves.sorted { content.armIndex($0.arm) < content.armIndex($1.arm) }
    let isWeighted = ordered.contains { curve in
      zip(curve.riskTable.atRisk, curve.riskTable.atRiskWeighted).contains {
        abs(Double($0) - $1) > 0.005
      }
    }
    let counted = isWeighted ? "At risk (weighted)" : "At risk"
    let times = Set(ordered.flatMap(\.riskTable.time)).sorted()
    let rows = times.map { time in
      DataTable.Row(
        heading: EstimateText.time(time, unit: ordered.first?.unit),
        cells: ordered.flatMap { reading($0, at: time, isWeighted: isWeighted) })
    }
    return DataTable(
      caption: "\(figure.title): patients at risk and the curve, in per cent.",
      spans: ordered.map { curve in
        let state = curve.kind == "occupation" ? curve.event.map { ", \($0)" } ?? "" : ""
        return .init(text: content.armLabel(curve.arm) + state, columns: 2)
      },
      headings: .first("Time", numbers: ordered.flatMap { _ in [counted, "% (interval)"] }),
      groups: [.init(rows: rows)],
      notes: ["\(NumberText.absent) after the last patient, and where there is no interval."])
  }

  /// Patients at risk, with their weight where that is another number.
  private func atRisk(_ risk: Curve.RiskTable, at time: Double, isWeighted: Bool) -> String {
    guard let index = risk.time.firstIndex(of: time), risk.atRisk.indices.contains(index) else {
      return NumberText.absent
    }
    let patients = NumberText.count(risk.atRisk[index])
    guard isWeighted, risk.atRiskWeighted.indices.contains(index) else { return patients }
    return "\(patients) (\(SurvivalFigure.weightText(risk.atRiskWeighted[index])))"
  }

  private func reading(
    _ curve: Curve, at time: Double, isWeighted: Bool
  ) -> [DataTable.Cell] {
    let atRisk = atRisk(curve.riskTable, at: time, isWeighted: isWeighted)
    let absent = DataTable.Cell.number(NumberText.absent)
    let step = curve.time.lastIndex { $0 <= time }
    guard time <= curve.lastTime, let step, curve.value.indices.contains(step) else {
      return [.number(atRisk), absent]
    }
    let limits = [curve.lower, curve.upper].map { values in
      NumberText.percent(values.indices.contains(step) ? values[step] : nil)
    }
    let value = NumberText.percent(curve.value[step])
    let isKnown = limits != [NumberText.absent, NumberText.absent]
    let interval = isKnown ? " (\(limits.joined(separator: " to ")))" : ""
    return [.number(atRisk), .number(value + interval)]
  }
}
