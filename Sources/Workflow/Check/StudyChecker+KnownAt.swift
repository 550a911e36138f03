internal import Diagnostics
internal import Expressions
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyChecker {
  /// What the description of a registry says of when columns become known.
  mutating func describeTables(_ section: RegistrySection, _ events: EventStore?) {
    for element in section.tables.elements {
      guard let table = events?[element.name] else { continue }
      var described = EventTableSchema(table)
      described.knownAt = described.knownByName
      for column in element.value.columns.elements {
        guard let day = column.value.knownAt else { continue }
        let place = day.source.place ?? column.place
        guard let found = described[day.name] else {
          let known = described.columns.filter { $0.type == .date }.map(\.name)
          let fault = RegistryFault.unknownColumn(day.name, table: element.name, known: known)
          faults.append(fault.diagnostic(at: place))
          continue
        }
        guard found.type == .date else {
          let fault = RegistryFault.notADate(day.name, type: found.type.rawValue)
          faults.append(fault.diagnostic(at: place))
          continue
        }
        described.knownAt[column.name] = day.name == described.timeColumn ? nil : day.name
      }
      if !described.knownAt.isEmpty { definitions.described.append(described) }
    }
  }
}

extension EventTableSchema {
  /// Columns that are named after a later date of the row, as `stop_reason` after `stop`, and so say
  /// something of it.
  fileprivate var knownByName: [String: String] {
    let dates = columns.filter { $0.type == .date && $0.name != timeColumn }.map(\.name)
    var known: [String: String] = [:]
    for column in columns where column.type != .date {
      known[column.name] = dates.first { column.name.hasPrefix("\($0)_") }
    }
    return known
  }
}
