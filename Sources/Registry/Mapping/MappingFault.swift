internal import Diagnostics

/// What can be wrong with a file against how it is mapped.
enum MappingFault {
  case noColumn(String, String, known: [String])
  case twice(String)
  case alreadyThere(String, from: String)
  case unknownCode(String, column: String, row: Int, count: Int, known: [String])
  case otherUnit(
    String, of: String, unit: String, row: Int, count: Int, isDropped: Bool, known: [String])
  case noUnit(column: String, row: Int, count: Int)
  case notNumbers(String, String)
  case noLookup(String, table: String, known: [String])
}
