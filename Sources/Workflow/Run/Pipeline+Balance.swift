internal import Balancing
internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// What is left of each arm.
  func armCounts(
    _ design: BuiltDesign, _ cohort: AnalysisCohort
  ) -> [String: DesignResult.ArmCounts] {
    var counts: [String: DesignResult.ArmCounts] = [:]
    for (group, name) in cohort.armNames.enumerated() {
      var (used, total, sum, squares, largest) = (0, 0, 0.0, 0.0, 0.0)
      for row in 0..<cohort.count where cohort.groups[row] == group {
        let weight = design.weights[row]
        total += 1
        if weight > 0 { used += 1 }
        sum += weight
        squares += weight * weight
        largest = max(largest, weight)
      }
      counts[name] = DesignResult.ArmCounts(
        n: used, unmatched: total - used,
        effectiveSampleSize: squares > 0 ? sum * sum / squares : 0, sumOfWeights: sum,
        largestWeight: largest)
    }
    return counts
  }

  /// What each gate of the study finds of a design.
  func gates(
    _ design: BuiltDesign, _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) -> [DesignResult.Gate] {
    guard !design.isCrude else { return [] }
    var gates: [DesignResult.Gate] = []
    if let gate = study.gates.smd { gates.append(balanceGate(gate, design)) }
    if let gate = study.gates.overlap {
      let share = model?.overlap
      gates.append(
        DesignResult.Gate(
          gate: "overlap", value: share, threshold: gate.threshold,
          action: gate.action.rawValue, passed: share.map { $0 >= gate.threshold } ?? false,
          subject: nil))
    }
    if let gate = study.gates.ess {
      let least = cohort.armNames.compactMap { name in
        design.result.arms[name].map { (name, $0.effectiveSampleSize) }
      }.min { $0.1 < $1.1 }
      gates.append(
        DesignResult.Gate(
          gate: "ess", value: least?.1, threshold: gate.threshold, action: gate.action.rawValue,
          passed: least.map { $0.1 >= gate.threshold } ?? false, subject: least?.0))
    }
    if let gate = study.gates.share { gates.append(shareGate(gate, design, cohort)) }
    return gates
  }

  /// The largest |SMD| of the covariates in the model among everyone; a covariate without one fails
  /// the gate, and so does a study without covariates, of which nothing is shown.
  private func balanceGate(_ gate: GateSection, _ design: BuiltDesign) -> DesignResult.Gate {
    let unknown = design.result.modelBalance.first { $0.smdAfter == nil }
    guard unknown == nil, let worst = design.result.worstBalance else {
      return DesignResult.Gate(
        gate: "smd", value: nil, threshold: gate.threshold, action: gate.action.rawValue,
        passed: false, subject: unknown?.name)
    }
    return DesignResult.Gate(
      gate: "smd", value: worst.value, threshold: gate.threshold, action: gate.action.rawValue,
      passed: worst.value <= gate.threshold, subject: worst.row.name)
  }
}

extension Pipeline {
  /// The share, by weight, of a design's patients who have something or may have it.
  private func shareGate(
    _ gate: ShareGateSection, _ design: BuiltDesign, _ cohort: AnalysisCohort
  ) -> DesignResult.Gate {
    var (having, everyone) = (0.0, 0.0)
    if let column = cohort.table[gate.of.name], case .flag(let flags) = column.values {
      for row in 0..<cohort.count {
        everyone += design.weights[row]
        if column.missing[row] || flags[row] { having += design.weights[row] }
      }
    }
    let share = everyone > 0 ? having / everyone : nil
    return DesignResult.Gate(
      gate: "share", value: share, threshold: gate.atMost, action: gate.action.rawValue,
      passed: share.map { $0 <= gate.atMost } ?? false, subject: gate.of.name)
  }
}

extension DesignResult.BalanceRow {
  /// A row of a balance table, of everyone or of a subgroup.
  init(_ row: BalanceRow, _ cohort: AnalysisCohort, subgroup: Subgroup?) {
    self.init(
      covariate: row.covariate, level: row.level, inModel: row.role == .model,
      arm: cohort.armNames[1], referenceArm: cohort.armNames[0])
    self.subgroup = subgroup?.name
    set(row)
  }

  /// Covariate and level as one name.
  var name: String { level.map { "\(covariate) \($0)" } ?? covariate }

  /// Takes the numbers of a row.
  private mutating func set(_ row: BalanceRow) {
    meanBefore = row.before.mean
    referenceMeanBefore = row.before.referenceMean
    smdBefore = row.before.standardizedMeanDifference
    varianceRatioBefore = row.before.varianceRatio
    ksBefore = row.before.kolmogorovSmirnov
    meanAfter = row.after.mean
    referenceMeanAfter = row.after.referenceMean
    smdAfter = row.after.standardizedMeanDifference
    varianceRatioAfter = row.after.varianceRatio
    ksAfter = row.after.kolmogorovSmirnov
  }
}
