internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Platform
public import Studies
internal import Tables
internal import Vocabulary

extension CheckedStudy {
  /// Holds a study against its table.
  ///
  /// Faults of the file and of the columns it names are reported together, in the order of the
  /// file. The table is read for its columns; nothing is computed from it.
  ///
  /// - Parameters:
  ///   - file: the study.
  ///   - memory: the table as it was read before, where it has not changed since.
  /// - Throws: `StudyFailure` with every fault.
  public init(
    _ file: StudyFile, memory: TableMemory = TableMemory()
  ) throws(StudyFailure) {
    let (study, decodingFaults) = file.decoded()
    var checker = StudyChecker(study: study, root: file.root)
    checker.faults = decodingFaults
    var sources = file.sources
    checker.readDefinitions(file, &sources)
    checker.checkStructure(knownFindings: FindingCatalogue.ids)
    guard var read = checker.readData(file, memory, &sources) else {
      throw StudyFailure(Self.sorted(checker.faults, file), sources)
    }
    checker.addDerivedTables(&read, threads: memory.threads)
    var schema = checker.schema(
      of: read.events.map { Schema(read.table, events: $0) } ?? Schema(read.table))
    let (entry, timeZero) = checker.checkDays(&schema)
    let covariates = checker.checkDerived(study.covariates, &schema)
    let variables = checker.checkDerived(study.variables, &schema)
    let known = schema
    let rules = checker.attempt { () throws(Faults) in
      try CohortRules(study.cohort, schema: known, entry: entry, timeZero: timeZero)
    }
    let outcomes = checker.checkOutcomes(schema)
    let descriptions = checker.checkDescriptions(schema)
    checker.checkColumns(schema)
    checker.checkDefinitions(read.table, schema)
    checker.checkIdentifiers(read.table)
    if study.data.hasEvents { checker.checkOutcomesStayOut(known) }
    let typed = TypedStudy(
      schema: schema, entry: entry, timeZero: timeZero, covariates: covariates,
      variables: variables, rules: rules, outcomes: outcomes,
      knownAt: checker.checkKnownAt(schema), followUpTable: read.followUp?.end.table)
    let timeline = checker.checkTimeZero(typed)
    checker.forgetUntyped(sources)
    checker.explainTypes()
    checker.forgetRepeated()
    guard checker.faults.isEmpty, let rules,
      let reference = rules.hasArms
        ? study.cohort.arms.names.firstIndex(of: study.cohort.referenceArm ?? "") : 0
    else { throw StudyFailure(Self.sorted(checker.faults, file), sources) }
    self.init(
      study: study, file: file, table: read.table, identifier: read.identifier,
      events: read.events, followUp: read.followUp, lineComparison: read.lineComparison,
      inputs: read.inputs + checker.definitions.record(with: file), schema: schema,
      covariates: covariates, variables: variables, rules: rules, focalArm: 1 - reference,
      referenceArm: reference, outcomes: outcomes, descriptions: descriptions,
      findings: checker.findings,
      quality: read.quality, timeline: timeline)
  }

  /// Faults in the order a reader meets them: the study file first, each once.
  private static func sorted(_ faults: [Diagnostic], _ file: StudyFile) -> Faults {
    var unique: [Diagnostic] = []
    for fault in faults where !unique.contains(where: { isSame($0, fault) }) {
      unique.append(fault)
    }
    let keyed = unique.enumerated().map { index, fault in
      (fault, isElsewhere: fault.place.map { $0.file != file.path } ?? true, index)
    }
    let ordered = keyed.sorted { a, b in
      if a.isElsewhere != b.isElsewhere { return !a.isElsewhere }
      if let left = a.0.place, let right = b.0.place, left != right { return left < right }
      return a.2 < b.2
    }
    return Faults(ordered.map(\.0))
  }
}

/// Whether two faults say the same: a column that is not there is told once for each place.
private func isSame(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
  a == b || (a.id == "unknown-column" && b.id == a.id && a.place != nil && a.place == b.place)
}

extension StudyChecker {
  /// Where types do not fit, columns that were read as another type than expected may be the cause.
  mutating func explainTypes() {
    let causes = ["column-all-missing", "mixed-column"]
    guard faults.contains(where: { $0.id == "type-mismatch" }) else { return }
    faults += findings.filter { causes.contains($0.id) }
  }

  /// Identifiers must name one patient each.
  mutating func checkIdentifiers(_ table: Table) {
    guard let id = study.data.id, let column = table[id.name],
      case .text(let values) = column.values
    else { return }
    if let row = values.indices.first(where: { column.missing[$0] }) {
      report(.idMissing(count: column.missing.count, row: row + 1), at: id.source.place)
    }
    guard let row = RepeatedText.firstRow(values, column.missing) else { return }
    let count = values.count { $0 == values[row] }
    report(.idNotUnique(values[row], count: count, row: row + 1), at: id.source.place)
  }
}
