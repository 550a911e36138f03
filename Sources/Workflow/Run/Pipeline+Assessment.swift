internal import Balancing
internal import Diagnostics
internal import Platform
internal import Regression
internal import Studies
internal import Tables
internal import Vocabulary

/// What the tables of covariates say: who is in the arms, and how alike they are.
struct CohortAssessment: Sendable {
  /// Before any design, then under each that changes the cohort.
  var baseline: [Results.BaselineRow] = []
  /// The rows of the balance table of each design: of everyone, then within each subgroup.
  var balance: [[DesignResult.BalanceRow]] = []
}

extension Pipeline {
  /// Describes and compares the arms before and under every design, a covariate at a time.
  ///
  /// A covariate is put in order once, whatever the number of designs and subgroups; what was made
  /// for it is gone before the next is looked at. Within a subgroup the design's weights are used
  /// as they are and standard deviations are those of the subgroup; the column that defines it is
  /// left out, and so is a subgroup in which an arm has nobody.
  func assess(
    _ designs: [BuiltDesign], _ cohort: AnalysisCohort
  ) throws -> CohortAssessment {
    guard checked.hasArms else { return CohortAssessment() }
    let sample: AssessedSample
    do throws(BalanceError) {
      sample = try AssessedSample(designs, cohort, subgroups(cohort))
    } catch {
      throw fault(error)
    }
    let columns = assessedColumns(cohort)
    let assessments = try Parallel.map(columns.count, threads: options.threads) { index in
      try Interruption.check()
      return try assess(columns[index], designs, sample, cohort)
    }
    var result = CohortAssessment()
    for design in 0...designs.count where design == 0 || !designs[design - 1].isCrude {
      for one in assessments { result.baseline += one.baseline[design] }
    }
    for design in designs.indices {
      var rows: [DesignResult.BalanceRow] = []
      for scope in 0...sample.subgroups.count {
        for one in assessments { rows += one.balance[design][scope] }
      }
      result.balance.append(rows)
    }
    return result
  }

  private func fault(_ error: BalanceError) -> Faults {
    let place = study.designs.elements.first?.place ?? study.propensity?.terms.first?.place
    return Faults([Diagnostic(error.id, error.message, at: place)])
  }

  private func assess(
    _ column: AssessedColumn, _ designs: [BuiltDesign], _ sample: AssessedSample,
    _ cohort: AnalysisCohort
  ) throws -> ColumnAssessment {
    let covariate: ComparedCovariate
    do throws(BalanceError) {
      covariate = try ComparedCovariate(column.covariate(cohort), sample.before)
    } catch {
      throw fault(error)
    }
    var result = ColumnAssessment(
      baseline: [rows(covariate.before, covariate, design: nil, cohort)])
    for (index, design) in designs.enumerated() {
      let weighted = covariate.under(sample.arms[index])
      result.baseline.append(
        design.isCrude ? [] : rows(weighted, covariate, design: design.name, cohort))
      result.balance.append([
        weighted.rows(sample.options(design, study.balance)).map {
          DesignResult.BalanceRow($0, cohort, subgroup: nil)
        }
      ])
    }
    for subgroup in sample.subgroups {
      let isOwn = subgroup.subgroup.column == column.column && !column.isMissing
      let members = isOwn ? nil : covariate.selecting(subgroup.rows, subgroup.before)
      for (index, design) in designs.enumerated() {
        guard let members, let arms = subgroup.arms[index] else {
          result.balance[index].append([])
          continue
        }
        result.balance[index].append(
          members.under(arms).rows(sample.options(design, study.balance)).map {
            DesignResult.BalanceRow($0, cohort, subgroup: subgroup.subgroup)
          })
      }
    }
    return result
  }

  /// Columns of the model, those beside it, and whether covariates of the model are missing.
  private func assessedColumns(_ cohort: AnalysisCohort) -> [AssessedColumn] {
    let others = study.balance.also.map(\.name).filter { !covariates.contains($0) }
    let named = covariates.map { ($0, BalanceCovariate.Role.model) } + others.map { ($0, .also) }
    var columns = named.compactMap { name, role -> AssessedColumn? in
      guard cohort.table[name] != nil else { return nil }
      return AssessedColumn(column: name, role: role, isMissing: false)
    }
    guard study.propensity?.missing == .indicator else { return columns }
    for name in covariates where cohort.table[name]?.missing.any ?? false {
      columns.append(AssessedColumn(column: name, role: .model, isMissing: true))
    }
    return columns
  }
}

/// What is found of one covariate.
private struct ColumnAssessment: Sendable {
  /// Before, then under each design; none under a crude one.
  var baseline: [[Results.BaselineRow]]
  /// For each design the rows of everyone, then those of each subgroup.
  var balance: [[[DesignResult.BalanceRow]]] = []
}

/// A column that tables of patients show, or whether it is missing.
private struct AssessedColumn: Sendable {
  let column: String
  let role: BalanceCovariate.Role
  let isMissing: Bool

  func covariate(_ cohort: AnalysisCohort) -> BalanceCovariate {
    guard let values = cohort.table[column] else {
      return BalanceCovariate(column, .numeric([]), role: role)
    }
    if isMissing {
      let flags = (0..<cohort.count).map { values.missing[$0] ? 1.0 : 0 }
      return BalanceCovariate("\(column) is missing", .numeric(flags), role: role)
    }
    if let numbers = values.numbers {
      return BalanceCovariate(column, .numeric(numbers), role: role)
    }
    let coded = values.coded ?? (labels: [], codes: [])
    return BalanceCovariate(
      column, .category(codes: coded.codes, levels: coded.labels), role: role)
  }
}

/// The arms before and under each design, of everyone and of each subgroup.
private struct AssessedSample: Sendable {
  struct Members: Sendable {
    let subgroup: Subgroup
    let rows: [Int]
    let before: WeightedArms
    /// Under each design; `nil` where an arm has nobody.
    let arms: [WeightedArms?]
  }

  let before: WeightedArms
  let arms: [WeightedArms]
  let subgroups: [Members]

  init(
    _ designs: [BuiltDesign], _ cohort: AnalysisCohort, _ subgroups: [Subgroup]
  ) throws(BalanceError) {
    let treated = cohort.treated
    before = try WeightedArms(treated: treated)
    var arms: [WeightedArms] = []
    for design in designs {
      arms.append(try WeightedArms(treated: treated, weights: design.weights))
    }
    self.arms = arms
    var members: [Members] = []
    for subgroup in subgroups {
      let rows = treated.indices.filter { subgroup.members[$0] }
      guard rows.contains(where: { treated[$0] }), rows.contains(where: { !treated[$0] })
      else { continue }
      var own: [WeightedArms?] = []
      for arms in arms {
        let selected = try arms.selecting(rows)
        own.append(selected.hasBoth ? selected : nil)
      }
      members.append(
        Members(
          subgroup: subgroup, rows: rows, before: try before.selecting(rows), arms: own))
    }
    self.subgroups = members
  }

  func options(_ design: BuiltDesign, _ section: BalanceSection) -> BalanceTable.Options {
    let standard = design.design.estimand.map(BalanceDenominator.standard)
    return BalanceTable.Options(
      denominator: section.denominator ?? standard ?? .pooled, binary: section.binary)
  }
}
