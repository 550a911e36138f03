internal import Diagnostics
internal import Expressions
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyChecker {
  /// Makes the derived tables of the definitions, in order, and joins them to those of the registry.
  ///
  /// - Parameters:
  ///   - data: the data, to whose events the tables are added.
  ///   - threads: the most threads to use.
  mutating func addDerivedTables(_ data: inout StudyData, threads: Int) {
    guard let events = data.events else {
      if let table = definitions.tables.first {
        let place = table.place
        report(.keyNeeds("tables", "a registry of events"), at: place)
      }
      return
    }
    var store = events
    for element in definitions.tables {
      let known = schema(of: Schema(data.table, events: store))
      let source = DerivedTable.Source(element)
      let made = attempt { () throws(Faults) in
        let derived = try DerivedTable(source, schema: known)
        return (
          derived.schema,
          try derived.make(patients: data.table, events: store, threads: threads)
        )
      }
      guard let (described, (table, found)) = made else {
        noteAsked(element.place?.file)
        untyped.append(element.name)
        continue
      }
      findings += found
      definitions.described.append(described)
      store = store.adding([table])
    }
    data.events = store
  }

  /// Faults of a file say which line of the study names it.
  private mutating func noteAsked(_ file: String?) {
    faults = faults.map { fault in
      fault.place?.file == file && fault.notes.isEmpty ? naming(fault, file: file) : fault
    }
  }
}

extension DerivedTable.Source {
  /// What a file of definitions says of a table.
  init(_ element: NamedList<DerivedTableSection>.Element) {
    let section = element.value
    self.init(
      name: Located(element.name, at: element.place), from: section.from,
      condition: section.where?.source, interval: section.interval?.source,
      gap: section.gap?.source, time: section.time?.source,
      columns: section.columns.elements.map { (Located($0.name, at: $0.place), $0.value.source) })
  }
}
