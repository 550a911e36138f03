import Cohorts
import Tables
import Testing

struct PartialEventDayTests {
  private func dates(_ days: [Int32?]) -> Column {
    Column(
      "d", .date(days.map { $0 ?? 0 }), missing: Missingness(days.map { $0 == nil }), at: nil)
  }

  private func taken(
    _ day: PartialEventDay, _ range: ClosedRange<Int32>, from start: Int32?, until end: Int32?
  ) -> (day: Int32?, error: Int?) {
    let (column, errors) = day.taken(
      dates([50, nil]), [1: range], from: dates([0, start]), until: dates([100, end]))
    guard case .date(let days) = column.values else { return (nil, nil) }
    #expect(days[0] == 50 && !column.missing[0] && errors[0] == nil)
    return (column.missing[1] ? nil : days[1], errors[1])
  }

  @Test func `first, middle and last of the days that it may have been`() {
    #expect(taken(.first, 10...40, from: 0, until: 100) == (10, 30))
    #expect(taken(.middle, 10...40, from: 0, until: 100) == (25, 15))
    #expect(taken(.last, 10...40, from: 0, until: 100) == (40, 30))
    #expect(taken(.leaveOut, 10...40, from: 0, until: 100) == (nil, nil))
  }

  @Test func `the middle of an even number of days is the earlier of two`() {
    #expect(taken(.middle, 10...41, from: 0, until: 100) == (25, 16))
  }

  @Test func `no day after the end of follow-up is taken where one by it may have been`() {
    #expect(taken(.last, 10...40, from: 0, until: 30) == (30, 20))
    #expect(taken(.middle, 10...40, from: 0, until: 30) == (20, 10))
    #expect(taken(.last, 10...40, from: 0, until: 10) == (10, 0))
    #expect(taken(.middle, 10...40, from: 0, until: 9) == (10, 0))
    #expect(taken(.last, 10...40, from: 0, until: nil) == (40, 30))
  }

  @Test func `an event that may have been before its origin stays unknown`() {
    #expect(taken(.middle, 10...40, from: 11, until: 100) == (nil, nil))
    #expect(taken(.middle, 10...40, from: 10, until: 100) == (25, 15))
    #expect(taken(.middle, 10...40, from: nil, until: 100) == (nil, nil))
  }
}
