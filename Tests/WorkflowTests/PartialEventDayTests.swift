import Testing
import Workflow

/// Events of which the month or year is known, in the bundled study with hand-worked patients.
///
/// P32 progressed some day in 2013; time zero is 2010-06-09 and the last contact 2016-06-09. P42 died
/// some day in 2014.
struct PartialEventDayTests {
  private func run(_ day: String) throws -> StudyRun {
    var options = RunOptions()
    options.changes = ["pfs", "os"].map { "outcomes.\($0).partialDates=\(day)" }
    return try StudyRunner.bundled("landmark-registry", options)
  }

  @Test(arguments: [("first", 937.0), ("middle", 1119), ("last", 1301)])
  func `the day that the outcome asks for is taken`(day: String, days: Double) throws {
    let study = try run(day)
    let value = try #require(try study.outcome("pfs").first { $0.id == "P32" })
    #expect(value.time == days / 30.4375)
    #expect(value.cause == 1)
    let found = study.results.findings.filter { $0.id == "event-day-taken" }
    #expect(found.count == 2)
    let error = day == "middle" ? 182 : 364
    #expect(
      found.first?.message
        == "'pfs' happened for 1 patient on a day that is not known: the \(day) of those it may have been is taken, at most \(error) days off"
    )
  }

  @Test func `each outcome takes its own`() throws {
    let value = try #require(try run("middle").outcome("os").first { $0.id == "P42" })
    #expect(value.time == 1484 / 30.4375)
    let second = try #require(try run("middle").outcome("spm").first { $0.id == "P42" })
    #expect(second.time == nil)
  }

  @Test func `without being asked, who has such an event is left out, and that is said`() throws {
    let study = try StudyRunner.bundled("landmark-registry")
    let value = try #require(try study.outcome("pfs").first { $0.id == "P32" })
    #expect(value.time == nil)
    let found = study.results.findings.filter { $0.id == "outcome-missing" }.map(\.message)
    #expect(found.contains { $0.contains("'pfs'") && $0.contains("1 of them had the event") })
    #expect(found.contains { $0.contains("'os'") && $0.contains("1 of them had the event") })
    #expect(found.contains { $0.contains("'spm'") && !$0.contains("had the event") })
  }

  @Test func `a time that is a number has no dates`() throws {
    let faults = try StudyRunner.faults(
      """
      study: s
      data: {table: table.csv, id: id}
      outcomes:
        os: {time: t, event: e == 1, partialDates: middle}
      """, table: "id,t,e\nA,1,1\n")
    #expect(faults.first?.contains("'partialDates' needs a registry of events") == true)
  }
}
