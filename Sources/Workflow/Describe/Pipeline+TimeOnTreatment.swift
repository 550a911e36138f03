internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Survival
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// How long intervals last, and why they end.
  func timeOnTreatment(
    _ section: TimeOnTreatmentSection, _ description: CheckedDescription,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws -> DescriptionDraft {
    let events = try events(description, section.events.value, order: nil, cohort, &findings)
    guard let events, let followUp = cohortFollowUp(cohort) else { return DescriptionDraft() }
    let intervals = TreatmentIntervals(events, section, followUp)
    var draft = DescriptionDraft(
      tables: [try intervals.timeTable("\(description.name)-time")],
      notes: events.notes + [.timeOnTreatment(level: section.level)])
    if section.reason != nil {
      draft.tables.append(intervals.reasonTable("\(description.name)-reasons"))
    }
    if intervals.unknown > 0 { draft.notes.append(.unknownTimes(intervals.unknown)) }
    return draft
  }
}

/// Intervals of treatment with how long they were seen to last.
struct TreatmentIntervals {
  private struct Interval {
    let group: Int
    /// In the unit of the description; `nil` where a day is unknown or out of order.
    let time: Double?
    let hasEnded: Bool
    let reason: Int
  }

  private let section: TimeOnTreatmentSection
  private let groups: [String]
  private let reasons: [String]
  private let intervals: [Interval]

  /// What an interval that goes on is called.
  static let ongoing = "(goes on)"

  init(
    _ events: CohortEvents, _ section: TimeOnTreatmentSection, _ followUp: CohortFollowUp
  ) {
    let labels = section.by.map { EventLabels(events.table, $0.name) }
    let why = section.reason.map { EventLabels(events.table, $0.name) }
    let starts = events.table.timeColumn.map { EventDays(events.table, $0) }
    let stops = EventDays(events.table, section.stop.name)
    var intervals: [Interval] = []
    intervals.reserveCapacity(events.rows.count)
    for patient in 0..<events.patientCount {
      for row in events.rows(of: patient) {
        let reason = why.map { $0[row] } ?? 0
        let isReasonKnown = why.map { reason != $0.names.count - 1 } ?? false
        let stop = stops[row]
        let isOpen = stop == nil && (stops.isUndated(row) || isReasonKnown)
        let last = isOpen ? nil : stop ?? followUp.end[patient]
        let time: Double? =
          if let start = starts?[row], let last, last >= start {
            Double(last - start) / section.unit.days
          } else { nil }
        intervals.append(
          Interval(
            group: labels.map { $0[row] } ?? 0, time: time,
            hasEnded: stop != nil || isOpen || followUp.died[patient], reason: reason))
      }
    }
    self.section = section
    self.intervals = intervals
    groups = labels?.names ?? [DescribedGroups.everyone]
    reasons = why?.names ?? []
  }

  /// Intervals whose length is unknown.
  var unknown: Int { intervals.count { $0.time == nil } }

  /// Everyone first where there are several groups; groups without an interval are left out.
  private var members: [(name: String, intervals: [Interval])] {
    let everyone = (name: DescribedGroups.everyone, intervals: intervals)
    guard groups.count > 1 else { return [everyone] }
    var split = [[Interval]](repeating: [], count: groups.count)
    for interval in intervals { split[interval.group].append(interval) }
    return [everyone]
      + zip(groups, split).filter { !$0.1.isEmpty }.map { (name: $0, intervals: $1) }
  }

  /// The median time and the shares still on treatment, by group.
  func timeTable(_ name: String) throws(SurvivalError) -> DescriptionTable {
    var table = DescriptionTable(
      name,
      ["group", "intervals", "unknown", "ended", "measure", "at", "estimate", "lower", "upper"])
    for group in members {
      let known = group.intervals.filter { $0.time != nil }
      let ended = known.count { $0.hasEnded }
      let counts: [DescriptionTable.Cell] = [
        .text(group.name), .count(known.count), .count(group.intervals.count - known.count),
        .count(ended),
      ]
      guard !known.isEmpty else { continue }
      let curve = try KaplanMeier(
        SurvivalData(time: known.map { $0.time ?? 0 }, event: known.map(\.hasEnded)),
        level: section.level)
      func append(_ measure: String, _ at: Double?, _ value: SurvivalEstimate) {
        func number(_ value: Double?) -> DescriptionTable.Cell {
          .number(value, of: [known.count, ended])
        }
        table.append(
          counts + [
            .text(measure), .plain(at), number(value.estimate), number(value.lower),
            number(value.upper),
          ])
      }
      append("median (\(section.unit.rawValue))", nil, curve.median)
      for at in section.at { append("still on", at, curve.survival(at: at)) }
    }
    return table
  }

  /// Why intervals ended, by group; those that go on are counted too.
  func reasonTable(_ name: String) -> DescriptionTable {
    var table = DescriptionTable(name, ["group", "reason", "intervals", "share"])
    for group in members {
      var counts = [Int](repeating: 0, count: reasons.count + 1)
      for interval in group.intervals {
        counts[interval.hasEnded ? interval.reason : reasons.count] += 1
      }
      for (reason, count) in zip(reasons + [Self.ongoing], counts) where count > 0 {
        table.append([
          .text(group.name), .text(reason), .count(count),
          .number(Double(count) / Double(group.intervals.count), of: [count]),
        ])
      }
    }
    return table
  }
}
