internal import Diagnostics
internal import Tables

/// A factor with everything it took from the data, so that it can be applied to another table.
enum FittedFactor: Sendable {
  case numeric(NumericBasis)
  case category(CategoryContrasts)

  /// The level of each column.
  var levels: [String?] {
    switch self {
    case .numeric(let basis): basis.levels
    case .category(let contrasts): contrasts.levels
    }
  }
}

/// Treatment contrasts: a column of 0 and 1 for every level but the reference.
struct CategoryContrasts: Sendable, Equatable {
  /// The level for which every column is 0.
  let reference: String
  /// The levels with a column, in their declared order.
  let levels: [String]

  /// The level that stands for missing values.
  static let missingLevel = "(missing)"

  /// The columns for the chosen rows, or the levels without a column and how often they occur.
  func columns(of category: CategoryValues, missing: Missingness, rows: [Int]) -> ContrastColumns {
    let all = category.levels + [Self.missingLevel]
    let target = all.map { level in
      level == reference ? -1 : levels.firstIndex(of: level) ?? -2
    }
    var columns = [[Double]](
      repeating: [Double](repeating: 0, count: rows.count), count: levels.count)
    var unknown = [Int](repeating: 0, count: all.count)
    for (i, row) in rows.enumerated() {
      let given = Int(category.codes[row])
      let code = missing[row] || given < 0 ? all.count - 1 : given
      if target[code] >= 0 { columns[target[code]][i] = 1 }
      if target[code] == -2 { unknown[code] += 1 }
    }
    let names = all.indices.filter { unknown[$0] > 0 }.map { (all[$0], unknown[$0]) }
    return ContrastColumns(columns: columns, unknown: names)
  }
}

/// Columns of contrasts, and the levels that have none.
struct ContrastColumns {
  let columns: [[Double]]
  let unknown: [(level: String, count: Int)]
}

/// The values of a numeric column in chosen rows, missing ones replaced.
///
/// Chosen rows ascend, so that as many as there are in the column are all of them.
func numbers(_ column: Column, rows: [Int], fill: Double) -> [Double] {
  if case .number(let values) = column.values, rows.count == values.count, !column.missing.any {
    return values
  }
  var result = [Double](repeating: fill, count: rows.count)
  switch column.values {
  case .number(let values):
    for (i, row) in rows.enumerated() where !column.missing[row] { result[i] = values[row] }
  case .integer(let values):
    for (i, row) in rows.enumerated() where !column.missing[row] { result[i] = Double(values[row]) }
  case .flag(let values):
    for (i, row) in rows.enumerated() where !column.missing[row] { result[i] = values[row] ? 1 : 0 }
  case .category, .date, .text: break
  }
  return result
}
