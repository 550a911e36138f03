internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// How long patients were followed.
  func followUpTime(
    _ section: FollowUpTimeSection, _ name: String, _ cohort: AnalysisCohort
  ) throws -> DescriptionDraft {
    guard let times = try followedTimes(section, cohort) else { return DescriptionDraft() }
    var table = DescriptionTable(
      "\(name)-follow-up",
      [
        "group", "patients", "unknown", "events", "median", "lower", "upper", "longest",
        "personTime", "unit",
      ])
    for group in DescribedGroups(by: section.by, cohort).withEveryone {
      let known = group.rows.filter { times.time[$0] != nil }
      let events = known.count { times.event[$0] }
      var median = SurvivalEstimate()
      let values = known.map { times.time[$0] ?? 0 }
      if !known.isEmpty {
        median = try KaplanMeier(
          SurvivalData(time: values, event: known.map { !times.event[$0] }),
          level: section.level
        ).median
      }
      func number(_ value: Double?) -> DescriptionTable.Cell { .number(value, of: [known.count]) }
      table.append([
        .text(group.name), .count(known.count), .count(group.rows.count - known.count),
        .count(events), number(median.estimate), number(median.lower), number(median.upper),
        number(values.max()), number(values.reduce(0, +)), .text(times.unit.rawValue),
      ])
    }
    return DescriptionDraft(tables: [table], notes: [.followUp(level: section.level)])
  }

  private func followedTimes(
    _ section: FollowUpTimeSection, _ cohort: AnalysisCohort
  ) throws -> (time: [Double?], event: [Bool], unit: TimeUnit)? {
    if let outcome = checked.outcomes.first(where: { $0.name == section.outcome?.value }) {
      var told: [Diagnostic] = []
      let values = try values(of: outcome, cohort, &told)
      guard case .time(let times) = values.content else { return nil }
      // A competing event ends what can be seen of the event as the event does.
      let known = times.time.indices.map { values.isKnown[$0] ? times.time[$0] : nil }
      return (known, times.causes.map { $0 > 0 }, values.unit)
    }
    guard let followUp = cohortFollowUp(cohort) else { return nil }
    let days = followUp.start.indices.map { row -> Double? in
      guard let start = followUp.start[row], let end = followUp.end[row], end >= start
      else { return nil }
      return Double(end - start) / section.unit.days
    }
    return (days, followUp.died, section.unit)
  }
}
