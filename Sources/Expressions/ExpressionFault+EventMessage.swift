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
    case .rowOfOuterTable(let name, let table):
      "'\(name)' is of the row of '\(table)' around this function, which cannot be read inside it"
    case .allWithoutCondition: "'all' needs a condition"
    case .countOfValues: "'count' counts events, not values"
    case .noTime(let function, let table):
      "'\(function.rawValue)' needs a date that orders events, and '\(table)' has none"
    case .nearestWithoutTarget: "'nearest' needs a day to be near to"
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
    case .nearestWithoutTarget: "write \(EventFunction.nearest.signature)"
    case .clauseType(.within, _, _): "days are counted from the day behind 'to': write -60d..0d"
    case .severalRows(let name, _, _, _): "write last(\(name)), or say which row with 'where'"
    default: nil
    }
  }
}
