internal import Diagnostics

/// What can be wrong with a rule of quality.
enum QualityFault {
  case unknownTable(String, known: [String])
  case unknownColumn(String, table: String, known: [String])
  case missingKey(String, check: QualityCheck)
  case notADate(String, table: String)
  case noTime(String)
}
