extension FollowUp {
  /// Cuts rows where patients have events, each of which belongs to the end of a row.
  ///
  /// Events that rows have already are kept.
  ///
  /// - Parameters:
  ///   - patient: Who had an event.
  ///   - time: When; an event at the stop of a row belongs to that row.
  /// - Returns: The parts in order of the rows, the row before that each is a part of, and the events
  ///   that are at no time at which the patient is followed.
  /// - Complexity: O((n + e) log (n + e) + e r) for e events of patients with r rows each.
  /// - Throws: `.lengthsDiffer`.
  public func adding(
    eventsOf patient: [Int], at time: [Double]
  ) throws(SurvivalError) -> (rows: FollowUp, parts: [Int], findings: [FollowUpFinding]) {
    try SurvivalData.check(time.count, .event, patient.count)
    let (lists, findings) = placed(patient, time)
    let tolerance = tolerance
    var (collected, parts) = (FollowUpRows(), [Int]())
    for row in 0..<count {
      var from = start[row]
      var isEvent = event[row]
      for time in lists[row] ?? [] {
        if time >= stop[row] - tolerance {
          isEvent = true
        } else if time > from + tolerance {
          collected.append(
            row, of: self, from: from, to: time, episode: episode[row], event: true)
          parts.append(row)
          from = time
        }
      }
      collected.append(
        row, of: self, from: from, to: stop[row], episode: episode[row], event: isEvent)
      parts.append(row)
    }
    return (FollowUp(collected), parts, findings)
  }

  /// The times of the events within each row, and the events that no row holds.
  private func placed(
    _ patient: [Int], _ time: [Double]
  ) -> (lists: [Int: [Double]], findings: [FollowUpFinding]) {
    var rows: [Int: ArraySlice<Int>] = [:]
    for (who, own) in byPatient { rows[who] = own }
    var lists: [Int: [Double]] = [:]
    var findings: [FollowUpFinding] = []
    for i in time.indices where !time[i].isFinite {
      findings.append(
        FollowUpFinding(.timeNotFinite, patient: patient[i], times: [time[i]], rows: [i]))
    }
    let finite = time.indices.filter { time[$0].isFinite }
    for i in finite.sorted(by: { (time[$0], $0) < (time[$1], $1) }) {
      let own = rows[patient[i]] ?? []
      let kind: FollowUpFinding.Kind
      if let row = own.first(where: { start[$0] < time[i] && time[i] <= stop[$0] }) {
        lists[row, default: []].append(time[i])
        continue
      } else if let first = own.first {
        let end = own.reduce(0) { max($0, stop[$1]) }
        kind =
          time[i] <= start[first]
          ? .eventBeforeStart : time[i] > end ? .eventAfterEnd : .eventInGap
      } else {
        kind = .unknownPatient
      }
      findings.append(
        FollowUpFinding(kind, patient: patient[i], times: [time[i]], rows: [i]))
    }
    return (lists, findings)
  }
}
