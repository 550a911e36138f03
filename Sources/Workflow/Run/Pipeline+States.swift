internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Studies
internal import Survival
internal import Vocabulary

extension Pipeline {
  /// A finding for each request of states in which some times could not be taken as they are.
  func stateTimes(
    _ outcomes: [String: OutcomeValues], _ cohort: AnalysisCohort
  ) -> [Diagnostic] {
    var seen: [String] = []
    var result: [Diagnostic] = []
    for analysis in study.analyses {
      for case .states(let asked) in analysis.estimates {
        for outcome in analysis.outcome.compactMap({ outcomes[$0.value] }) {
          let key = "\(outcome.name) \(asked.node)"
          guard !seen.contains(key) else { continue }
          seen.append(key)
          let task = AnalysisTask(
            analysis: analysis, outcome: outcome, design: nil, subgroup: nil, through: outcomes)
          let rows = cohort.groups.indices.filter { row in
            outcome.isKnown[row]
              && asked.through.allSatisfy { outcomes[$0.value]?.isKnown[row] ?? true }
          }
          guard let entries = try? task.stateEntries(asked, rows),
            let counts = try? StateHistory.entering(entries, order: asked.order).counts
          else { continue }
          let message = FindingMessage.stateEntries(
            outcome: outcome.name, parts: counts.parts(asked, outcome.name))
          if counts != StateEntries.Counts() {
            result.append(message.diagnostic(at: asked.through.first?.place))
          }
        }
      }
    }
    return result
  }
}

extension StateEntries.Counts {
  /// What became of entries, each in words.
  fileprivate func parts(_ asked: StateOptions, _ outcome: String) -> [String] {
    func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }
    var parts: [String] = []
    if atEnd > 0 {
      parts.append("\(entries(atEnd)) at the time of '\(outcome)', which alone counts")
    }
    if afterEnd > 0 { parts.append("\(entries(afterEnd)) after follow-up has ended, left out") }
    if together > 0 {
      parts.append(
        "\(entries(together)) at the same time as one into a later state, which alone counts")
    }
    if backward > 0 {
      parts.append("\(entries(backward)) into a state that is listed before, left out")
    }
    if cutShort > 0 {
      parts.append(
        "follow-up of \(cutShort == 1 ? "1 patient" : "\(cutShort) patients") cut where a state on the way is no longer watched"
      )
    }
    return parts
  }
}
