private import Tables

extension Evaluator {
  /// Texts or levels.
  mutating func texts(_ node: TextNode, _ active: ActiveRows) -> Texts {
    switch node {
    case .constant(let text): .codes([Int32](repeating: 0, count: count), levels: [text])
    case .missing: .codes([Int32](repeating: Texts.missing, count: count), levels: [])
    case .column(let name): rows.texts(name)
    case .slot(let index): rows.texts(slot: index)
    case .inner(let index): rows.texts(inner: index)
    case .choose(let condition, let first, let second):
      choose(condition, first, second, active)
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
    var open = missing
    for row in test.indices {
      let text = test[row] == Truth.yes ? left[row] : test[row] == Truth.no ? right[row] : nil
      let isOpen =
        test[row] == Truth.undecided || (test[row] == Truth.yes && left.isUndecided(row))
        || (test[row] == Truth.no && right.isUndecided(row))
      if let text {
        texts[row] = text
      } else if isOpen {
        open[row] = true
      } else {
        missing[row] = true
      }
    }
    return .plain(texts, Missingness(missing), undecided: Missingness(open))
  }

  private static func choose(
    _ test: [UInt8], _ codes: [Int32], _ levels: [String], _ others: [Int32], _ names: [String]
  ) -> Texts {
    let all = TypeChecker.union(levels, names) ?? levels
    let mapping = Texts.mapping(from: names, to: all)
    var result = codes
    for row in test.indices where test[row] != Truth.yes {
      let other = others[row]
      result[row] =
        switch test[row] {
        case Truth.no: other >= 0 ? mapping[Int(other)] : other
        case Truth.undecided: Texts.undecided
        default: Texts.missing
        }
    }
    return .codes(result, levels: all)
  }
}
