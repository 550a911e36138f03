internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

extension AnalysisTask {
  /// The follow-up of the patients used, cut where they come into the focal arm; `nil` where arms hold
  /// from the start.
  ///
  /// Patients of the focal arm of whom it is not known when are left out.
  func spans(_ rows: [Int], _ cohort: AnalysisCohort) -> (rows: [Int], spans: ArmSpans)? {
    guard let name = analysis.armFrom, let times = outcome.times,
      let column = cohort.table[name.name], let from = column.numbers
    else { return nil }
    let used = rows.filter {
      cohort.groups[$0] == OutcomeComparison.reference || !column.missing[$0]
    }
    let spans = ArmSpans(
      time: used.map { times.time[$0] }, event: used.map { times.event[$0] },
      entry: times.entry.map { entry in used.map { entry[$0] } },
      group: used.map { cohort.groups[$0] }, from: used.map { from[$0] },
      landmark: analysis.landmark)
    return (spans.patient.map { used[$0] }, spans)
  }

  /// The outcome of these spans of follow-up.
  ///
  /// Robust errors are by patient where the analysis does not say who belongs together.
  func comparison(
    of spans: ArmSpans, _ rows: [Int], _ cohort: AnalysisCohort
  ) throws(EffectError) -> OutcomeComparison {
    do throws(SurvivalError) {
      let data = try SurvivalData(
        time: spans.time, event: spans.event, entry: spans.entry,
        cluster: variance == .robust ? clusters(rows, cohort) ?? rows : nil,
        strata: strata(rows, cohort), threads: threads)
      return .time(
        try TimeComparison(
          data: data, groups: Groups(spans.group, count: cohort.armNames.count),
          options: options, patients: rows))
    } catch {
      throw .survival(error)
    }
  }

  /// From when on patients are in the focal arm, where not from the start.
  var armCondition: String? {
    guard let from = analysis.armFrom else { return nil }
    guard let landmark = analysis.landmark else { return "arm from \(from.name) on" }
    return "arm by \(from.name) at \(FindingMessage.number(landmark, 6)) \(outcome.unit.rawValue)"
  }
}

extension Pipeline {
  /// What is found of the times at which patients come into the focal arm: that they are not known, or
  /// come after the end of follow-up.
  func armTimes(
    _ outcomes: [String: OutcomeValues], _ cohort: AnalysisCohort
  ) -> [Diagnostic] {
    var seen: Set<String> = []
    var result: [Diagnostic] = []
    for analysis in study.analyses {
      guard let name = analysis.armFrom, let column = cohort.table[name.name] else { continue }
      let unknown = cohort.groups.indices.count {
        column.missing[$0] && cohort.groups[$0] != OutcomeComparison.reference
      }
      if unknown > 0, seen.insert(name.name).inserted {
        let message = FindingMessage.groupMissing(
          column: name.name, use: "armFrom", count: unknown)
        result.append(message.diagnostic(at: name.source.place))
      }
      for outcome in analysis.outcome.compactMap({ outcomes[$0.value] }) {
        let task = AnalysisTask(
          analysis: analysis, outcome: outcome, design: nil, subgroup: nil)
        guard let (_, spans) = task.spans(task.rows(cohort), cohort), !spans.late.isEmpty,
          seen.insert("\(name.name) \(outcome.name)").inserted
        else { continue }
        let message = FindingMessage.armAfterFollowUp(
          column: name.name, outcome: outcome.name, count: spans.late.count)
        result.append(message.diagnostic(at: name.source.place))
      }
    }
    return result
  }
}
