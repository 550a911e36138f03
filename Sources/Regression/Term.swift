public import Diagnostics

/// One term of a model as a person writes it: `age`, `rcs(nodes, 4)`, `age:meno`, `age*meno`.
///
/// A factor is a column, or one of `log(x)`, `log(x + 1)`, `sqrt(x)`, `x^2`, `poly(x, 3)`,
/// `rcs(x, 4)`, `rcs(x, [1, 5, 20])`, `ns(x, 3)` and `ns(x, [2, 8])`. Factors joined by `:` are
/// multiplied; `a*b` stands for `a`, `b` and `a:b`, and so on for more than two. `:` binds closer
/// than `*`. A column whose name holds other characters than letters, digits, `_` and `.` is
/// written between backquotes.
public struct Term: Sendable {
  /// The term as written.
  public let text: String
  /// Where the text starts.
  public let place: Place?
  /// The products of factors that the term stands for, in order.
  package let products: [Product]

  /// Reads a term.
  ///
  /// - Parameters:
  ///   - text: the term.
  ///   - place: where its first character stands, for diagnostics.
  /// - Throws: every fault found in the text, at its place.
  public init(_ text: String, at place: Place? = nil) throws(Faults) {
    var parser = TermParser(text)
    let products = parser.parse()
    guard parser.faults.isEmpty else {
      throw Faults(
        parser.faults.map { fault in
          fault.fault.diagnostic(at: place?.advanced(by: fault.offset, length: fault.length))
        })
    }
    self.text = text
    self.place = place
    self.products = products.map { Product($0.factors.map { $0.placed(at: place) }) }
  }

  /// The columns of the table that the term reads, each once, with where it is named.
  public var columns: [Located<String>] {
    var seen: Set<String> = []
    return products.flatMap(\.factors).map(\.column).filter { seen.insert($0.value).inserted }
  }
}

extension Term: Equatable {
  /// Terms are equal when they stand for the same products; spaces and places do not count.
  public static func == (left: Term, right: Term) -> Bool { left.products == right.products }
}

/// Factors multiplied with each other, a single one for a main effect.
package struct Product: Sendable, Hashable {
  package let factors: [Factor]

  package init(_ factors: [Factor]) { self.factors = factors }

  /// The factors joined by `:`, without superfluous spaces.
  package var text: String { factors.map(\.text).joined(separator: ":") }

  /// The product without regard to the order of its factors.
  var unordered: Set<Factor> { Set(factors) }
}

/// A column, transformed or as it is.
package struct Factor: Sendable {
  /// The name of the column.
  package let name: String
  /// What is done to it.
  package let transform: Transform
  let nameOffset: Int
  let offset: Int
  let length: Int
  let termPlace: Place?

  /// The column with where it is named.
  package var column: Located<String> {
    let length = name.unicodeScalars.count
    return Located(name, at: termPlace?.advanced(by: nameOffset, length: length))
  }

  /// Where the factor stands.
  package var place: Place? { termPlace?.advanced(by: offset, length: length) }

  /// The factor in its standard spelling.
  package var text: String { transform.text(of: Transform.quoted(name)) }

  /// The factor of a term that starts at `place`.
  func placed(at place: Place?) -> Factor {
    Factor(
      name: name, transform: transform, nameOffset: nameOffset, offset: offset, length: length,
      termPlace: place)
  }
}

extension Factor: Hashable {
  /// Compares column and transform; places do not count.
  package static func == (left: Factor, right: Factor) -> Bool {
    left.name == right.name && left.transform == right.transform
  }

  /// Hashes column and transform.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(transform)
  }
}
