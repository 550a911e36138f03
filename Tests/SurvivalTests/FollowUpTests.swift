import LinearAlgebra
import Survival
import TestSupport
import Testing

@Suite struct FollowUpTests {
  private let splitting = Reference("survival-time-splitting.txt")

  private func same(_ rows: FollowUp, _ key: String, _ values: [Double?]? = nil) {
    #expect(rows.patient.map(Double.init) == numbers(splitting["\(key).id"]), "\(key)")
    #expect(rows.start == numbers(splitting["\(key).start"]), "\(key)")
    #expect(rows.stop == numbers(splitting["\(key).stop"]), "\(key)")
    #expect(rows.event.map { $0 ? 1 : 0 } == numbers(splitting["\(key).event"]), "\(key)")
    if let values { #expect(agrees(values, splitting["\(key).value"]), "\(key)") }
  }

  private func base() throws -> FollowUp {
    let frame = try DataFrame("pbc-base")
    return try FollowUp(
      patient: frame.integers("id"), stop: frame["time"], event: frame.flags("death"))
  }

  private func measured() throws -> MeasuredFollowUp {
    let labs = try DataFrame("pbc-labs")
    return try base().measuring(
      Measurements(patient: labs.integers("id"), time: labs["day"], value: labs["bili"]))
  }

  @Test(
    .agrees(
      "splitting follow-up at events, measurements and times",
      with: "R survival 3.5-3 `survSplit`, `tmerge`, `survcheck`", within: 1e-8, detail: "equal"))
  func `rows cut at given times are those of survSplit`() throws {
    let rows = try base().split(at: [365, 1000, 2000, 1012])
    same(rows, "split", rows.episode.map { Double($0 + 1) })
    let frame = try DataFrame("heart")
    let heart = try FollowUp(
      patient: frame.integers("id"), start: frame["start"], stop: frame["stop"],
      event: frame.flags("event")
    ).split(at: [1, 30, 100, 500])
    same(heart, "heart", heart.episode.map { Double($0 + 1) })
    #expect(heart.carried(frame["stop"]).count == heart.count)
  }

  @Test(
    .agrees(
      "splitting follow-up at events, measurements and times",
      with: "R survival 3.5-3 `survSplit`, `tmerge`, `survcheck`", within: 1e-8, detail: "equal"))
  func `measurements cut rows as tmerge does`() throws {
    let found = try measured()
    same(found.rows, "measured", found.values)
    let late = found.findings.count { $0.kind == .measuredAfterEnd }
    let counts = numbers(splitting["measured.count"])
    #expect(late == Int(counts[1] + counts[6]))
    #expect(found.findings.count == late)
  }

  @Test func `events cut rows as tmerge does`() throws {
    let found = try measured().rows.adding(
      eventsOf: [3, 3, 4, 5, 5, 7], at: [100, 500, 1925, 30, 9000, 700])
    same(found.rows, "events")
    #expect(
      found.findings == [FollowUpFinding(.eventAfterEnd, patient: 5, times: [9000], rows: [4])])
  }

  @Test func `a value applies after its time, by hand`() throws {
    let rows = try FollowUp(
      patient: [7, 8], start: [2, 0], stop: [10, 5], event: [true, false])
    let found = try rows.measuring(
      Measurements(
        patient: [7, 7, 7, 8, 7, 9], time: [1, 4, 4, 5, 6, 1], value: [10, 20, 30, 40, 50, 60]),
      initial: -1)
    #expect(found.rows.patient == [7, 7, 7, 8])
    #expect(found.rows.start == [2, 4, 6, 0])
    #expect(found.rows.stop == [4, 6, 10, 5])
    #expect(found.rows.event == [false, false, true, false])
    #expect(found.values == [10, 30, 50, -1])
    #expect(found.parts == [0, 0, 0, 1])
    #expect(found.rows.source == [0, 0, 0, 1])
    #expect(
      found.findings == [
        FollowUpFinding(.measuredAfterEnd, patient: 8, times: [5], rows: [3]),
        FollowUpFinding(.unknownPatient, patient: 9, times: [1], rows: [5]),
        FollowUpFinding(.tiedMeasurements, patient: 7, times: [4], rows: [1, 2]),
      ])
    let missing = try rows.measuring(
      Measurements(patient: [7, 7], time: [.nan, 3], value: [1, .infinity]))
    #expect(missing.findings.map(\.kind) == [.timeNotFinite, .timeNotFinite])
    #expect(missing.rows == rows)
  }

  @Test func `faults of rows are those that survcheck flags`() throws {
    let patient = [1, 1, 1, 2, 2, 3, 3, 3, 4, 4]
    let start: [Double] = [0, 5, 9, 0, 12, 0, 4, 4, 0, 5]
    let stop: [Double] = [5, 9, 20, 10, 20, 5, 9, 12, 5, 9]
    let event = [false, false, true, false, true, false, false, true, false, false]
    let found = try FollowUp.findings(patient: patient, start: start, stop: stop, event: event)
    func rows(_ kind: FollowUpFinding.Kind) -> [Double] {
      found.filter { $0.kind == kind }.map { Double($0.rows[1] + 1) }
    }
    #expect(rows(.overlap) == numbers(splitting["check.overlap.rows"]))
    #expect(rows(.gap) == numbers(splitting["check.gap.rows"]))
    #expect(found.first { $0.kind == .gap }?.times == [10, 12])
    #expect(found.first { $0.kind == .gap }?.patient == 2)
    #expect(found.count == 3)
  }

  @Test func `impossible rows are named with patient and times`() throws {
    let found = try FollowUp.findings(
      patient: [1, 1, 2, 3, 3, 4], start: [5, 0, .nan, 0, 0, 0], stop: [3, 2, 1, 4, 4, 6],
      event: [false, true, false, false, false, false])
    #expect(
      found.map(\.kind) == [.reversed, .timeNotFinite, .duplicate])
    #expect(found[0].times == [3, 5] && found[0].patient == 1)
    let final = try FollowUp.findings(
      patient: [1, 1], start: [0, 2], stop: [2, 5], event: [true, false], isFinal: true)
    #expect(
      final == [FollowUpFinding(.afterFinalEvent, patient: 1, times: [2, 5], rows: [0, 1])])
    let events = try FollowUp(
      patient: [1, 1], start: [1, 4], stop: [2, 6], event: [false, false]
    ).adding(eventsOf: [1, 1, 1, 2, 1, 1], at: [1, 3, 6, 1, 7, .nan])
    #expect(
      events.findings.map(\.kind) == [
        .timeNotFinite, .eventBeforeStart, .unknownPatient, .eventInGap, .eventAfterEnd,
      ])
    #expect(events.rows.event == [false, true])
    #expect(throws: SurvivalError.emptyInterval(row: 0)) {
      try FollowUp(patient: [1], start: [2], stop: [2], event: [true])
    }
    #expect(throws: SurvivalError.cutNotFinite(1)) {
      try FollowUp(patient: [1], stop: [2], event: [true]).split(at: [1, .nan])
    }
  }

  @Test func `splitting changes neither the likelihood nor the robust variance`() throws {
    let frame = try DataFrame("heart")
    let rows = try FollowUp(
      patient: frame.integers("id"), start: frame["start"], stop: frame["stop"],
      event: frame.flags("event"))
    let split = try rows.split(at: [3, 10, 31.5, 100, 404, 1000])
    func fit(_ rows: FollowUp) throws -> Cox {
      let columns = ["age", "year", "transplant"].map { rows.carried(frame[$0]) }
      return try Cox(rows.survivalData(), covariates: Matrix(columns: columns))
    }
    let (whole, parts) = (try fit(rows), try fit(split))
    #expect(split.count > rows.count)
    #expect(isClose(parts.iterate, whole.iterate, relative: 1e-10))
    #expect(isClose(parts.logLikelihood, whole.logLikelihood, relative: 1e-13))
    #expect(isClose(parts.variance.storage, whole.variance.storage, relative: 1e-9))
    let a = try whole.residuals(.martingale, by: rows.patient)
    let b = try parts.residuals(.martingale, by: split.patient)
    #expect(isClose(a.values.storage, b.values.storage, relative: 1e-9, absolute: 1e-11))
  }

  @Test func `time at risk, events and values at any time are kept by every cut`() throws {
    var stream = UniformStream(seed: 17)
    for _ in 0..<20 {
      let n = 30
      let patient = (0..<n).map { $0 }
      let stop = patient.map { _ in 1 + (stream.next() * 20).rounded() }
      let event = patient.map { _ in stream.next() < 0.5 }
      let rows = try FollowUp(patient: patient, stop: stop, event: event)
      let measured = try rows.measuring(
        Measurements(
          patient: (0..<90).map { _ in Int(stream.next() * 30) },
          time: (0..<90).map { _ in (stream.next() * 22).rounded() - 1 },
          value: (0..<90).map { Double($0) }))
      let cut = try measured.rows.split(at: (0..<5).map { _ in stream.next() * 20 })
      func total(_ rows: FollowUp) -> Double {
        (0..<rows.count).reduce(0) { $0 + rows.stop[$1] - rows.start[$1] }
      }
      #expect(isClose(total(cut), total(rows), relative: 1e-12))
      #expect(cut.event.count { $0 } == event.count { $0 })
      let faults = try FollowUp.findings(
        patient: cut.patient, start: cut.start, stop: cut.stop, event: cut.event, isFinal: true)
      #expect(faults.isEmpty)
    }
  }
}
