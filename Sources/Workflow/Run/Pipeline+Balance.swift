internal import Balancing
internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// The balance table of a design.
  func balance(
    _ design: BuiltDesign, _ cohort: AnalysisCohort, _ model: PropensityFit?, at place: Place?
  ) throws(Faults) -> [DesignResult.BalanceRow] {
    let columns = balanceCovariates(cohort)
    let estimand = design.design.estimand
    let denominator =
      study.balance.denominator ?? estimand.map(BalanceDenominator.standard) ?? .pooled
    let table: BalanceTable
    do throws(BalanceError) {
      table = try BalanceTable(
        columns, treated: cohort.treated, weights: design.weights,
        options: BalanceTable.Options(
          denominator: denominator, binary: study.balance.binary))
    } catch {
      throw Faults([Diagnostic(error.id, error.message, at: place)])
    }
    return table.rows.map { row in
      var result = DesignResult.BalanceRow(
        covariate: row.covariate, level: row.level, inModel: row.role == .model,
        arm: cohort.armNames[1], referenceArm: cohort.armNames[0])
      result.meanBefore = row.before.mean
      result.referenceMeanBefore = row.before.referenceMean
      result.smdBefore = row.before.standardizedMeanDifference
      result.varianceRatioBefore = row.before.varianceRatio
      result.ksBefore = row.before.kolmogorovSmirnov
      result.meanAfter = row.after.mean
      result.referenceMeanAfter = row.after.referenceMean
      result.smdAfter = row.after.standardizedMeanDifference
      result.varianceRatioAfter = row.after.varianceRatio
      result.ksAfter = row.after.kolmogorovSmirnov
      return result
    }
  }

  private func balanceCovariates(_ cohort: AnalysisCohort) -> [BalanceCovariate] {
    let others = study.balance.also.map(\.name).filter { !covariates.contains($0) }
    return (covariates.map { ($0, BalanceCovariate.Role.model) } + others.map { ($0, .also) })
      .compactMap { name, role in
        guard let column = cohort.table[name] else { return nil }
        if let numbers = column.numbers {
          return BalanceCovariate(name, .numeric(numbers), role: role)
        }
        return column.coded.map {
          BalanceCovariate(name, .category(codes: $0.codes, levels: $0.labels), role: role)
        }
      }
  }

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
    return gates
  }

  /// The largest |SMD| of the covariates in the model; a covariate without one fails the gate.
  private func balanceGate(_ gate: GateSection, _ design: BuiltDesign) -> DesignResult.Gate {
    let rows = design.result.balance.filter(\.inModel)
    if let unknown = rows.first(where: { $0.smdAfter == nil }) {
      return DesignResult.Gate(
        gate: "smd", value: nil, threshold: gate.threshold, action: gate.action.rawValue,
        passed: false, subject: unknown.name)
    }
    let worst = rows.max { abs($0.smdAfter ?? 0) < abs($1.smdAfter ?? 0) }
    let value = abs(worst?.smdAfter ?? 0)
    return DesignResult.Gate(
      gate: "smd", value: value, threshold: gate.threshold, action: gate.action.rawValue,
      passed: value <= gate.threshold, subject: worst?.name)
  }
}

extension DesignResult.BalanceRow {
  /// Covariate and level as one name.
  var name: String { level.map { "\(covariate) \($0)" } ?? covariate }
}
