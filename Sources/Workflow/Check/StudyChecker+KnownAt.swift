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
        described.knownAt[column.name] = day.name
      }
      if !described.knownAt.isEmpty { definitions.described.append(described) }
    }
  }
}
