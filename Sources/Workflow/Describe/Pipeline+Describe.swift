internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

/// The descriptions of a cohort with their tables.
struct DescribedCohort: Sendable {
  var descriptions: [DescriptionResult] = []
  var tables: [Results.ResultTable] = []
}

/// A description while it is made.
struct DescriptionDraft {
  var tables: [DescriptionTable] = []
  var notes: [DescriptionNote] = []
  /// Why nothing is shown.
  var reason: String?
}

extension Pipeline {
  /// Describes the cohort as the study asks, in its order.
  func descriptions(
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws -> DescribedCohort {
    var all = DescribedCohort()
    let minimum = study.describe?.minimumCell
    for description in checked.descriptions {
      let draft = try draft(description, cohort, &findings)
      var result = DescriptionResult(
        name: description.name, kind: description.section.kind, title: description.section.title,
        notes: draft.notes.map { $0.text(minimum: minimum) }, minimumCell: minimum,
        reason: draft.reason)
      for table in draft.tables {
        let (made, held) = table.result(minimum: minimum)
        result.tables.append(made.name)
        result.heldCells += held
        all.tables.append(made)
      }
      if result.heldCells > 0, let minimum {
        result.notes.append(
          DescriptionNote.held(result.heldCells, minimum: minimum).text(minimum: nil))
      }
      all.descriptions.append(result)
    }
    return all
  }

  private func draft(
    _ description: CheckedDescription, _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws -> DescriptionDraft {
    if let reason = cohort.withheld, description.section.tellsOfOutcomes {
      return DescriptionDraft(reason: reason)
    }
    switch description.section {
    case .tableOne(let section): return tableOne(section, description.name, cohort)
    case .sequences(let section):
      return try sequences(section, description, cohort, &findings)
    case .regimensByYear(let section):
      return try regimensByYear(section, description, cohort, &findings)
    case .attritionBetweenLines(let section):
      return try lineAttrition(section, description, cohort, &findings)
    case .timeOnTreatment(let section):
      return try timeOnTreatment(section, description, cohort, &findings)
    case .incidenceRates(let section):
      return try incidenceRates(section, description, cohort, &findings)
    case .followUp(let section): return try followUpTime(section, description.name, cohort)
    case .crossTable(let section): return crossTable(section, description.name, cohort)
    }
  }

  /// The rows of the table of events of a description.
  func events(
    _ description: CheckedDescription, _ name: String, order: String?,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> CohortEvents? {
    guard let table = checked.events?[name] else { return nil }
    return try CohortEvents(
      table, where: description.rowCondition, order: order, cohort, &findings)
  }

  /// Until when patients were followed, where the data are a registry.
  func cohortFollowUp(_ cohort: AnalysisCohort) -> CohortFollowUp? {
    guard let events = checked.events, let followUp = checked.followUp else { return nil }
    return CohortFollowUp(cohort, events: events, followUp: followUp)
  }
}

extension Description {
  /// Whether it tells what became of patients, which a gate on the quality of data withholds.
  fileprivate var tellsOfOutcomes: Bool {
    switch self {
    case .attritionBetweenLines, .timeOnTreatment, .incidenceRates: true
    case .tableOne, .sequences, .regimensByYear, .followUp, .crossTable: false
    }
  }
}
