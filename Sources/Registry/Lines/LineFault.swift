/// What can be wrong with what a study says of lines.
enum LineFault {
  /// A table that the registry does not have.
  case noTable(String, known: [String])
  /// A column that a table does not have.
  case noColumn(String, table: String, known: [String])
  /// A column of days that holds something else.
  case noDates(String, table: String)
  /// A column of words that holds something else.
  case noWords(String, table: String)
  /// A table of the registry with the name of one that is to be made.
  case nameTaken(String)
  /// Rules compared with themselves.
  case sameRules(String)
}
