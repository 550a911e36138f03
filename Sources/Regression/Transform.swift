/// What is done to a column before it enters a model.
package enum Transform: Sendable, Hashable {
  /// Nothing: a number as it is, a flag as 0 and 1, a category as its contrasts.
  case identity
  /// ln(x + shift).
  case logarithm(shift: Double)
  /// √(x + shift).
  case squareRoot(shift: Double)
  /// x to a power.
  case power(Double)
  /// Orthogonal polynomials up to a degree.
  case polynomial(degree: Int)
  /// A restricted cubic spline.
  case restrictedSpline(Knots)
  /// A natural spline; the number is its degrees of freedom.
  case naturalSpline(Knots)

  /// How the knots of a spline are chosen.
  package enum Knots: Sendable, Hashable {
    /// At quantiles of the data; the number is that of the spline's definition.
    case number(Int)
    /// As written.
    case at([Double])
  }

  /// The standard spelling of the transform of a column.
  func text(of column: String) -> String {
    switch self {
    case .identity: column
    case .logarithm(let shift): "log(\(Self.shifted(column, shift)))"
    case .squareRoot(let shift): "sqrt(\(Self.shifted(column, shift)))"
    case .power(let exponent): "\(column)^\(Self.text(exponent))"
    case .polynomial(let degree): "poly(\(column), \(degree))"
    case .restrictedSpline(let knots): "rcs(\(column), \(knots.text))"
    case .naturalSpline(let knots): "ns(\(column), \(knots.text))"
    }
  }

  private static func shifted(_ column: String, _ shift: Double) -> String {
    if shift == 0 { return column }
    return shift > 0 ? "\(column) + \(text(shift))" : "\(column) - \(text(-shift))"
  }

  /// A number without a superfluous fraction.
  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// The name of a column as it must be written in a term.
  static func quoted(_ column: String) -> String {
    let scalars = column.unicodeScalars
    let isPlain =
      scalars.first.map(TermParser.startsName) ?? false
      && scalars.allSatisfy(TermParser.continuesName)
    return isPlain ? column : "`\(column)`"
  }
}

extension Transform.Knots {
  fileprivate var text: String {
    switch self {
    case .number(let number): String(number)
    case .at(let knots): "[\(knots.map(Transform.text).joined(separator: ", "))]"
    }
  }
}

/// The functions that a term may use.
enum TermFunction: String, CaseIterable {
  case log
  case sqrt
  case poly
  case rcs
  case ns
}
