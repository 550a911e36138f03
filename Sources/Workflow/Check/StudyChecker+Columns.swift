internal import Balancing
internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Expressions
internal import Regression
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyChecker {
  /// Types derived columns in order, each seeing those before it.
  mutating func checkDerived(
    _ derived: NamedList<ExpressionText>, _ schema: inout Schema
  ) -> [CheckedStudy.Variable] {
    var variables: [CheckedStudy.Variable] = []
    for (index, element) in derived.elements.enumerated() {
      if schema[element.name] != nil {
        report(.nameIsAColumn(element.name), at: element.place)
        continue
      }
      let source = element.value.source
      if reportDerivedLater(source, derived.names[index...], schema) {
        untyped.append(element.name)
        continue
      }
      let current = schema
      let typed = attempt { () throws(Faults) in
        try Expression(source.value, at: source.place).typed(against: current)
      }
      guard let typed else {
        untyped.append(element.name)
        continue
      }
      schema = schema.adding(element.name, typed)
      variables.append(CheckedStudy.Variable(name: element.name, expression: typed))
    }
    return variables
  }

  /// Reports columns that are derived at or below the variable which reads them.
  private mutating func reportDerivedLater(
    _ source: Located<String>, _ later: ArraySlice<String>, _ schema: Schema
  ) -> Bool {
    let expression = try? Expression(source.value, at: source.place)
    let columns = expression.map { schema.definitions.references(of: $0) } ?? []
    let early = columns.filter {
      later.contains($0.value) && schema[$0.value] == nil && schema.definitions[$0.value] == nil
    }
    for column in early { report(.derivedLater(column.value), at: column.place) }
    return !early.isEmpty
  }

  /// Takes back that a derived column is not there, where that is because its expression is at
  /// fault, which has been told.
  mutating func forgetUntyped(_ sources: SourceTexts) {
    guard !untyped.isEmpty else { return }
    faults.removeAll { fault in
      guard ["unknown-column", "unknown-function", "unknown-table"].contains(fault.id),
        let place = fault.place,
        let line = sources[place.file]?.line(place.line)
      else { return false }
      let text = line.unicodeScalars.dropFirst(place.column - 1).prefix(place.length)
      let name = String(String.UnicodeScalarView(text))
      return untyped.contains(name) || untyped.contains(String(name.prefix { $0 != "." }))
    }
  }

  /// Every column that a design, a table or an analysis names must be there and fit.
  mutating func checkColumns(_ schema: Schema) {
    let adjustments = study.analyses.flatMap(\.estimates).map(\.adjustment)
    let columns = schema.entries.map { (name: $0.name, type: $0.type) }
    for terms in [study.propensity?.terms ?? []] + adjustments {
      for fault in DesignMatrix.diagnose(terms, columns: columns) where !faults.contains(fault) {
        faults.append(fault)
      }
    }
    for column in study.balance.also { check(column: column.source, schema) }
    for column in study.subgroups { checkCategorical(column, schema) }
    if let share = study.gates.share { checkFlag(share.of, schema) }
    for design in study.designs.elements {
      guard case .matching(let matching) = design.value else { continue }
      for column in matching.exact + matching.antiexact { checkCategorical(column, schema) }
      for caliper in matching.calipers.elements {
        checkNumeric(Located(caliper.name, at: caliper.place), schema)
      }
      if !["probability", "logit"].contains(matching.on.value) {
        checkNumeric(matching.on, schema)
      }
    }
    for analysis in study.analyses {
      for column in analysis.strata { checkCategorical(column, schema) }
      if let cluster = analysis.cluster { check(column: cluster.source, schema) }
      if let from = analysis.armFrom { checkNumeric(from.source, schema) }
    }
    if let id = study.data.id { check(column: id.source, schema) }
  }

  private mutating func check(column: Located<String>, _ schema: Schema) {
    if schema[column.value] == nil {
      let fault = StudyFault.unknownColumn(column.value, known: schema.entries.map(\.name))
      let diagnostic = fault.diagnostic(at: column.place)
      if !faults.contains(diagnostic) { faults.append(diagnostic) }
    }
  }

  private mutating func checkNumeric(_ column: Located<String>, _ schema: Schema) {
    check(column: column, schema)
    guard let type = schema[column.value]?.type else { return }
    if type != .number, type != .integer, type != .flag {
      report(.notNumeric(column.value, type: type.rawValue), at: column.place)
    }
  }

  private mutating func checkFlag(_ column: ColumnName, _ schema: Schema) {
    check(column: column.source, schema)
    guard let type = schema[column.name]?.type, type != .flag else { return }
    report(.notFlag(column.name, type: type.rawValue), at: column.source.place)
  }

  private mutating func checkCategorical(_ column: ColumnName, _ schema: Schema) {
    check(column: column.source, schema)
    guard let type = schema[column.name]?.type else { return }
    if type == .number || type == .date {
      report(.notCategorical(column.name, type: type.rawValue), at: column.source.place)
    }
  }
}
