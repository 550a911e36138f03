internal import Workflow

/// The estimates of one outcome under one design, in rows for a terminal.
///
/// The hazard ratio comes first, the numbers of two arms stand side by side with their difference.
/// A ratio of numbers whose difference is shown is left to the tables.
struct EstimateLines {
  /// A measure with its numbers.
  struct Row: Equatable {
    var label: String
    var cells: [String]
    /// The difference of the arms, where the cells are the numbers of the arms.
    var contrast: [String] = []
  }

  private let estimates: [Estimate]
  private let content: ReportContent
  private let level: Double?

  /// The rows of estimates, which name their level where it is not `level`.
  init(_ estimates: [Estimate], level: Double?, in content: ReportContent) {
    self.estimates = estimates.filter { $0.status != .withheld }
    self.level = level
    self.content = content
  }

  /// Why numbers were withheld, each reason once.
  static func reasons(_ estimates: [Estimate]) -> [String] {
    var reasons: [String] = []
    for estimate in estimates where estimate.status == .withheld {
      let reason = estimate.reason ?? "by a gate"
      let text = reason.hasPrefix("withheld: ") ? reason : "withheld: \(reason)"
      if !reasons.contains(text) { reasons.append(text) }
    }
    return reasons
  }

  /// Patients and events by arm, and the median follow-up where it is asked for.
  func summary(followUp: Bool) -> String {
    let perArm = content.results.arms.compactMap { arm in
      estimates.first { $0.arm == arm.arm && $0.referenceArm == nil && $0.n != nil }
    }
    guard !perArm.isEmpty, perArm.count == content.results.arms.count else { return total }
    var parts = ["n \(joined(perArm.map { NumberText.count($0.n) }))"]
    if perArm.contains(where: { $0.events != nil }) {
      parts.append("events \(joined(perArm.map { NumberText.count($0.events) }))")
    }
    let followed = perArm.compactMap { row in
      estimates.first { $0.arm == row.arm && $0.measure == "medianFollowUp" }
    }
    if followUp, followed.count == perArm.count, let unit = followed.first?.unit {
      let texts = followed.map { EstimateText($0, in: content).value }
      parts.append("median follow-up \(joined(texts)) \(unit)")
    }
    return parts.joined(separator: "; ")
  }

  private var total: String {
    guard let row = estimates.first(where: { $0.n != nil }) else { return "" }
    guard row.measure != "transitionHazardRatio" else { return "n \(NumberText.count(row.n))" }
    let events = row.events.map { "; events \(NumberText.count($0))" } ?? ""
    return "n \(NumberText.count(row.n))\(events)"
  }

  private func joined(_ texts: [String]) -> String { texts.joined(separator: " / ") }

  /// The rows in the order in which they are read.
  ///
  /// Of a repeat with another variance only what it changes is shown.
  var rows: [Row] {
    var rows: [Row] = []
    for estimate in ordered {
      guard var row = row(estimate) else { continue }
      if isRepeatByModel(estimate), rows.contains(where: { $0.cells == row.cells }) {
        guard !row.contrast.isEmpty else { continue }
        row = Row(label: "  difference (model)", cells: row.contrast)
      }
      if !rows.contains(row) { rows.append(row) }
    }
    return rows
  }

  private var ordered: [Estimate] {
    func rank(_ measure: String) -> Int {
      if measure.lowercased().hasSuffix("hazardratio") { return 0 }
      return ["logRank", "maxCombo", "gray", "hazardRatioChange"].contains(measure) ? 1 : 2
    }
    return estimates.enumerated()
      .sorted {
        (rank($0.element.measure), order($0.element), $0.offset)
          < (rank($1.element.measure), order($1.element), $1.offset)
      }
      .map(\.element)
  }

  /// The place of the first estimate of the same measure, which keeps its repeats together.
  private func order(_ estimate: Estimate) -> Int {
    estimates.firstIndex { $0.measure == estimate.measure && $0.at == estimate.at } ?? 0
  }

  private func row(_ estimate: Estimate) -> Row? {
    switch estimate.measure {
    case "medianFollowUp": return nil
    case "proportionalHazards":
      let isShown = estimates.contains { proportionality(of: $0) == estimate }
      return isShown ? nil : single(estimate)
    case _ where estimate.arm != nil && estimate.referenceArm == nil: return perArm(estimate)
    case let name where name.hasSuffix("Difference"):
      return armRows(String(name.dropLast(10)), like: estimate) == nil ? single(estimate) : nil
    case "rmstRatio", "medianRatio", "timeLostRatio", "cumulativeIncidenceRatio":
      let difference = "\(estimate.measure.dropLast(5))Difference"
      return find(difference, like: estimate) == nil ? single(estimate) : nil
    default: return single(estimate)
    }
  }

  private func single(_ estimate: Estimate) -> Row {
    let contrast = content.results.arms.count > 2 ? estimate : nil
    var cells = numbers(estimate)
    if let test = proportionality(of: estimate), test.p != nil {
      cells.append("PH test \(p(test))")
    }
    return Row(label: label(estimate, of: contrast), cells: cells)
  }

  /// The test that belongs to a hazard ratio: the one that follows it, before any other ratio.
  private func proportionality(of estimate: Estimate) -> Estimate? {
    guard estimate.measure == "hazardRatio", content.results.arms.count == 2,
      let index = estimates.firstIndex(of: estimate)
    else { return nil }
    let following = estimates[(index + 1)...].prefix { $0.measure != "hazardRatio" }
    return following.first {
      $0.measure == "proportionalHazards" && $0.regime == estimate.regime
    }
  }

  private func perArm(_ estimate: Estimate) -> Row? {
    guard let pair = armRows(estimate.measure, like: estimate) else {
      return Row(label: label(estimate, of: estimate), cells: numbers(estimate))
    }
    guard pair[0] == estimate else { return nil }
    var row = Row(
      label: label(estimate, of: nil),
      cells: [number(pair[0]), "vs \(number(pair[1]))"])
    if let difference = find("\(estimate.measure)Difference", like: estimate) {
      row.contrast = numbers(difference)
    }
    return row
  }

  /// The rows of both arms, where there are two.
  private func armRows(_ measure: String, like estimate: Estimate) -> [Estimate]? {
    guard content.results.arms.count == 2 else { return nil }
    let rows = content.results.arms.compactMap { arm in
      estimates.first {
        $0.measure == measure && $0.arm == arm.arm && $0.referenceArm == nil
          && isAlike($0, estimate)
      }
    }
    return rows.count == 2 ? rows : nil
  }

  private func find(_ measure: String, like estimate: Estimate) -> Estimate? {
    estimates.first { $0.measure == measure && isAlike($0, estimate) }
  }

  private func isAlike(_ a: Estimate, _ b: Estimate) -> Bool {
    a.at == b.at && a.regime == b.regime && a.level == b.level
      && a.variance == b.variance && EstimateText.adjustment(a) == EstimateText.adjustment(b)
      && EstimateText.variant(a) == EstimateText.variant(b)
      && EstimateText.landmark(a, unit: nil) == EstimateText.landmark(b, unit: nil)
  }

  private func label(_ estimate: Estimate, of armed: Estimate?) -> String {
    var text = name(estimate)
    let timeUnit = content.timeUnit(estimate.outcome)
    if estimate.measure == "quantile", let share = estimate.at {
      text += " by which \(NumberText.trimmed(share * 100))% had it"
    } else {
      text += EstimateText.place(estimate, unit: timeUnit)
    }
    if let variant = EstimateText.variant(estimate) { text += ", \(variant)" }
    if let landmark = EstimateText.landmark(estimate, unit: timeUnit) { text += ", \(landmark)" }
    let unit = EstimateText(estimate, in: content).unit
    if !unit.isEmpty { text += ", \(unit == "percentage points" ? "points" : unit)" }
    if let armed, let arm = armed.arm {
      text += ", \(arm)\(armed.referenceArm.map { " vs \($0)" } ?? "")"
    }
    if let regime = estimate.regime { text += ", \(regime)" }
    if let adjustment = EstimateText.shortAdjustment(estimate) {
      if standsUnderDifference(estimate) { return "  \(adjustment)" }
      text += ", \(adjustment)"
    }
    if estimate.marginal == false { text += ", conditional" }
    if let level, estimate.level != level { text += ", \(EstimateText.level(estimate.level))" }
    return isRepeatByModel(estimate) ? "\(text) (model)" : text
  }

  /// Whether the same difference without adjustment, of which this is the next line, is there too.
  private func standsUnderDifference(_ estimate: Estimate) -> Bool {
    estimate.measure.hasSuffix("Difference") && !isRepeatByModel(estimate)
      && estimates.contains {
        $0.measure == estimate.measure && $0.at == estimate.at && $0.level == estimate.level
          && EstimateText.adjustment($0) == nil
      }
  }

  private func name(_ estimate: Estimate) -> String {
    switch estimate.measure {
    case "rmst": "RMST"
    case "rmstDifference": "RMST difference"
    case "rmstRatio": "RMST ratio"
    case "survival": "Event-free"
    case "survivalDifference": "Event-free, difference"
    case "survivalRatio": "Event-free, ratio"
    default: EstimateText.name(estimate)
    }
  }

  private func isRepeatByModel(_ estimate: Estimate) -> Bool {
    estimate.variance == "model"
      && estimates.contains {
        $0.measure == estimate.measure && $0.at == estimate.at && $0.variance != "model"
          && EstimateText.adjustment($0) == EstimateText.adjustment(estimate)
          && EstimateText.variant($0) == EstimateText.variant(estimate)
      }
  }

  private func numbers(_ estimate: Estimate) -> [String] {
    [number(estimate)] + (estimate.p == nil ? [] : [p(estimate)])
      + (estimate.status == .notEstimable ? [EstimateText(estimate, in: content).note ?? ""] : [])
  }

  private func number(_ estimate: Estimate) -> String {
    let text = EstimateText(estimate, in: content)
    let number =
      text.interval == NumberText.absent ? text.value : "\(text.value) (\(text.interval))"
    return estimate.truth == nil ? number : "\(number), true \(text.truth)"
  }

  private func p(_ estimate: Estimate) -> String {
    let text = EstimateText(estimate, in: content).p
    return "p \(text)"
  }
}
