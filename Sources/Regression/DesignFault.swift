internal import Diagnostics
internal import Tables

/// Why terms cannot be read from a table.
enum DesignFault {
  /// The table has no such column.
  case unknownColumn(String, known: [String])
  /// A column of a type that no term can use.
  case unusableType(String, ColumnType)
  /// A function of numbers applied to something else.
  case needsNumbers(column: String, term: String, ColumnType)
  /// A term written twice.
  case duplicateTerm(String, first: Place?)
  /// Missing values that are not allowed.
  case missingValues(column: String, count: Int)
  /// A column without any value.
  case allMissing(String)
  /// Missing values in a column that had none when the design was made.
  case unexpectedMissing(column: String, count: Int)
  /// No row is left.
  case noRows
  /// Values that are no finite number.
  case notFinite(column: String, count: Int, row: Int)
  /// Values for which a transform has no result.
  case undefined(term: String, Transform, count: Int, row: Int)
  /// Too few distinct values for a polynomial or the knots of a spline.
  case tooFewValues(term: String, distinct: Int)
  /// A category of which only one level occurs.
  case singleLevel(column: String, level: String)
  /// A level that was not there when the design was made.
  case unknownLevel(column: String, level: String, count: Int, known: [String])
  /// A reference level that does not occur.
  case badReference(column: String, level: String, known: [String])
  /// A reference level for a column that is no category of any term.
  case uselessReference(column: String)
  /// A column of another type than when the design was made.
  case changedType(column: String, term: String)
}
