internal import Diagnostics
internal import Tables

/// Takes from a table what the terms of a design need: rows, levels, knots, medians.
struct DesignFitter {
  private let check: TermCheck
  private let table: Table
  private let missing: MissingCovariates
  private let references: [String: String]
  private var diagnostics: [Diagnostic]
  /// The rows of the table that are used.
  private(set) var rows: [Int]
  private(set) var findings: [Located<DesignFinding>]
  private var fills: [String: Double] = [:]

  init(
    terms: [Term], table: Table, missing: MissingCovariates, references: [String: String]
  ) {
    check = TermCheck(terms, columns: table.columns.map { ($0.name, $0.type) })
    self.table = table
    self.missing = missing
    self.references = references
    diagnostics = check.diagnostics
    findings = check.findings
    rows = Array(0..<table.rowCount)
  }

  /// The fitted design; all faults at once.
  mutating func fit() throws(Faults) -> DesignPlan {
    settleMissing()
    checkReferences()
    var factors: [Factor: FittedFactor] = [:]
    if rows.isEmpty { report(.noRows, at: check.products.first?.factors.first?.place) }
    for factor in check.products.flatMap(\.factors) where factors[factor] == nil && !rows.isEmpty {
      factors[factor] = fit(factor)
    }
    guard diagnostics.isEmpty else { throw Faults(diagnostics) }
    return DesignPlan(
      products: check.products, factors: factors, missing: missing, fills: fills)
  }

  private mutating func report(_ fault: DesignFault, at place: Place?) {
    let diagnostic = fault.diagnostic(at: place)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  private mutating func settleMissing() {
    let sources = DesignPlan.sources(of: check.products)
    var counts: [MissingCount] = []
    var firstPlace: Place?
    for source in sources {
      guard let column = table[source.value], column.missing.any else { continue }
      firstPlace = firstPlace ?? source.place
      counts.append(MissingCount(column: source.value, count: column.missing.count))
      if column.missing.count == table.rowCount {
        report(.allMissing(source.value), at: source.place)
      } else if missing == .refuse {
        report(
          .missingValues(column: source.value, count: column.missing.count), at: source.place)
      } else if missing == .indicator, column.type != .category {
        fill(column, at: source.place)
      }
    }
    guard missing == .completeCases, !counts.isEmpty else { return }
    rows = completeRows(of: table, sources.map(\.value))
    let finding = DesignFinding.incompleteRowsLeftOut(
      count: table.rowCount - rows.count, columns: counts)
    findings.append(Located(finding, at: firstPlace))
  }

  private mutating func fill(_ column: Column, at place: Place?) {
    let present = (0..<column.count).filter { !column.missing[$0] }
    let sorted = numbers(column, rows: present, fill: 0).sorted()
    let median = Quantile.type7(sorted[...], 0.5)
    let value = column.type == .flag ? (median > 0.5 ? 1 : 0) : median
    fills[column.name] = value
    findings.append(
      Located(.filled(column: column.name, count: column.missing.count, with: value), at: place))
  }

  private mutating func checkReferences() {
    let used = Set(DesignPlan.sources(of: check.products).map(\.value))
    for name in references.keys.sorted() {
      if used.contains(name), table[name]?.type == .category { continue }
      let known = table[name] != nil
      report(
        known
          ? .uselessReference(column: name) : .unknownColumn(name, known: table.columnNames),
        at: nil)
    }
  }

  private mutating func fit(_ factor: Factor) -> FittedFactor? {
    guard let column = table[factor.name] else { return nil }
    switch column.values {
    case .category(let values):
      return factor.transform == .identity ? contrasts(values, column, factor) : nil
    case .number, .integer, .flag:
      if column.missing.any, missing == .refuse || column.missing.count == column.count {
        return nil
      }
      let x = numbers(column, rows: rows, fill: fills[factor.name] ?? 0)
      if let fault = notFinite(x, rows: rows, column: factor.name) {
        report(fault, at: factor.place)
        return nil
      }
      if let basis = NumericBasis(factor.transform, over: x) {
        if case .elementwise = basis, factor.transform != .identity,
          let fault = undefined(basis.columns(x), rows: rows, factor: factor)
        {
          report(fault, at: factor.place)
        }
        return .numeric(basis)
      }
      report(.tooFewValues(term: factor.text, distinct: Set(x).count), at: factor.place)
      return nil
    case .date, .text:
      return nil
    }
  }

  private mutating func contrasts(
    _ values: CategoryValues, _ column: Column, _ factor: Factor
  ) -> FittedFactor? {
    var counts = [Int](repeating: 0, count: values.levels.count)
    var gaps = 0
    for row in rows {
      let code = Int(values.codes[row])
      if column.missing[row] || code < 0 { gaps += 1 } else { counts[code] += 1 }
    }
    var used = values.levels.indices.filter { counts[$0] > 0 }.map { values.levels[$0] }
    for index in values.levels.indices where counts[index] == 0 {
      let finding = DesignFinding.unusedLevel(column: column.name, level: values.levels[index])
      if !findings.contains(where: { $0.value == finding }) {
        findings.append(Located(finding, at: factor.place))
      }
    }
    let reference = references[column.name] ?? used.first
    guard let reference, used.contains(reference) else {
      if let reference {
        report(.badReference(column: column.name, level: reference, known: used), at: factor.place)
      }
      return nil
    }
    used.removeAll { $0 == reference }
    if missing == .indicator, gaps > 0 { used.append(CategoryContrasts.missingLevel) }
    guard !used.isEmpty else {
      report(.singleLevel(column: column.name, level: reference), at: factor.place)
      return nil
    }
    return .category(CategoryContrasts(reference: reference, levels: used))
  }
}
