internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Regression
internal import Studies
internal import Tables
internal import Vocabulary

/// The stages of a run; each takes what the stages before it gave.
struct Pipeline: Sendable {
  let checked: CheckedStudy
  let options: RunOptions

  var study: Study { checked.study }

  func relative(_ place: Place?) -> String? {
    guard let place else { return nil }
    let folder = checked.file.folder
    var file = place.file
    if folder != ".", file.hasPrefix("\(folder)/") { file.removeFirst(folder.count + 1) }
    return "\(file):\(place.line):\(place.column)"
  }
}

/// The cohort with its table, every derived column included.
struct AnalysisCohort: Sendable {
  /// The rows of the cohort only.
  let table: Table
  /// The row of each patient of the cohort among all patients.
  let rows: [Int]
  /// The group of each patient: 1 in the focal arm, 0 in the reference arm.
  let groups: [Int]
  /// Names of the arms: reference, focal.
  let armNames: [String]
  /// Labels of the arms: reference, focal.
  let armLabels: [String]
  /// What each patient is called.
  let ids: [String]
  /// The steps from the table to the cohort, counts by arm in the order of the study.
  let attrition: [AttritionStep]
  /// For each of all patients, how the patient left; `nil` for those of the cohort.
  let exits: [Cohort.Exit?]
  /// The names of the arms in the order of the study.
  let studyArms: [String]
  /// Why no estimate is shown of these patients; `nil` where estimates are.
  var withheld: String?

  var count: Int { groups.count }
  var treated: [Bool] { groups.map { $0 == 1 } }
  /// The groups as codes into the names and labels of the arms.
  var groupCodes: [Int32] { groups.map { Int32($0) } }
}

extension Pipeline {
  /// Evaluates derived columns and builds the cohort.
  func cohort(_ findings: inout [Diagnostic]) throws(Faults) -> AnalysisCohort {
    var table = checked.table
    let identifiers = checked.identifier.flatMap { table[$0] }
    let timeline = try timeline(identifiers)
    if let timeline {
      table = timeline.table
      findings += timeline.findings
    }
    var open: [(variable: CheckedStudy.Variable, rows: [Int])] = []
    for variable in checked.covariates + checked.variables {
      let evaluation = try variable.expression.evaluate(
        on: table, events: checked.events, name: variable.name)
      findings += evaluation.noticed
      open.append((variable, evaluation.undecided))
      table = table.adding(evaluation.column)
    }
    let built = try Cohort.build(
      from: table, rules: checked.rules, identifiers: identifiers, events: checked.events,
      timeline: timeline)
    findings += built.findings
    var cohort = built.cohort
    for (variable, rows) in open where !rows.isEmpty {
      let patients = Set(rows).intersection(cohort.rows).sorted()
      guard !patients.isEmpty else { continue }
      let names = patients.map { identifiers?.text($0) ?? String($0 + 1) }
      findings.append(
        FindingMessage.openValue(of: variable.name, patients: names)
          .diagnostic(at: variable.expression.expression.place))
    }
    if study.propensity?.missing == .completeCases {
      let columns = covariates.compactMap { table[$0] }.filter { column in
        column.missing.any && cohort.rows.contains { column.missing[$0] }
      }
      if !columns.isEmpty {
        let before = cohort.rows.count
        cohort = cohort.keeping("with every covariate", rule: nil) { row in
          columns.allSatisfy { !$0.missing[row] }
        }
        findings.append(
          FindingMessage.incompleteCases(
            left: before - cohort.rows.count, columns: columns.map(\.name)
          ).diagnostic(at: study.propensity?.terms.first?.place))
        try cohort.requireArms(checked.rules)
      }
    }
    return analysisCohort(cohort, table, identifiers)
  }

  /// When patients enter, where the data are a registry.
  private func timeline(_ identifiers: Column?) throws(Faults) -> Timeline? {
    guard let events = checked.events, let followUp = checked.followUp,
      let entry = checked.rules.entry
    else { return nil }
    return try Timeline(
      of: checked.table, events: events, entry: entry, timeZero: checked.rules.timeZero,
      followUp: followUp, identifiers: identifiers)
  }

  /// The columns of the propensity model, each once.
  var covariates: [String] {
    var seen: Set<String> = []
    return (study.propensity?.terms ?? []).flatMap(\.columns).map(\.value)
      .filter { seen.insert($0).inserted }
  }

  private func analysisCohort(
    _ cohort: Cohort, _ table: Table, _ identifiers: Column?
  ) -> AnalysisCohort {
    let order = [checked.referenceArm, checked.focalArm]
    let sections = checked.hasArms ? order.map { study.cohort.arms.elements[$0] } : []
    let isEveryone = cohort.rows.count == table.rowCount
    return AnalysisCohort(
      table: isEveryone ? table : table.selecting(cohort.rows), rows: cohort.rows,
      groups: cohort.arms.map { $0 == checked.focalArm ? 1 : 0 },
      armNames: checked.hasArms ? sections.map(\.name) : [CohortRules.everyone],
      armLabels: checked.hasArms
        ? sections.map { $0.value.label ?? $0.name } : [Self.everyoneLabel],
      ids: ids(cohort.rows, identifiers), attrition: cohort.attrition, exits: cohort.exits,
      studyArms: checked.hasArms ? study.cohort.arms.names : [CohortRules.everyone])
  }

  /// What readers see of the cohort of a study without arms.
  private static let everyoneLabel = "All patients"

  /// What patients are called: their identifiers, else the number of their row.
  private func ids(_ rows: [Int], _ identifiers: Column?) -> [String] {
    if case .text(let texts)? = identifiers?.values, identifiers?.missing.any == false {
      return rows.count == texts.count ? texts : rows.map { texts[$0] }
    }
    return rows.map { row in identifiers?.text(row) ?? String(row + 1) }
  }
}
