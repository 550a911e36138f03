internal import Diagnostics
internal import Tables

/// A design with everything it took from the data.
struct DesignPlan: Sendable {
  let products: [Product]
  let factors: [Factor: FittedFactor]
  let missing: MissingCovariates
  /// What stands for a missing number, for the columns that had any when the design was made.
  let fills: [String: Double]

  /// Each column of the table once, at the first place that names it.
  var sources: [Located<String>] { Self.sources(of: products) }

  static func sources(of products: [Product]) -> [Located<String>] {
    var seen: Set<String> = []
    return products.flatMap(\.factors).map(\.column).filter { seen.insert($0.value).inserted }
  }

  /// The rows with a value wherever this design needs one.
  func usableRows(of table: Table) throws(Faults) -> [Int] {
    var diagnostics: [Diagnostic] = []
    for source in sources {
      guard let column = table[source.value] else {
        let fault = DesignFault.unknownColumn(source.value, known: table.columnNames)
        diagnostics.append(fault.diagnostic(at: source.place))
        continue
      }
      guard column.missing.any else { continue }
      let fault: DesignFault? =
        switch missing {
        case .refuse: .missingValues(column: source.value, count: column.missing.count)
        case .completeCases: nil
        case .indicator where column.type == .category || fills[source.value] != nil: nil
        case .indicator: .unexpectedMissing(column: source.value, count: column.missing.count)
        }
      if let fault { diagnostics.append(fault.diagnostic(at: source.place)) }
    }
    guard diagnostics.isEmpty else { throw Faults(diagnostics) }
    return missing == .completeCases
      ? completeRows(of: table, sources.map(\.value)) : Array(0..<table.rowCount)
  }

  /// The columns over some rows of a table.
  func columns(of table: Table, rows: [Int]) throws(Faults) -> DesignContent {
    var content = DesignContent(rows: rows.count, expectedColumns: expectedColumns)
    var diagnostics: [Diagnostic] = []
    var marked: Set<String> = []
    var reported: Set<Factor> = []
    for product in products {
      var parts: [[[Double]]] = []
      for factor in product.factors {
        let (part, faults) = values(of: factor, in: table, rows: rows)
        parts.append(part)
        guard reported.insert(factor).inserted else { continue }
        diagnostics += faults.map { $0.diagnostic(at: factor.place) }
      }
      guard diagnostics.isEmpty else { continue }
      content.append(product, parts, levels: product.factors.map { factors[$0]?.levels ?? [] })
      for factor in product.factors where fills[factor.name] != nil {
        guard marked.insert(factor.name).inserted, let column = table[factor.name] else { continue }
        content.append(
          DesignColumn(term: "\(factor.name) is missing"),
          rows.map { column.missing[$0] ? 1 : 0 })
      }
    }
    guard diagnostics.isEmpty else { throw Faults(diagnostics) }
    return content
  }

  /// How many columns there will be, those that mark missing values included.
  private var expectedColumns: Int {
    products.reduce(1 + fills.count) { sum, product in
      sum + product.factors.reduce(1) { $0 * (factors[$1]?.levels.count ?? 1) }
    }
  }

  private func values(
    of factor: Factor, in table: Table, rows: [Int]
  ) -> (columns: [[Double]], faults: [DesignFault]) {
    guard let column = table[factor.name], let fitted = factors[factor] else { return ([], []) }
    switch (fitted, column.values) {
    case (.category(let contrasts), .category(let values)):
      let result = contrasts.columns(of: values, missing: column.missing, rows: rows)
      let known = [contrasts.reference] + contrasts.levels
      return (
        result.columns,
        result.unknown.map { level, count in
          .unknownLevel(column: factor.name, level: level, count: count, known: known)
        }
      )
    case (.numeric(let basis), .number), (.numeric(let basis), .integer),
      (.numeric(let basis), .flag):
      let x = numbers(column, rows: rows, fill: fills[factor.name] ?? 0)
      if let fault = notFinite(x, rows: rows, column: factor.name) { return ([], [fault]) }
      if case .elementwise(.identity) = basis { return ([x], []) }
      let columns = basis.columns(x)
      let fault = undefined(columns, rows: rows, factor: factor)
      return (columns, fault.map { [$0] } ?? [])
    default:
      return ([], [.changedType(column: factor.name, term: factor.text)])
    }
  }
}

/// The fault of a transform without a result for some values, if there are any.
func undefined(_ columns: [[Double]], rows: [Int], factor: Factor) -> DesignFault? {
  for column in columns {
    guard let first = column.firstIndex(where: { !$0.isFinite }) else { continue }
    let count = column.count { !$0.isFinite }
    return .undefined(term: factor.text, factor.transform, count: count, row: rows[first] + 1)
  }
  return nil
}

/// The fault of values that are no finite numbers, if there are any.
func notFinite(_ values: [Double], rows: [Int], column: String) -> DesignFault? {
  guard let first = values.firstIndex(where: { !$0.isFinite }) else { return nil }
  let count = values.count { !$0.isFinite }
  return .notFinite(column: column, count: count, row: rows[first] + 1)
}

/// The rows in which none of some columns is missing.
func completeRows(of table: Table, _ names: [String]) -> [Int] {
  let gaps = names.compactMap { table[$0]?.missing }.filter(\.any)
  guard !gaps.isEmpty else { return Array(0..<table.rowCount) }
  return (0..<table.rowCount).filter { row in
    for gap in gaps where gap[row] { return false }
    return true
  }
}

/// The columns of a design matrix as they are gathered, starting with the intercept.
struct DesignContent {
  let rows: Int
  private(set) var columns = [DesignColumn.intercept]
  private(set) var storage: [Double]

  init(rows: Int, expectedColumns: Int) {
    self.rows = rows
    storage = []
    storage.reserveCapacity(rows * expectedColumns)
    storage.append(contentsOf: repeatElement(1, count: rows))
  }

  mutating func append(_ column: DesignColumn, _ values: [Double]) {
    columns.append(column)
    storage += values
  }

  /// Adds every product of one column of each part, the first part's running fastest.
  mutating func append(_ product: Product, _ parts: [[[Double]]], levels: [[String?]]) {
    var choice = [Int](repeating: 0, count: parts.count)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return }
    while true {
      let names = parts.indices.compactMap { levels[$0][choice[$0]] }
      columns.append(
        DesignColumn(
          term: product.text, level: names.isEmpty ? nil : names.joined(separator: ":")))
      let start = storage.count
      storage += parts[0][choice[0]]
      for k in parts.indices.dropFirst() {
        let factor = parts[k][choice[k]]
        for i in 0..<rows { storage[start + i] *= factor[i] }
      }
      var k = 0
      while k < parts.count {
        choice[k] += 1
        if choice[k] < parts[k].count { break }
        choice[k] = 0
        k += 1
      }
      if k == parts.count { return }
    }
  }
}
