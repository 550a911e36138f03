import TestSupport
import Testing
import Workflow

/// The median of follow-up, held against R.
struct ReversedMedianTests {
  @Test func `the median of follow-up and its limits are those of survfit`() throws {
    let study = """
      study: s
      data: {table: table.csv}
      outcomes: {o: {time: time, event: cause == 1, unit: months}}
      describe: {tables: {f: {kind: followUp, outcome: o}}}
      """
    let table = try Fixtures.text("competing-times.csv")
    let found = DescribedRows(try StudyRunner.run(study, table: table).results, "f-follow-up")
    let expected = PlainTable(try Fixtures.text("reversed-median.csv"))
    for name in ["median", "lower", "upper"] {
      let value = expected.column(name).first.flatMap { Double($0) }
      #expect(found.numbers(name).first ?? nil == value, "\(name)")
    }
  }
}
