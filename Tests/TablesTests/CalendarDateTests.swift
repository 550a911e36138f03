import Tables
import Testing

struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("1900-02-28", -25_509), ("1900-03-01", -25_508), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896), ("2026-08-07", 20_672),
  ])
  func `known days have known numbers`(text: String, days: Int) {
    #expect(CalendarDate(iso: text)?.daysSince1970 == days)
    #expect(CalendarDate(daysSince1970: days).description == text)
  }

  @Test func `every day of 800 years follows the one before, and its number leads back`() {
    var year = 1599
    var month = 12
    var day = 31
    let first = CalendarDate(year: 1600, month: 1, day: 1)?.daysSince1970 ?? 0
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for number in first..<first + 2 * 146_097 {
      let isLeapDay = month == 2 && day == 28 && CalendarDate.isLeap(year)
      if day < lengths[month - 1] || isLeapDay {
        day += 1
      } else {
        day = 1
        month = month % 12 + 1
        if month == 1 { year += 1 }
      }
      let date = CalendarDate(daysSince1970: number)
      guard (date.year, date.month, date.day) == (year, month, day), date.daysSince1970 == number
      else {
        Issue.record("\(number) is \(date), not \(year)-\(month)-\(day)")
        return
      }
    }
    #expect((year, month, day) == (2399, 12, 31))
  }

  @Test func `a century is a leap year only where 400 divides it`() {
    #expect(
      [1900, 2000, 2023, 2024, 2100, 0, -4].map(CalendarDate.isLeap)
        == [false, true, false, true, false, true, true])
  }

  @Test(arguments: [
    "2011-02-29", "2010-13-01", "2010-00-10", "2010-04-31", "2010-1-31", "10-01-31", "2010/01/31",
    "2010-01-31 ", "", "0000-01-01", "２010-01-3",
  ])
  func `what is not in the calendar is no date`(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test func `years of other lengths have a sign, and far numbers lead back`() {
    #expect(CalendarDate(year: 12_345, month: 6, day: 7)?.description == "+12345-06-07")
    #expect(CalendarDate(year: -1, month: 1, day: 1)?.description == "-0001-01-01")
    for days in [Int(Int32.max), Int(Int32.min), -719_529, -719_163] {
      #expect(CalendarDate(daysSince1970: days).daysSince1970 == days)
    }
  }

  @Test func `days are ordered as they come`() throws {
    let early = try #require(CalendarDate(year: 1999, month: 12, day: 31))
    let late = try #require(CalendarDate(year: 2000, month: 1, day: 1))
    #expect(early < late)
    #expect(!(late < early))
  }
}
