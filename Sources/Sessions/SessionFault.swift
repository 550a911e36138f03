/// What can be wrong with a command of a session.
enum SessionFault {
  case unknownCommand(String, known: [String])
  case missingArgument(command: String, usage: String, needs: String)
  case tooMuch(command: String, usage: String)
  case unknownOption(String, command: String, usage: String)
  case unclosedQuote
  case nothingOpen
  case notRun(isStale: Bool)
  case nothingToUndo
  case nothingAtPath(String)
  case nothingNamed(String, known: [String])
  case noColumn(String, known: [String])
  case noTable
  case noDesign(String, known: [String])
  case noCurve(outcome: String?, design: String?, known: [String])
  case noEstimates(String, known: [String])
  case wouldOverwrite(String, ownFile: Bool)
  case dataElsewhere(String, folder: String)
  case notADataFile(String)
}
