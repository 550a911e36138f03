internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyChecker {
  /// Holds every description against the columns and tables of events.
  mutating func checkDescriptions(_ schema: Schema) -> [CheckedDescription] {
    guard let section = study.describe else { return [] }
    return section.tables.elements.map { element in
      checkName("a description", element.name, at: element.place)
      if let table = element.value.eventTable { checkEvents(table, element, schema) }
      checkColumns(of: element, schema)
      return CheckedDescription(
        name: element.name, section: element.value,
        rowCondition: rowCondition(element.value, schema),
        patientCondition: patientCondition(element.value, schema))
    }
  }

  private mutating func rowCondition(
    _ description: Description, _ schema: Schema
  ) -> TypedExpression? {
    guard let text = description.rowCondition?.source, let name = description.eventTable?.value,
      let table = schema.events.last(where: { $0.name == name })
    else { return nil }
    return attempt { () throws(Faults) in
      try Expression(text.value, at: text.place)
        .typed(against: Schema(table.columns), expecting: .flag)
    }
  }

  private mutating func patientCondition(
    _ description: Description, _ schema: Schema
  ) -> TypedExpression? {
    guard case .attritionBetweenLines(let section) = description, let text = section.lost?.source
    else { return nil }
    return attempt { () throws(Faults) in
      try Expression(text.value, at: text.place).typed(against: schema, expecting: .flag)
    }
  }

  private typealias Element = NamedList<Description>.Element

  /// The table of events is there, and so are the columns of it that are named.
  private mutating func checkEvents(
    _ name: Located<String>, _ element: Element, _ schema: Schema
  ) {
    guard study.data.hasEvents else {
      report(.keyNeeds("events", "a registry of events"), at: name.place ?? element.place)
      return
    }
    guard let table = schema.events.last(where: { $0.name == name.value }) else {
      let known = schema.events.map(\.name)
      report(
        .unknownReferenceTo(kind: "table", name.value, known: known), at: name.place)
      return
    }
    for (column, types) in element.value.eventColumns {
      guard let found = table[column.name] else {
        report(
          .unknownColumn(column.name, known: table.columns.map(\.name)),
          at: column.source.place ?? element.place)
        continue
      }
      if !types.contains(found.type) {
        report(
          .notOfType(column.name, type: found.type.rawValue, fits: types.map(\.rawValue)),
          at: column.source.place ?? element.place)
      }
    }
    if element.value.needsTime, table.timeColumn == nil {
      report(.keyNeeds("events", "a table with the key 'time'"), at: name.place)
    }
  }

  /// The columns of patients that a description names are there and fit.
  private mutating func checkColumns(of element: Element, _ schema: Schema) {
    let grouping: [ColumnType] = [.integer, .category, .flag, .text]
    switch element.value {
    case .tableOne(let section):
      for column in section.columns { checkType(column, [.number] + grouping, schema) }
      checkGroups(section.by, schema)
      if !section.eras.isEmpty {
        if let column = section.eraOf {
          checkType(column, [.date], schema)
        } else if !study.data.hasEvents {
          report(.keyNeeds("eras", "'eraOf' where the data are a table"), at: element.place)
        }
      }
    case .incidenceRates(let section):
      checkGroups(section.by, schema)
      for table in section.events { checkEvents(table, element, schema) }
      for outcome in section.outcomes { checkTimes(outcome) }
      if section.events.isEmpty, section.outcomes.isEmpty {
        report(.keyNeeds("incidenceRates", "'events' or 'outcomes'"), at: element.place)
      }
      if section.where != nil, section.events.count != 1 {
        report(
          .keyNeeds("where", "exactly one table under 'events'"),
          at: section.where?.source.place)
      }
    case .followUp(let section):
      checkGroups(section.by, schema)
      if let outcome = section.outcome {
        checkTimes(outcome)
      } else if !study.data.hasEvents {
        report(.keyNeeds("followUp", "'outcome' where the data are a table"), at: element.place)
      }
    case .crossTable(let section):
      for column in section.columns { checkType(column, grouping, schema) }
      if section.columns.count < 2 {
        report(.keyNeeds("crossTable", "two columns"), at: element.place)
      }
    case .attritionBetweenLines(let section):
      if let column = section.progression { checkDate(column, schema) }
    case .sequences, .regimensByYear, .timeOnTreatment: return
    }
  }

  private mutating func checkDate(_ column: EventColumn, _ schema: Schema) {
    guard study.data.hasEvents else { return }
    guard let table = schema.events.last(where: { $0.name == column.table }) else {
      let known = schema.events.map(\.name)
      report(.unknownReferenceTo(kind: "table", column.table, known: known), at: column.place)
      return
    }
    guard let found = table[column.column] else {
      report(
        .unknownColumn(column.column, known: table.columns.map(\.name)), at: column.place)
      return
    }
    if found.type != .date {
      report(
        .notOfType(column.text, type: found.type.rawValue, fits: [ColumnType.date.rawValue]),
        at: column.place)
    }
  }

  private mutating func checkGroups(_ column: ColumnName?, _ schema: Schema) {
    guard let column, column.name != "arm" || schema["arm"] != nil else { return }
    checkType(column, [.integer, .category, .flag, .text], schema)
  }

  private mutating func checkType(
    _ column: ColumnName, _ types: [ColumnType], _ schema: Schema
  ) {
    guard let type = schema[column.name]?.type else {
      report(
        .unknownColumn(column.name, known: schema.entries.map(\.name)), at: column.source.place)
      return
    }
    guard !types.contains(type) else { return }
    report(
      .notOfType(column.name, type: type.rawValue, fits: types.map(\.rawValue)),
      at: column.source.place)
  }

  /// An outcome that is there and is a time to an event.
  private mutating func checkTimes(_ outcome: Located<String>) {
    guard let section = study.outcomes[outcome.value] else {
      if !study.outcomes.declares(outcome.value) {
        let known = study.outcomes.names
        report(.unknownReferenceTo(kind: "outcome", outcome.value, known: known), at: outcome.place)
      }
      return
    }
    if section.value != nil {
      report(.keyNeeds(outcome.value, "a time to an event to be described so"), at: outcome.place)
    }
  }
}

extension Description {
  /// The one table of events that it reads.
  var eventTable: Located<String>? {
    switch self {
    case .sequences(let section): section.events
    case .regimensByYear(let section): section.events
    case .attritionBetweenLines(let section): section.events
    case .timeOnTreatment(let section): section.events
    case .incidenceRates(let section): section.events.count == 1 ? section.events[0] : nil
    case .tableOne, .followUp, .crossTable: nil
    }
  }

  /// The condition on rows of that table.
  var rowCondition: ExpressionText? {
    switch self {
    case .sequences(let section): section.where
    case .regimensByYear(let section): section.where
    case .attritionBetweenLines(let section): section.where
    case .timeOnTreatment(let section): section.where
    case .incidenceRates(let section): section.where
    case .tableOne, .followUp, .crossTable: nil
    }
  }

  /// Whether the rows must have a day.
  fileprivate var needsTime: Bool {
    switch self {
    case .regimensByYear, .attritionBetweenLines, .timeOnTreatment, .incidenceRates: true
    case .sequences, .tableOne, .followUp, .crossTable: false
    }
  }

  /// The columns of the table of events that are named, with the types that fit.
  fileprivate var eventColumns: [(ColumnName, [ColumnType])] {
    let labels: [ColumnType] = [.category, .text, .integer, .flag]
    let numbers: [ColumnType] = [.integer, .number]
    func optional(_ column: ColumnName?, _ types: [ColumnType]) -> [(ColumnName, [ColumnType])] {
      column.map { [($0, types)] } ?? []
    }
    switch self {
    case .sequences(let section):
      return [(section.label, labels)] + optional(section.order, numbers)
        + optional(section.stop, [.date])
    case .regimensByYear(let section): return [(section.label, labels)]
    case .attritionBetweenLines(let section):
      return optional(section.order, numbers) + optional(section.stop, [.date])
    case .timeOnTreatment(let section):
      return [(section.stop, [.date])] + optional(section.reason, labels)
        + optional(section.by, labels)
    case .incidenceRates, .tableOne, .followUp, .crossTable: return []
    }
  }
}
