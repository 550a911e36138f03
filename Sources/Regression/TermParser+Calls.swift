extension TermParser {
  /// The rest of a call after its opening parenthesis: the column, its offset and the transform.
  mutating func call(
    of name: String, at start: Int
  ) throws(Stop) -> (column: String, offset: Int, transform: Transform) {
    guard let function = TermFunction(rawValue: name) else {
      throw stop(.unknownFunction(name), from: start)
    }
    let (column, offset) = try self.name()
    let transform: Transform
    switch function {
    case .log: transform = .logarithm(shift: try shift())
    case .sqrt: transform = .squareRoot(shift: try shift())
    case .poly: transform = .polynomial(degree: try degree(of: function, at: start))
    case .rcs: transform = .restrictedSpline(try knots(of: function, at: start))
    case .ns: transform = .naturalSpline(try knots(of: function, at: start))
    }
    guard take(")") else {
      if peekPastSpaces == nil { throw stop(.unclosedParenthesis(function), from: start) }
      if take(",") { throw stop(.wrongArguments(function), from: start) }
      throw unexpected()
    }
    trimTrailingSpaces()
    return (column, offset, transform)
  }

  /// The number added in `log(x + 1)`; 0 where there is none.
  private mutating func shift() throws(Stop) -> Double {
    if take("+") { return try number() }
    if take("-") { return -(try number()) }
    return 0
  }

  private mutating func degree(of function: TermFunction, at start: Int) throws(Stop) -> Int {
    try comma(of: function, at: start)
    let argument = position
    let value = try number()
    guard let degree = Int(exactly: value), (1...10).contains(degree) else {
      note(.badDegree(Transform.text(value)), from: argument)
      return 1
    }
    return degree
  }

  private mutating func knots(
    of function: TermFunction, at start: Int
  ) throws(Stop) -> Transform.Knots {
    try comma(of: function, at: start)
    let argument = position
    if take("[") { return .at(try list(of: function, from: argument)) }
    let value = try number()
    let allowed = function == .rcs ? 3...7 : 1...20
    guard let count = Int(exactly: value), allowed.contains(count) else {
      note(.badKnotCount(function, Transform.text(value), allowed), from: argument)
      return .number(allowed.lowerBound)
    }
    return .number(count)
  }

  private mutating func list(of function: TermFunction, from start: Int) throws(Stop) -> [Double] {
    var knots = [try number()]
    while take(",") { knots.append(try number()) }
    guard take("]") else { throw unexpected() }
    let least = function == .rcs ? 3 : 1
    if knots.count < least || !zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) {
      note(.badKnots(function, least: least), from: start)
    }
    return knots
  }

  private mutating func comma(of function: TermFunction, at start: Int) throws(Stop) {
    if take(",") { return }
    let isEnd = peekPastSpaces == nil
    _ = take(")")
    throw stop(
      isEnd ? .unclosedParenthesis(function) : .wrongArguments(function), from: start)
  }

  /// A decimal number with an optional sign.
  mutating func number() throws(Stop) -> Double {
    skipSpaces()
    let start = position
    if peek == "-" || peek == "+" { position += 1 }
    while let next = peek, ("0"..."9").contains(next) || next == "." { position += 1 }
    if position > start, peek == "e" || peek == "E" {
      position += 1
      if peek == "-" || peek == "+" { position += 1 }
      while let next = peek, ("0"..."9").contains(next) { position += 1 }
    }
    guard position > start else {
      guard peek != nil else { throw unexpected() }
      if let next = peek, TermParser.continuesName(next) {
        while let next = peek, TermParser.continuesName(next) { position += 1 }
      } else {
        position += 1
      }
      throw stop(.notANumber(text(from: start)), from: start)
    }
    guard let value = Double(text(from: start)), value.isFinite else {
      throw stop(.notANumber(text(from: start)), from: start)
    }
    return value
  }

  private var peekPastSpaces: Unicode.Scalar? {
    var copy = self
    copy.skipSpaces()
    return copy.peek
  }

  /// Gives back the spaces taken after a closing parenthesis, which are no part of the factor.
  private mutating func trimTrailingSpaces() {
    while position > 0, scalars[position - 1].properties.isWhitespace { position -= 1 }
  }
}
