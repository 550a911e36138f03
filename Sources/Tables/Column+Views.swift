extension Column {
  /// The values as numbers, NaN where missing; flags are 0 and 1; `nil` for other types.
  public var numbers: [Double]? {
    var result: [Double]
    switch values {
    case .number(let values): result = values
    case .integer(let values): result = values.map(Double.init)
    case .flag(let values): result = values.map { $0 ? 1 : 0 }
    case .date(let values): result = values.map(Double.init)
    case .category, .text: return nil
    }
    if missing.any {
      for row in result.indices where missing[row] { result[row] = .nan }
    }
    return result
  }

  /// The distinct values as labels in order, and for each row the index of its label, -1 where
  /// missing; `nil` for decimal numbers and dates.
  ///
  /// Levels of a category keep their order, whether used or not; whole numbers ascend, texts are
  /// sorted, false comes before true.
  /// - Complexity: O(n log k) for k distinct values.
  public var coded: (labels: [String], codes: [Int])? {
    switch values {
    case .number, .date: return nil
    case .category(let category): return (category.levels, category.codes.map(Int.init))
    case .flag(let flags):
      return (["false", "true"], codes { flags[$0] ? 1 : 0 })
    case .integer(let integers):
      let (distinct, index) = Self.numbered(integers, missing)
      return (distinct.map { String($0) }, codes { index[integers[$0]] ?? -1 })
    case .text(let texts):
      let (distinct, index) = Self.numbered(texts, missing)
      return (distinct, codes { index[texts[$0]] ?? -1 })
    }
  }

  private func codes(_ code: (Int) -> Int) -> [Int] {
    (0..<count).map { missing[$0] ? -1 : code($0) }
  }

  private static func numbered<Value: Hashable & Comparable>(
    _ values: [Value], _ missing: Missingness
  ) -> (distinct: [Value], index: [Value: Int]) {
    var seen: Set<Value> = []
    for (row, value) in values.enumerated() where !missing[row] { seen.insert(value) }
    let distinct = seen.sorted()
    let index = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    return (distinct, index)
  }

  /// The value of a row as text; `nil` where missing.
  public func text(_ row: Int) -> String? {
    guard !missing[row] else { return nil }
    switch values {
    case .number(let values): return String(values[row])
    case .integer(let values): return String(values[row])
    case .category(let category): return category.levels[Int(category.codes[row])]
    case .flag(let values): return values[row] ? "true" : "false"
    case .date(let values): return CalendarDate(daysSince1970: Int(values[row])).description
    case .text(let values): return values[row]
    }
  }
}
