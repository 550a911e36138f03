internal import Balancing
internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// The balance table of a design: of everyone, then within each subgroup that both arms are in.
  ///
  /// Within a subgroup the design's weights are used as they are and standard deviations are those
  /// of the subgroup; the column that defines it is left out.
  func balance(
    _ design: BuiltDesign, _ cohort: AnalysisCohort, at place: Place?
  ) throws(Faults) -> [DesignResult.BalanceRow] {
    let columns = balanceCovariates(cohort)
    do throws(BalanceError) {
      var rows = try rows(of: columns, design, cohort, subgroup: nil)
      for subgroup in subgroups(cohort) {
        let used = cohort.groups.indices.filter {
          subgroup.members[$0] && design.weights[$0] > 0
        }
        guard used.contains(where: { cohort.groups[$0] == 0 }),
          used.contains(where: { cohort.groups[$0] == 1 })
        else { continue }
        rows += try self.rows(
          of: columns.filter { $0.name != subgroup.column }, design, cohort, subgroup: subgroup)
      }
      return rows
    } catch {
      throw Faults([Diagnostic(error.id, error.message, at: place)])
    }
  }

  private func rows(
    of columns: [BalanceCovariate], _ design: BuiltDesign, _ cohort: AnalysisCohort,
    subgroup: Subgroup?
  ) throws(BalanceError) -> [DesignResult.BalanceRow] {
    let members = cohort.groups.indices.filter { subgroup?.members[$0] ?? true }
    let denominator =
      study.balance.denominator ?? design.design.estimand.map(BalanceDenominator.standard)
      ?? .pooled
    let table = try BalanceTable(
      columns.map { $0.selecting(members) }, treated: members.map { cohort.groups[$0] == 1 },
      weights: members.map { design.weights[$0] },
      options: BalanceTable.Options(denominator: denominator, binary: study.balance.binary))
    return table.rows.map { row in
      var result = DesignResult.BalanceRow(
        covariate: row.covariate, level: row.level, inModel: row.role == .model,
        arm: cohort.armNames[1], referenceArm: cohort.armNames[0])
      result.subgroup = subgroup?.name
      result.set(row)
      return result
    }
  }

  private func balanceCovariates(_ cohort: AnalysisCohort) -> [BalanceCovariate] {
    let others = study.balance.also.map(\.name).filter { !covariates.contains($0) }
    let columns =
      (covariates.map { ($0, BalanceCovariate.Role.model) }
      + others.map { ($0, .also) })
      .compactMap { name, role -> BalanceCovariate? in
        guard let column = cohort.table[name] else { return nil }
        if let numbers = column.numbers {
          return BalanceCovariate(name, .numeric(numbers), role: role)
        }
        return column.coded.map {
          BalanceCovariate(name, .category(codes: $0.codes, levels: $0.labels), role: role)
        }
      }
    return columns
      + missingIndicators(cohort).map { indicator in
        BalanceCovariate(
          indicator.name, .numeric(indicator.flags.map { $0 ? 1 : 0 }), role: .model)
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

extension DesignResult.BalanceRow {
  /// Covariate and level as one name.
  var name: String { level.map { "\(covariate) \($0)" } ?? covariate }

  /// Takes the numbers of a row.
  fileprivate mutating func set(_ row: BalanceRow) {
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

extension BalanceCovariate {
  /// The covariate of some patients.
  fileprivate func selecting(_ rows: [Int]) -> BalanceCovariate {
    switch values {
    case .numeric(let values):
      BalanceCovariate(name, .numeric(rows.map { values[$0] }), role: role)
    case .category(let codes, let levels):
      BalanceCovariate(name, .category(codes: rows.map { codes[$0] }, levels: levels), role: role)
    }
  }
}
