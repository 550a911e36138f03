internal import Diagnostics

/// What can be wrong with a study whose every key and value is well formed.
enum StudyFault {
  case badName(kind: String, String)
  case noTable
  case twoSources(String, String)
  case unknownModel(String, known: [String])
  case saidByRegistry(String)
  case keyNeeds(String, String)
  /// An arm stands for a world that there is not.
  case unknownWorld(String, known: [String])
  case notTwoArms(Int)
  case contrastWithoutArms(String)
  case unknownReference(String, known: [String])
  case propensityMissing(design: String)
  case unknownReferenceTo(kind: String, String, known: [String])
  case unknownColumn(String, known: [String])
  case notNumeric(String, type: String)
  case notCategorical(String, type: String)
  case notOfType(String, type: String, fits: [String])
  case notFlag(String, type: String)
  case nameIsAColumn(String)
  case derivedLater(String)
  case outcomeInDesign(column: String, of: String, usedBy: String)
  case outcomeEventsInDesign(table: String, time: String?, of: String, usedBy: String)
  case armAsCovariate(String, usedBy: String)
  case badPair(key: String)
  case nothingToAnalyse
  case reuseWithoutReplacement
  case outcomeOfTwoKinds(String, String, String)
  case outcomeLacks(String, outcome: String)
  case keyOfOtherValues(String, kind: String, fits: String)
  case estimateOfOtherKind(String, outcome: String, kind: String?, offered: [String])
  case strataOfValue(outcome: String)
  case fewestWithoutMost
  case controlsNotInOrder(fewest: Int, ratio: Int, most: Int)
  case definitionsTwice(String)
  case definitionIsAColumn(String, isColumn: Bool)
  case unknownFinding(String, known: [String])
  case idNotUnique(String, count: Int, row: Int)
  case idMissing(count: Int, row: Int)
}
