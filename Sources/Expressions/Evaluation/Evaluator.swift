internal import Diagnostics
internal import Tables

/// Computes the parts of an expression, each as one contiguous column.
struct Evaluator {
  var rows: RowSource
  var failures = Failures()
  /// The rows whose values are open.
  private(set) var open: [Int] = []
  /// The first and last day of open dates that are certain to be there.
  private(set) var dayRanges: [Int: ClosedRange<Int32>] = [:]

  init(_ rows: RowSource) { self.rows = rows }

  /// The number of rows.
  var count: Int { rows.count }

  /// The values of a whole expression as a column holds them; what is open is missing in it.
  mutating func column(
    _ node: TypedNode, of expression: TypedExpression
  ) throws(Faults) -> (ColumnValues, Missingness) {
    switch node {
    case .number(let node, let measure):
      let numbers = numbers(node, .all)
      let values = known(numbers)
      let missing = Missingness(values.map(\.isNaN))
      if measure == .date {
        note(numbers)
        return (.date(values.map { $0.isNaN ? 0 : Int32($0) }), missing)
      }
      if expression.columnType == .integer {
        return (.integer(values.map { $0.isNaN ? 0 : Int(exactly: $0) ?? .max }), missing)
      }
      return (.number(values), missing)
    case .flag(let node):
      let truths = truths(node, .all)
      open(where: { truths[$0] == Truth.undecided })
      return (.flag(truths.map { $0 == Truth.yes }), Missingness(truths.map(Truth.isOpen)))
    case .text(let node, _):
      let texts = texts(node, .all)
      open(where: texts.isUndecided)
      return texts.column
    case .range, .missing:
      let source = expression.expression.source
      let range = 0..<source.scalars.count
      throw Faults(source.diagnostics([LocatedFault(fault: .strayRange, range: range)]))
    }
  }

  private mutating func known(_ numbers: Numbers) -> [Double] {
    guard !numbers.areKnown else { return numbers.low }
    open(where: { numbers.isOpen($0) })
    return numbers.low.indices.map { numbers.isOpen($0) ? .nan : numbers.low[$0] }
  }

  /// Keeps the ends of dates that are known to lie between two days.
  private mutating func note(_ dates: Numbers) {
    for row in open {
      let ends = dates[row]
      guard let first = Int32(exactly: ends.low), let last = Int32(exactly: ends.high) else {
        continue
      }
      dayRanges[row] = first...last
    }
  }

  private mutating func open(where isOpen: (Int) -> Bool) {
    for row in 0..<count where isOpen(row) { open.append(row) }
  }

  /// The values of a part, for others to read.
  mutating func slot(_ node: TypedNode) -> SlotValues {
    switch node {
    case .number(let node, _): .numbers(numbers(node, .all))
    case .flag(let node): .truths(truths(node, .all))
    case .text(let node, _): .texts(texts(node, .all))
    case .range, .missing: .truths([UInt8](repeating: Truth.missing, count: count))
    }
  }
}
