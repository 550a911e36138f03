internal import Balancing
internal import Diagnostics
internal import Studies
internal import Tables

extension Pipeline {
  /// What a careful reader should know of a design.
  func judge(_ design: BuiltDesign, _ cohort: AnalysisCohort) -> [FindingMessage] {
    guard !design.isCrude else { return [] }
    return dropped(design, cohort) + imbalance(design, cohort) + subgroupImbalance(design)
      + failedGates(design) + thinArms(design, cohort)
  }

  private func dropped(_ design: BuiltDesign, _ cohort: AnalysisCohort) -> [FindingMessage] {
    guard case .matching(let matching) = design.design else { return trimmed(design, cohort) }
    var findings: [FindingMessage] = []
    let group = matching.estimand.focalIsTreated ? 1 : 0
    let name = cohort.armNames[group]
    if let counts = design.result.arms[name], counts.unmatched > 0 {
      findings.append(
        .matchedSubset(
          design: design.name, dropped: counts.unmatched, of: counts.n + counts.unmatched,
          arm: cohort.armLabels[group], population: design.result.targetPopulation ?? ""))
    }
    if matching.replace {
      var uses = [Int32](repeating: 0, count: cohort.count)
      for set in design.sets { for place in 0..<set.count { uses[set[place].row] += 1 } }
      let reused = uses.count { $0 > 1 }
      if reused > 0 { findings.append(.withReplacement(design: design.name, reused: reused)) }
    }
    return findings
  }

  private func trimmed(_ design: BuiltDesign, _ cohort: AnalysisCohort) -> [FindingMessage] {
    let count = design.weights.count { $0 == 0 }
    guard count > 0 else { return [] }
    return [
      .trimmedSubset(
        design: design.name, trimmed: count, of: cohort.count,
        population: design.result.targetPopulation ?? "")
    ]
  }

  private func imbalance(_ design: BuiltDesign, _ cohort: AnalysisCohort) -> [FindingMessage] {
    let threshold = balanceThreshold
    var findings: [FindingMessage] = []
    let rows = design.result.balance.filter { $0.subgroup == nil }
    if let worst = design.result.worstBalance, worst.value > threshold {
      findings.append(
        .residualImbalance(
          design: design.name, covariate: worst.row.name, smd: worst.value, threshold: threshold))
    }
    for row in rows where !row.inModel {
      guard let smd = row.smdAfter, abs(smd) > threshold, let focal = row.meanAfter,
        let reference = row.referenceMeanAfter
      else { continue }
      if isCalendarTime(row.covariate, cohort) {
        findings.append(
          .era(
            design: design.name, covariate: row.covariate, smd: smd,
            focal: FindingMessage.EraArm(
              arm: cohort.armLabels[1], year: years(focal, row.covariate, cohort)),
            reference: FindingMessage.EraArm(
              arm: cohort.armLabels[0], year: years(reference, row.covariate, cohort)),
            isMatched: design.isMatched))
      } else {
        findings.append(
          .unmodelledImbalance(
            design: design.name, covariate: row.name, smd: smd, focal: focal,
            reference: reference))
      }
    }
    return findings
  }

  /// The covariate of the model, and the subgroup, in which the arms are furthest apart.
  private func subgroupImbalance(_ design: BuiltDesign) -> [FindingMessage] {
    let rows = design.result.balance.filter { $0.inModel && $0.subgroup != nil }
    let worst = rows.max { abs($0.smdAfter ?? 0) < abs($1.smdAfter ?? 0) }
    guard let worst, let subgroup = worst.subgroup, let smd = worst.smdAfter,
      abs(smd) > balanceThreshold
    else { return [] }
    return [
      .subgroupImbalance(
        design: design.name, subgroup: subgroup, covariate: worst.name, smd: smd)
    ]
  }

  private var balanceThreshold: Double {
    study.gates.smd?.threshold ?? DesignResult.standardBalanceThreshold
  }

  /// Whether a column is a date, or whole numbers that are calendar years.
  private func isCalendarTime(_ name: String, _ cohort: AnalysisCohort) -> Bool {
    guard let column = cohort.table[name] else { return false }
    switch column.values {
    case .date: return true
    case .integer(let values):
      let known = values.indices.filter { !column.missing[$0] }
      return !known.isEmpty && known.allSatisfy { (1900...2100).contains(values[$0]) }
    default: return false
    }
  }

  private func years(_ mean: Double, _ name: String, _ cohort: AnalysisCohort) -> Double {
    if case .date = cohort.table[name]?.values { return 1970 + mean / 365.25 }
    return mean
  }

  private func failedGates(_ design: BuiltDesign) -> [FindingMessage] {
    design.result.gates.filter { !$0.passed }.map { gate in
      .gate(
        design: design.name, gate: gate.gate, value: gate.value, threshold: gate.threshold,
        subject: gate.subject, isWithheld: gate.action == GateAction.withhold.rawValue)
    }
  }

  /// The number of patients in an arm below which standard errors are not to be trusted.
  static let fewPatients = 20

  private func thinArms(_ design: BuiltDesign, _ cohort: AnalysisCohort) -> [FindingMessage] {
    cohort.armNames.enumerated().compactMap { group, name in
      if let counts = design.result.arms[name], counts.n < Self.fewPatients {
        return .fewPatients(
          design: design.name, arm: cohort.armLabels[group], patients: counts.n)
      }
      guard let counts = design.result.arms[name], counts.n > 0,
        counts.effectiveSampleSize < 0.5 * Double(counts.n), !design.isMatched
      else { return nil }
      return .fewEffective(
        design: design.name, arm: cohort.armLabels[group],
        effective: counts.effectiveSampleSize, patients: counts.n)
    }
  }
}
