/// Reads the text of a term by recursive descent; offsets count Unicode scalars from 0.
struct TermParser {
  /// A fault and the part of the text that it concerns.
  struct LocatedFault {
    let fault: TermFault
    let offset: Int
    let length: Int
  }

  /// What made reading stop; the fault itself has been noted.
  struct Stop: Error {}

  private static let mostCrossed = 6
  private(set) var faults: [LocatedFault] = []
  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The products that the term stands for; empty where there are faults.
  mutating func parse() -> [Product] {
    do {
      var crossed = [try product()]
      while take("*") { crossed.append(try product()) }
      skipSpaces()
      guard position == scalars.count else { throw unexpected() }
      if crossed.count > Self.mostCrossed { note(.tooManyCrossed(Self.mostCrossed), from: 0) }
      return faults.isEmpty ? Self.crossing(crossed) : []
    } catch {
      return []
    }
  }

  /// Every product of some of the parts, fewer before more: a, b, c, a:b, a:c, b:c, a:b:c.
  private static func crossing(_ parts: [Product]) -> [Product] {
    var products: [Product] = []
    for size in 1...parts.count {
      for chosen in subsets(of: parts.count, size: size) {
        var factors: [Factor] = []
        for factor in chosen.flatMap({ parts[$0].factors }) where !factors.contains(factor) {
          factors.append(factor)
        }
        let product = Product(factors)
        if !products.contains(where: { $0.unordered == product.unordered }) {
          products.append(product)
        }
      }
    }
    return products
  }

  private static func subsets(of count: Int, size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    guard count >= size else { return [] }
    return (0...count - size).flatMap { first in
      subsets(of: count - first - 1, size: size - 1).map { rest in
        [first] + rest.map { $0 + first + 1 }
      }
    }
  }

  private mutating func product() throws(Stop) -> Product {
    var factors = [try factor()]
    while take(":") {
      let next = try factor()
      if factors.contains(next) {
        note(.repeatedFactor(next.text), from: next.offset)
      } else {
        factors.append(next)
      }
    }
    return Product(factors)
  }

  private mutating func factor() throws(Stop) -> Factor {
    skipSpaces()
    let start = position
    let isQuoted = peek == "`"
    let (name, nameOffset) = try name()
    if !isQuoted, take("(") {
      let (column, columnOffset, transform) = try call(of: name, at: start)
      return factor(column, at: columnOffset, transform, from: start)
    }
    guard take("^") else { return factor(name, at: nameOffset, .identity, from: start) }
    let exponentStart = position
    let exponent = try number()
    if exponent == 0 || !exponent.isFinite { note(.badExponent, from: exponentStart) }
    return factor(name, at: nameOffset, exponent == 1 ? .identity : .power(exponent), from: start)
  }

  private func factor(
    _ column: String, at columnOffset: Int, _ transform: Transform, from start: Int
  ) -> Factor {
    Factor(
      name: column, transform: transform, nameOffset: columnOffset, offset: start,
      length: max(1, position - start), termPlace: nil)
  }

  /// A column's name, and where it starts.
  mutating func name() throws(Stop) -> (String, Int) {
    skipSpaces()
    guard let first = peek else {
      throw stop(scalars.isEmpty ? .empty : .endsEarly, from: position)
    }
    if first == "`" { return try quotedName() }
    guard Self.startsName(first) else { throw unexpected() }
    let start = position
    while let next = peek, Self.continuesName(next) { position += 1 }
    return (text(from: start), start)
  }

  private mutating func quotedName() throws(Stop) -> (String, Int) {
    let start = position
    position += 1
    while let next = peek, next != "`" { position += 1 }
    guard peek == "`", position > start + 1 else { throw stop(.unclosedQuote, from: start) }
    let name = text(from: start + 1)
    position += 1
    return (name, start + 1)
  }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_" || scalar == "."
  }

  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || ("0"..."9").contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }

  var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func skipSpaces() {
    while let next = peek, next.properties.isWhitespace { position += 1 }
  }

  /// Moves past `scalar`, and spaces around it, where it comes next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    let start = position
    skipSpaces()
    guard peek == scalar else {
      position = start
      return false
    }
    position += 1
    skipSpaces()
    return true
  }

  func text(from start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<position])
    return String(view)
  }

  mutating func note(_ fault: TermFault, from start: Int) {
    faults.append(LocatedFault(fault: fault, offset: start, length: max(1, position - start)))
  }

  mutating func stop(_ fault: TermFault, from start: Int) -> Stop {
    note(fault, from: start)
    return Stop()
  }

  /// The end of the text, or a character that does not belong where it stands.
  mutating func unexpected() -> Stop {
    skipSpaces()
    guard let next = peek else { return stop(.endsEarly, from: position) }
    return stop(.unexpected(String(next)), from: position)
  }
}
