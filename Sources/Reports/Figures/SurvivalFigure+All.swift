internal import Workflow

extension SurvivalFigure {
  /// One figure for every comparison with curves, and one for each whose curves were withheld.
  static func all(in content: ReportContent) -> [SurvivalFigure] {
    let estimates = Dictionary(grouping: content.results.estimates, by: Key.init)
    let drawn = drawnCurves(content)
    let curves = Dictionary(grouping: drawn, by: Key.init)
    var keys: [Key] = []
    for key in drawn.map(Key.init) + withheldKeys(content, curves)
    where !keys.contains(key) {
      keys.append(key)
    }
    return keys.flatMap { key in
      let rows = estimates[key] ?? []
      return sheets(curves[key] ?? []).map { curves in
        SurvivalFigure(
          key: key, curves: curves,
          withheld: rows.first { $0.status == .withheld }.map {
            "withheld, \(content.readableReason($0.reason ?? "a gate does not hold").lowercasedFirst)"
          },
          remarks: remarks(rows, in: content) + bandRemarks(curves), in: content)
      }
    }
  }

  /// The curves by figure, in which each arm has one.
  ///
  /// An analysis that asks for the same curve again, with other limits or beside other numbers, adds
  /// none but a band that the first has not; one whose curve is another has a figure of its own.
  private static func sheets(_ curves: [Curve]) -> [[Curve]] {
    var sheets: [[Curve]] = []
    for curve in curves {
      let own = sheets.indices.map { sheet in sheets[sheet].firstIndex { $0.arm == curve.arm } }
      let same = own.indices.first { sheet in
        guard let place = own[sheet] else { return false }
        let other = sheets[sheet][place]
        return other.time == curve.time && other.value == curve.value
      }
      if let same, let place = own[same] {
        if sheets[same][place].band == nil { sheets[same][place].band = curve.band }
      } else if let free = own.firstIndex(of: nil) {
        sheets[free].append(curve)
      } else {
        sheets.append([curve])
      }
    }
    return sheets.isEmpty ? [[]] : sheets
  }

  /// The most levels of a column whose curves share a figure: as many as there are dashes.
  private static let mostLevels = 4

  /// The curves by what they are drawn with: without arms, those of the levels of one column stand
  /// together, each level in the place of an arm.
  private static func drawnCurves(_ content: ReportContent) -> [Curve] {
    let all = content.results.curves.filter { $0.kind != "occupation" }
    guard content.isDescriptive else { return all }
    let columns = all.map { $0.subgroup?.split(separator: "=", maxSplits: 1).map(String.init) }
    var levels: [String: Set<String>] = [:]
    for case let column? in columns where column.count == 2 {
      levels[column[0], default: []].insert(column[1])
    }
    return zip(all, columns).map { curve, column in
      guard let column, column.count == 2, (levels[column[0]] ?? []).count <= mostLevels else {
        return curve
      }
      var curve = curve
      (curve.subgroup, curve.arm) = (column[0], column[1])
      return curve
    }
  }

  /// Comparisons that have estimates by arm, all of them withheld.
  private static func withheldKeys(
    _ content: ReportContent, _ curves: [Key: [Curve]]
  ) -> [Key] {
    content.results.estimates
      .filter { $0.status == .withheld && $0.arm != nil && $0.referenceArm == nil }
      .map(Key.init).filter { curves[$0] == nil }
  }

  /// What the dotted lines are, or why there are none.
  private static func bandRemarks(_ curves: [Curve]) -> [String] {
    var remarks: [String] = []
    for band in curves.compactMap(\.band) {
      let name = band.kind == "hallWellner" ? "Hall and Wellner’s" : "equal precision"
      let kind = band.kind == "hallWellner" ? "\(name) band" : "a band of \(name)"
      let remark =
        band.reason.map { "No band over all times: \($0)" }
        ?? "Dotted: \(kind), which holds the whole curve"
      if !remarks.contains(remark) { remarks.append(remark) }
    }
    return remarks
  }

  private static func remarks(_ rows: [Estimate], in content: ReportContent) -> [String] {
    let wanted = rows.filter {
      ["hazardRatio", "subdistributionHazardRatio"].contains($0.measure) && $0.status == .estimated
        && $0.arm != nil
    }
    var pairs: Set<[String?]> = []
    let firsts = wanted.filter { pairs.insert([$0.arm, $0.referenceArm]).inserted }
    return firsts.prefix(3).map { row in
      let text = EstimateText(row, in: content)
      let pair = content.results.arms.count > 2 ? ", \(text.contrast)" : ""
      let p =
        row.p == nil ? "" : row.p.map { $0 < 0.001 } == true ? "; p \(text.p)" : "; p = \(text.p)"
      return "\(Measure.name(row.measure))\(pair) \(text.phrase(level: row.level))\(p)"
    }
  }
}

extension SurvivalFigure.Key {
  init(_ curve: Curve) {
    self.init(
      kind: curve.kind == "survival" ? nil : curve.kind, outcome: curve.outcome, event: curve.event,
      design: curve.design, subgroup: curve.subgroup)
  }

  init(_ estimate: Estimate) {
    self.init(
      kind: Self.isOfSeveralEvents(estimate.measure) ? "cumulativeIncidence" : nil,
      outcome: estimate.outcome, event: estimate.event, design: estimate.design,
      subgroup: estimate.subgroup)
  }

  /// Whether a number belongs to curves of several events rather than to those of survival.
  private static func isOfSeveralEvents(_ measure: String) -> Bool {
    ["cumulativeIncidence", "timeLost"].contains { measure.hasPrefix($0) }
      || ["gray", "subdistributionHazardRatio", "causeSpecificHazardRatio"].contains(measure)
  }
}
