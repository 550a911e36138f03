internal import Diagnostics

extension ExpressionFault {
  var eventMessage: String {
    switch self {
    case .unknownTable(let name, _): "there is no table of events '\(name)'"
    case .unknownEventColumn(let name, let table, _): "the table '\(table)' has no column '\(name)'"
    case .tableAsValue(let name, _): "'\(name)' is a table of events, not a value"
    case .eventArgumentCount(let function, let found):
      "'\(function.rawValue)' takes one value, found \(found)"
    case .eventArgument(let function, let found):
      "'\(function.rawValue)' takes numbers or durations, found \(found.phrase)"
    case .noEvents(let function, let found):
      "'\(function.rawValue)' takes events of a table, found \(found.phrase)"
    case .severalTables(let first, let second):
      "one value cannot be of rows of '\(first)' and of '\(second)'"
    case .columnOfRowAround(let name, let row):
      "'\(name)' is a column of the row of '\(row)' around this function, and is not named as such"
    case .hiddenParameter(let name, let table):
      "'\(name)' is a parameter and a column of '\(table)'"
    case .tableExists(let name): "there is a table or a column of patients '\(name)' already"
    case .columnExists(let name, let table): "the table '\(table)' has a column '\(name)' already"
    case .gapWithoutInterval: "'gap' needs an 'interval'"
    case .gapIsNoDuration(let text): "'\(text)' is no duration of 0d or more"
    case .timeIsNoDate(let name): "'\(name)' orders the rows and holds no dates"
    case .badDefinitionName(let text): "'\(text)' is no name of a definition"
    case .nameOfFunction(let name): "'\(name)' is a word of the language"
    case .definitionArguments(let written, let found):
      "'\(written)' is asked for with \(found == 0 ? "no values" : found == 1 ? "one value" : "\(found) values")"
    case .allWithoutCondition: "'all' needs a condition"
    case .countOfValues: "'count' counts events, not values"
    case .noTime(let function, let table):
      "'\(function.rawValue)' needs a date that orders events, and '\(table)' has none"
    case .nearestWithoutTarget: "'nearest' needs a day to be near to"
    case .atWithoutDay: "'at' needs a day"
    case .noSpan(let table): "it is not said from when to when a row of '\(table)' holds"
    case .clauseType(let word, let expected, let found):
      "'\(word.rawValue)' needs \(expected), found \(found.phrase)"
    case .severalRows(let name, let table, let patient, let rows):
      "'\(name)' is one value, and patient '\(patient)' has \(rows) rows of '\(table)'"
    case .eventsChanged(let table, nil): "the table of events '\(table)' is not there"
    case .eventsChanged(let table, let column?):
      "column '\(column)' of the table '\(table)' is not as it was when it was checked"
    default: ""
    }
  }

  var eventHelp: String? {
    switch self {
    case .strayClause(.whereWord):
      "'where' follows the events of a function, as in any(treatment where drug == \"x\")"
    case .columnOfRowAround(let name, let row): "write \(row).\(name)"
    case .hiddenParameter(let name, let table):
      "give the parameter another name, and write \(table).\(name) where the column is meant"
    case .tableExists, .columnExists: "give it another name"
    case .gapWithoutInterval: "write interval: start..stop"
    case .gapIsNoDuration: "write a number of days, as 30d"
    case .badDefinitionName: "write name, or name(parameter, parameter), in letters and digits"
    case .nameOfFunction: "give the definition another name"
    case .definitionArguments(let written, _): "write \(written)"
    case .strayClause(.on), .strayClause(.during):
      "only at(table.column on date during start..stop) has it"
    case .strayClause(.asWord): "'as' names the rows of a function over events"
    case .strayClause: "only nearest(table.column to date within -60d..0d) has it"
    case .unknownTable(let name, let known): Suggestion.help(for: name, in: known)
    case .unknownEventColumn(let name, _, let known): Suggestion.help(for: name, in: known)
    case .tableAsValue(let name, let columns):
      columns.first.map {
        "name one of its columns, as in first(\(name).\($0)), or write any(\(name))"
      } ?? "write any(\(name))"
    case .eventArgumentCount(let function, _), .eventArgument(let function, _),
      .noEvents(let function, _):
      "write \(function.signature)"
    case .allWithoutCondition(let table): "write all(\(table) where condition)"
    case .countOfValues(let table): "write count(\(table) where condition)"
    case .noTime: "where a patient has one row, its columns are values themselves"
    case .atWithoutDay, .noSpan: "write \(EventFunction.at.signature)"
    case .nearestWithoutTarget: "write \(EventFunction.nearest.signature)"
    case .clauseType(.within, _, _): "days are counted from the day behind 'to': write -60d..0d"
    case .severalRows(let name, _, _, _): "write last(\(name)), or say which row with 'where'"
    default: nil
    }
  }
}
