internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// The paths that patients take through rows of events.
  func sequences(
    _ section: SequencesSection, _ description: CheckedDescription, _ cohort: AnalysisCohort,
    _ findings: inout [Diagnostic]
  ) throws(Faults) -> DescriptionDraft {
    let events = try events(
      description, section.events.value, order: section.order?.name, cohort, &findings)
    guard let events, let followUp = cohortFollowUp(cohort) else { return DescriptionDraft() }
    let paths = CohortPaths(events, section, followUp)
    var draft = DescriptionDraft(
      tables: [
        paths.pathTable("\(description.name)-paths"),
        paths.yearTable("\(description.name)-paths-by-year"),
        paths.flowTable("\(description.name)-flows"),
        paths.treeTable("\(description.name)-tree"),
      ], notes: events.notes)
    let without = paths.lengths.count { $0 == 0 }
    if without > 0 { draft.notes.append(.noRows(without, table: section.events.value)) }
    draft.notes.append(
      .endOfPaths(table: section.events.value, hasStop: section.stop != nil))
    return draft
  }
}
