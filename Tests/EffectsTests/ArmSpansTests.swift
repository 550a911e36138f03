import Effects
import Survival
import Testing

/// Five patients: transplanted at 4 and followed to 10; never, to 3 and to 8; at 0, to 6; at 9, to 9.
private let time: [Double] = [10, 3, 8, 6, 9]
private let event = [true, true, false, true, true]
private let group = [1, 0, 0, 1, 1]
private let from: [Double] = [4, .nan, .nan, 0, 9]

struct ArmSpansTests {
  @Test func `time before the change counts in the reference arm, and the event after it`() {
    let spans = ArmSpans(time: time, event: event, entry: nil, group: group, from: from)
    #expect(spans.patient == [0, 0, 1, 2, 3, 4])
    #expect(spans.entry == [0, 4, 0, 0, 0, 0])
    #expect(spans.time == [4, 10, 3, 8, 6, 9])
    #expect(spans.event == [false, true, true, false, true, true])
    #expect(spans.group == [0, 1, 0, 0, 1, 0])
  }

  @Test func `who comes into the arm at the end of follow-up was never seen in it`() {
    let spans = ArmSpans(time: time, event: event, entry: nil, group: group, from: from)
    #expect(spans.late == [4])
  }

  @Test func `at a landmark the arm is what it is by then, among those followed beyond it`() {
    let spans = ArmSpans(
      time: time, event: event, entry: nil, group: group, from: from, landmark: 4)
    #expect(spans.patient == [0, 2, 3, 4])
    #expect(spans.entry == [4, 4, 4, 4])
    #expect(spans.group == [1, 0, 1, 0])
    let earlier = ArmSpans(
      time: time, event: event, entry: nil, group: group, from: from, landmark: 3)
    #expect(earlier.patient == [0, 2, 3, 4])
    #expect(earlier.group == [0, 0, 1, 0])
  }

  @Test func `delayed entry comes first, and who is not followed after it adds nothing`() {
    let spans = ArmSpans(
      time: time, event: event, entry: [5, 0, 8, 1, 0], group: group, from: from)
    #expect(spans.patient == [0, 1, 3, 4])
    #expect(spans.entry == [5, 0, 1, 0])
    #expect(spans.group == [1, 0, 1, 0])
  }

  @Test func `time at risk and events are those of the patients, however they are cut`() {
    let spans = ArmSpans(time: time, event: event, entry: nil, group: group, from: from)
    let total = zip(spans.time, spans.entry).reduce(0) { $0 + $1.0 - $1.1 }
    #expect(total == time.reduce(0, +))
    #expect(spans.event.count { $0 } == event.count { $0 })
  }

  /// Four events, by hand.
  ///
  /// At 3 five are at risk, one of them in the focal arm; at 6 two of four, at 9 one of two, at 10 one
  /// alone. Observed 2, expected 1/5 + 2/4 + 1/2 + 1; variance 4/25 + 1/4 + 1/4.
  @Test func `the log-rank test of the spans is Mantel and Byar's`() throws {
    let spans = ArmSpans(time: time, event: event, entry: nil, group: group, from: from)
    let comparison = try TimeComparison(
      data: SurvivalData(time: spans.time, event: spans.event, entry: spans.entry),
      groups: Groups(spans.group, count: 2),
      options: TimeComparison.Options(level: 0.95, variance: .model, confidence: .log),
      patients: spans.patient)
    let test = try #require(comparison.estimates(.logRank(LogRankOptions())).first)
    let statistic = try #require(test.value.statistic)
    #expect(abs(statistic - 0.04 / 0.66) < 1e-14)
    #expect(test.patients == 5 && test.events == 4)
  }
}
