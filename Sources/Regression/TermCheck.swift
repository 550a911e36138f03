internal import Diagnostics
internal import Tables

/// What terms say by themselves and beside the names and types of columns.
struct TermCheck {
  /// The products of all terms, each once, in order.
  private(set) var products: [Product] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ terms: [Term], columns: [(name: String, type: ColumnType)]) {
    var types: [String: ColumnType] = [:]
    for column in columns { types[column.name] = column.type }
    let names = columns.map(\.name)
    var known: Set<Set<Factor>> = []
    for (index, term) in terms.enumerated() {
      if let first = terms[..<index].first(where: { $0 == term }) {
        let fault = DesignFault.duplicateTerm(term.text, first: first.place)
        diagnostics.append(
          fault.diagnostic(
            at: term.place?.advanced(by: 0, length: max(1, term.text.unicodeScalars.count))))
        continue
      }
      var checked: Set<Factor> = []
      for factor in term.products.flatMap(\.factors) where checked.insert(factor).inserted {
        check(factor, types: types, names: names)
      }
      for product in term.products where known.insert(product.unordered).inserted {
        products.append(product)
      }
    }
  }

  private mutating func check(_ factor: Factor, types: [String: ColumnType], names: [String]) {
    let column = factor.column
    guard let type = types[column.value] else {
      report(.unknownColumn(column.value, known: names), at: column.place)
      return
    }
    switch type {
    case .date, .text:
      report(.unusableType(column.value, type), at: column.place)
    case .category, .flag:
      if factor.transform != .identity {
        report(
          .needsNumbers(column: column.value, term: factor.text, type), at: factor.place)
      }
    case .number, .integer: break
    }
  }

  private mutating func report(_ fault: DesignFault, at place: Place?) {
    diagnostics.append(fault.diagnostic(at: place))
  }

  /// Products of which a factor is no term of its own.
  var findings: [Located<DesignFinding>] {
    let single = Set(products.filter { $0.factors.count == 1 }.map { $0.factors[0].name })
    return products.filter { $0.factors.count > 1 }.flatMap { product in
      product.factors.filter { !single.contains($0.name) }.map { factor in
        Located(
          .interactionWithoutMainEffect(term: product.text, missing: factor.name),
          at: factor.place)
      }
    }
  }
}
