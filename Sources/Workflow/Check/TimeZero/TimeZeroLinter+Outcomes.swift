internal import Expressions
internal import Studies
internal import Tables

extension TimeZeroLinter {
  /// Outcomes that count other events, or are seen for another time, in different arms.
  ///
  /// Hernán MA, Robins JM. Per-protocol analyses of pragmatic trials. N Engl J Med
  /// 2017;377:1391-1398, doi:10.1056/NEJMsm1605385; Robins JM, Finkelstein DM. Correcting for
  /// noncompliance and dependent censoring. Biometrics 2000;56:779-788,
  /// doi:10.1111/j.0006-341X.2000.00779.x.
  var comparability: [TimeZeroFinding] {
    design.followUps.flatMap { outcome in
      let byExposure = outcome.events.compactMap { self.byExposure(outcome, $0) }
      return byExposure + [censoring(outcome)].compactMap(\.self)
    }
  }

  /// An event that hangs on what decides the arms, and is more than a date of it.
  private func byExposure(
    _ outcome: TimedDesign.FollowUp, _ event: TimedDesign.Part
  ) -> TimeZeroFinding? {
    let deciding = event.expression.readsThatDecide(design.context)
    let days = Set(event.value.reads.map(\.source)).subtracting(deciding.map(\.source))
    let reads = deciding.filter { !days.contains($0.source) && isOfArms($0.source) }
    return reads.isEmpty ? nil : .outcomeByExposure(outcome: outcome, part: event, reads: reads)
  }

  /// An end of follow-up that comes because of how the patient is.
  private func censoring(_ outcome: TimedDesign.FollowUp) -> TimeZeroFinding? {
    guard let censor = outcome.censor else { return nil }
    let events = outcome.events.flatMap(\.value.sources)
    let reads = censor.value.reads.filter {
      $0.window.high > 0 && $0.source != design.followUpTable && !$0.isIndirect
        && (!events.contains($0.source) || isTreatment($0.source))
    }
    let stops = reads.filter { isEnd($0) && isOfArms($0.source) }
    if !stops.isEmpty {
      return .informativeCensoring(outcome: outcome, part: censor, reads: stops, isOfArms: true)
    }
    let known = reads.filter { isTreatment($0.source) || isOutcome($0.source) }
    return known.isEmpty
      ? nil : .informativeCensoring(outcome: outcome, part: censor, reads: known, isOfArms: false)
  }

  /// Whether a reading is of another date than the one that orders the rows.
  private func isEnd(_ read: TimedRead) -> Bool {
    let time = design.context.schema.eventTable(read.source)?.timeColumn
    return time != nil && read.time != time
  }

  /// Whether an arm is decided by a table, by one made of it, or by one that it is made of.
  private func isOfArms(_ table: String) -> Bool {
    design.arms.contains { arm in
      arm.value.sources.contains { isSame($0, table) }
    }
  }

  private func isSame(_ first: String, _ second: String) -> Bool {
    let schema = design.context.schema
    return first == second || schema.tables(behind: first).contains(second)
      || schema.tables(behind: second).contains(first)
  }

  /// Whether rows last from a day to a day, as what is given does, or decide the arms.
  private func isTreatment(_ table: String) -> Bool {
    guard let read = design.context.schema.eventTable(table) else { return false }
    let lasts = read.columns.contains { $0.type == .date && $0.name != read.timeColumn }
    return lasts || design.arms.contains { $0.value.sources.contains(table) }
  }

  /// Whether some outcome ends at a day of a table.
  private func isOutcome(_ table: String) -> Bool {
    design.followUps.contains { $0.events.contains { $0.value.sources.contains(table) } }
  }
}
