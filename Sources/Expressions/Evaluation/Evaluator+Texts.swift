private import Tables

extension Evaluator {
  /// Texts or levels.
  mutating func texts(_ node: TextNode, _ active: ActiveRows) -> Texts {
    switch node {
    case .constant(let text): .codes([Int32](repeating: 0, count: count), levels: [text])
    case .missing: .codes([Int32](repeating: -1, count: count), levels: [])
    case .column(let name): texts(ofColumn: name)
    case .choose(let condition, let first, let second):
      choose(condition, first, second, active)
    }
  }

  private func texts(ofColumn name: String) -> Texts {
    guard let column = table[name] else { return .codes([], levels: []) }
    switch column.values {
    case .category(let values): return .codes(values.codes, levels: values.levels)
    case .text(let values): return .plain(values, column.missing)
    case .number, .integer, .flag, .date:
      return .codes([Int32](repeating: -1, count: count), levels: [])
    }
  }

  private mutating func choose(
    _ condition: FlagNode, _ first: TextNode, _ second: TextNode, _ active: ActiveRows
  ) -> Texts {
    let test = truths(condition, active)
    let left = texts(first, .only(active, truths: test, are: Truth.yes))
    let right = texts(second, .only(active, truths: test, are: Truth.no))
    if case .codes(let codes, let levels) = left, case .codes(let others, let names) = right {
      return Self.choose(test, codes, levels, others, names)
    }
    var texts = [String](repeating: "", count: test.count)
    var missing = [Bool](repeating: false, count: test.count)
    for row in test.indices {
      let text = test[row] == Truth.yes ? left[row] : test[row] == Truth.no ? right[row] : nil
      if let text { texts[row] = text } else { missing[row] = true }
    }
    return .plain(texts, Missingness(missing))
  }

  private static func choose(
    _ test: [UInt8], _ codes: [Int32], _ levels: [String], _ others: [Int32], _ names: [String]
  ) -> Texts {
    let all = TypeChecker.union(levels, names) ?? levels
    let mapping = Texts.mapping(from: names, to: all)
    var result = codes
    for row in test.indices where test[row] != Truth.yes {
      let other = others[row]
      result[row] = test[row] == Truth.no && other >= 0 ? mapping[Int(other)] : -1
    }
    return .codes(result, levels: all)
  }
}
