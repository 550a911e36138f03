internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// The states on the way are other outcomes of the study, and all are times in one unit.
  mutating func checkStates() {
    for analysis in study.analyses {
      for case .states(let asked) in analysis.estimates {
        for outcome in analysis.outcome { checkStates(asked, of: outcome) }
        var seen: Set<String> = []
        for state in asked.through where !seen.insert(state.value).inserted {
          report(.keyNeeds("through", "every outcome once"), at: state.place)
        }
      }
    }
  }

  private mutating func checkStates(_ asked: StateOptions, of outcome: Located<String>) {
    guard let end = study.outcomes[outcome.value] else { return }
    if ([outcome.value] + asked.through.map(\.value) + end.competing.names).contains(asked.initial)
    {
      report(.keyNeeds("initial", "a name that no other state has"), at: outcome.place)
    }
    for state in asked.through {
      guard let section = study.outcomes[state.value] else {
        if !study.outcomes.declares(state.value) {
          let known = study.outcomes.names.filter { $0 != outcome.value }
          report(.unknownReferenceTo(kind: "outcome", state.value, known: known), at: state.place)
        }
        continue
      }
      if state.value == outcome.value || end.competing.names.contains(state.value) {
        report(
          .keyNeeds("through", "other outcomes than the one that ends follow-up"), at: state.place)
      } else if section.value != nil {
        report(.keyNeeds("through", "outcomes that are times to an event"), at: state.place)
      } else if section.unit != end.unit {
        report(
          .keyNeeds("through", "outcomes in the unit of '\(outcome.value)', \(end.unit.rawValue)"),
          at: state.place)
      }
    }
  }
}
