internal import Balancing
internal import Regression
internal import Studies
internal import Tables
internal import Vocabulary

/// A covariate as tables of patients show it.
struct BaselineCovariate {
  enum Values {
    case numeric([Double])
    /// Whether each patient has the level; `nil` where unknown.
    case share([Bool?])
  }

  let name: String
  let level: String?
  let inModel: Bool
  let values: Values
}

extension Pipeline {
  /// Columns of the model and beside it, as rows of tables.
  func baselineCovariates(_ cohort: AnalysisCohort) -> [BaselineCovariate] {
    let model = covariates
    let others = study.balance.also.map(\.name).filter { !model.contains($0) }
    let columns = (model + others).flatMap { name in
      cohort.table[name].map { rows(of: $0, inModel: model.contains(name)) } ?? []
    }
    return columns
      + missingIndicators(cohort).map { indicator in
        BaselineCovariate(
          name: indicator.name, level: nil, inModel: true, values: .share(indicator.flags))
      }
  }

  /// Whether each covariate is missing, where the model has a column that says so.
  func missingIndicators(_ cohort: AnalysisCohort) -> [(name: String, flags: [Bool])] {
    guard study.propensity?.missing == .indicator else { return [] }
    return covariates.compactMap { cohort.table[$0] }.filter(\.missing.any).map { column in
      ("\(column.name) is missing", (0..<cohort.count).map { column.missing[$0] })
    }
  }

  /// One row for a number or a flag, one row a level for a category.
  private func rows(of column: Column, inModel: Bool) -> [BaselineCovariate] {
    func row(_ level: String?, _ values: BaselineCovariate.Values) -> BaselineCovariate {
      BaselineCovariate(name: column.name, level: level, inModel: inModel, values: values)
    }
    if let numbers = column.numbers {
      let isBinary = numbers.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
      guard isBinary else { return [row(nil, .numeric(numbers))] }
      return [row(nil, .share(numbers.map { $0.isNaN ? nil : $0 == 1 }))]
    }
    guard let coded = column.coded else { return [] }
    return coded.labels.enumerated().map { code, label in
      row(label, .share(coded.codes.map { $0 < 0 ? nil : $0 == code }))
    }
  }

  /// Who is in the cohort, by arm: before any design, and under each.
  func baseline(_ cohort: AnalysisCohort, _ designs: [BuiltDesign]) -> [Results.BaselineRow] {
    let rows = baselineCovariates(cohort)
    let ones = [Double](repeating: 1, count: cohort.count)
    var result = rows.map { summary($0, design: nil, ones, cohort) }
    for design in designs where !design.isCrude {
      result += rows.map { summary($0, design: design.name, design.weights, cohort) }
    }
    return result
  }

  private func summary(
    _ covariate: BaselineCovariate, design: String?, _ weights: [Double], _ cohort: AnalysisCohort
  ) -> Results.BaselineRow {
    var arms: [String: Results.BaselineRow.Summary] = [:]
    for (group, name) in cohort.armNames.enumerated() {
      let members = cohort.groups.indices.filter { cohort.groups[$0] == group }
      arms[name] =
        switch covariate.values {
        case .numeric(let values): numeric(values, weights, members)
        case .share(let flags): share(flags, weights, members)
        }
    }
    let kind: Results.BaselineRow.Kind =
      if case .numeric = covariate.values { .numeric } else { .share }
    return Results.BaselineRow(
      design: design, covariate: covariate.name, level: covariate.level, kind: kind,
      inModel: covariate.inModel, arms: arms)
  }

  private func numeric(
    _ values: [Double], _ weights: [Double], _ members: [Int]
  ) -> Results.BaselineRow.Summary {
    guard let summary = CovariateSummary(values: values, weights: weights, members: members)
    else {
      let used = members.count { weights[$0] > 0 }
      return Results.BaselineRow.Summary(n: 0, missing: used, mean: nil)
    }
    return Results.BaselineRow.Summary(
      n: summary.count, missing: summary.missing, mean: Self.finite(summary.mean),
      standardDeviation: Self.finite(summary.standardDeviation), median: summary.quartiles.median,
      lowerQuartile: summary.quartiles.lower, upperQuartile: summary.quartiles.upper)
  }

  /// Moments of numbers near the largest there are may not be numbers themselves.
  private static func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }

  private func share(
    _ flags: [Bool?], _ weights: [Double], _ members: [Int]
  ) -> Results.BaselineRow.Summary {
    var (n, missing, total, count) = (0, 0, 0.0, 0.0)
    for row in members where weights[row] > 0 {
      guard let flag = flags[row] else {
        missing += 1
        continue
      }
      n += 1
      total += weights[row]
      if flag { count += weights[row] }
    }
    return Results.BaselineRow.Summary(
      n: n, missing: missing, mean: n > 0 ? count / total : nil, count: n > 0 ? count : nil)
  }
}
