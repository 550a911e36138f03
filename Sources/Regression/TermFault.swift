/// What can be wrong with the text of a term.
enum TermFault {
  /// Nothing is written.
  case empty
  /// The text ends where more must follow.
  case endsEarly
  /// A character that does not belong where it stands.
  case unexpected(String)
  /// A backquote without its partner, or nothing between the two.
  case unclosedQuote
  /// A call that is not closed.
  case unclosedParenthesis(TermFunction)
  /// A function that there is not.
  case unknownFunction(String)
  /// Too few or too many arguments.
  case wrongArguments(TermFunction)
  /// Something else where a number must stand.
  case notANumber(String)
  /// The degree of a polynomial.
  case badDegree(String)
  /// The number of knots or degrees of freedom of a spline.
  case badKnotCount(TermFunction, String, ClosedRange<Int>)
  /// Knots that do not increase, or too few of them.
  case badKnots(TermFunction, least: Int)
  /// An exponent of 0.
  case badExponent
  /// A product of a factor with itself.
  case repeatedFactor(String)
  /// More factors joined by `*` than can be meant.
  case tooManyCrossed(Int)
}
