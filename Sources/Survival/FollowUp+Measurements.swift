/// Values of patients at times, one a measurement.
public struct Measurements: Sendable, Equatable {
  /// Who was measured.
  public let patient: [Int]
  /// When.
  public let time: [Double]
  /// What was found.
  public let value: [Double]

  /// Measurements in any order.
  public init(patient: [Int], time: [Double], value: [Double]) {
    self.patient = patient
    self.time = time
    self.value = value
  }

  /// A change to 1 at a time, for what happens once.
  public init(patient: [Int], time: [Double]) {
    self.init(patient: patient, time: time, value: time.map { _ in 1 })
  }
}

/// Follow-up with a value that changes in time.
public struct MeasuredFollowUp: Sendable, Equatable {
  /// The rows, cut where the value changes.
  public let rows: FollowUp
  /// The value in each row; nil before the first measurement.
  public let values: [Double?]
  /// The row of the follow-up before that each row is a part of.
  public let parts: [Int]
  /// What was measured where it cannot count.
  public let findings: [FollowUpFinding]
}

extension FollowUp {
  /// Cuts rows where a patient is measured, so that each value applies after its time and up to the
  /// next.
  ///
  /// - Parameters:
  ///   - measurements: In any order; of several at one time the last in the list counts.
  ///   - initial: The value before the first measurement.
  /// - Returns: The parts in order of the rows, with their values.
  /// - Complexity: O((n + m) log (n + m)) for m measurements.
  /// - Throws: `.lengthsDiffer`.
  public func measuring(
    _ measurements: Measurements, initial: Double? = nil
  ) throws(SurvivalError) -> MeasuredFollowUp {
    try SurvivalData.check(measurements.time.count, .measurements, measurements.patient.count)
    try SurvivalData.check(measurements.value.count, .measurements, measurements.patient.count)
    var findings: [FollowUpFinding] = []
    let lists = ordered(measurements, &findings)
    let tolerance = tolerance
    var collected = FollowUpRows()
    var (values, parts): ([Double?], [Int]) = ([], [])
    for row in 0..<count {
      let list = lists[patient[row]] ?? []
      var from = start[row]
      var k = list.firstIndex(from: { $0.time > from + tolerance })
      var value = k > 0 ? list[k - 1].value : initial
      func append(to: Double) {
        collected.append(row, of: self, from: from, to: to, episode: episode[row])
        values.append(value)
        parts.append(row)
      }
      while k < list.count, list[k].time < stop[row] - tolerance {
        if list[k].time > from + tolerance {
          append(to: list[k].time)
          from = list[k].time
        }
        value = list[k].value
        k += 1
      }
      append(to: stop[row])
    }
    return MeasuredFollowUp(
      rows: FollowUp(collected), values: values, parts: parts, findings: findings)
  }

  /// The measurements of each patient by time, with what is wrong with them.
  private func ordered(
    _ measurements: Measurements, _ findings: inout [FollowUpFinding]
  ) -> [Int: [(time: Double, value: Double)]] {
    var ends: [Int: Double] = [:]
    for row in 0..<count { ends[patient[row]] = max(ends[patient[row]] ?? 0, stop[row]) }
    let order = measurements.time.indices.filter { i in
      let (who, time) = (measurements.patient[i], measurements.time[i])
      let kind: FollowUpFinding.Kind? =
        !time.isFinite || !measurements.value[i].isFinite
        ? .timeNotFinite
        : ends[who].map { time >= $0 ? .measuredAfterEnd : nil } ?? .unknownPatient
      if let kind {
        findings.append(FollowUpFinding(kind, patient: who, times: [time], rows: [i]))
      }
      return kind == nil
    }
    .sorted { (measurements.time[$0], $0) < (measurements.time[$1], $1) }
    var result: [Int: [(time: Double, value: Double)]] = [:]
    var last: [Int: Int] = [:]
    for i in order {
      let (who, time, value) = (
        measurements.patient[i], measurements.time[i], measurements.value[i]
      )
      if let before = last[who], measurements.time[before] == time {
        result[who]?.removeLast()
        if measurements.value[before] != value {
          findings.append(
            FollowUpFinding(.tiedMeasurements, patient: who, times: [time], rows: [before, i]))
        }
      }
      result[who, default: []].append((time, value))
      last[who] = i
    }
    return result
  }
}
