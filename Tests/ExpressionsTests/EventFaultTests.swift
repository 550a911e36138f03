import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct EventFaultTests {
  private let schema = Schema(
    [
      Schema.Entry("entry", .date), Schema.Entry("age", .number),
      Schema.Entry("sex", .category, levels: ["f", "m"]),
    ],
    events: [
      EventTableSchema(
        "treatment",
        columns: [
          Schema.Entry("start", .date), Schema.Entry("stop", .date),
          Schema.Entry("drug", .category, levels: ["len", "bor"]),
          Schema.Entry("dose", .number),
        ], timeColumn: "start"),
      EventTableSchema(
        "lab", columns: [Schema.Entry("date", .date), Schema.Entry("value", .number)],
        timeColumn: "date"),
      EventTableSchema("patient", columns: [Schema.Entry("born", .integer)]),
    ])

  private func check(
    _ marked: String, _ id: String, length: Int, _ message: String? = nil, help: String? = nil
  ) {
    let marks = Marks(marked)
    var found: [Diagnostic] = []
    do throws(Faults) {
      _ = try Expression(marks.text, at: origin).typed(against: schema)
    } catch {
      found = error.diagnostics
    }
    #expect(found.map(\.id) == [id], "\(marks.text)")
    #expect(found.first?.place == place(marks, length: length), "\(marks.text)")
    if let message { #expect(found.first?.message == message, "\(marks.text)") }
    if let help { #expect(found.first?.help == help, "\(marks.text)") }
  }

  @Test func `unknown tables and columns are named with their nearest`() {
    check(
      "first(1️⃣treatmant.start)", "unknown-table", length: 15,
      "there is no table of events 'treatmant'", help: "did you mean 'treatment'?")
    check(
      "first(1️⃣treatment.strat)", "unknown-column", length: 15,
      "the table 'treatment' has no column 'strat'", help: "did you mean 'start'?")
    check(
      "any(treatment where 1️⃣drugg == 'len')", "unknown-column", length: 5,
      "there is no column 'drugg'", help: "did you mean 'drug'?")
    check(
      "any(treatment where drug == 1️⃣'lem')", "unknown-level", length: 5, help: "did you mean 'len'?"
    )
    check(
      "any(1️⃣treatmant where age > 3)", "unknown-table", length: 9, help: "did you mean 'treatment'?"
    )
  }

  @Test func `a table is no value`() {
    check(
      "1️⃣treatment > 5", "table-as-value", length: 9,
      "'treatment' is a table of events, not a value",
      help: "name one of its columns, as in first(treatment.start), or write any(treatment)")
    check("first(1️⃣treatment where dose > 1)", "table-as-value", length: 9)
    check("earliest(1️⃣lab, entry)", "table-as-value", length: 3)
  }

  @Test func `functions say what they take`() {
    check(
      "sum(1️⃣treatment.drug)", "type-mismatch", length: 14,
      "'sum' takes numbers or durations, found text",
      help: "write sum(table.column where condition)")
    check("sum(1️⃣treatment.start)", "type-mismatch", length: 15)
    check(
      "max(1️⃣treatment.drug)", "type-mismatch", length: 14,
      "'max' takes numbers, dates or durations, found text")
    check(
      "any(1️⃣lab.value)", "type-mismatch", length: 9,
      "'any' needs a flag, and 'lab.value' is a number")
    check("1️⃣all(lab)", "argument-count", length: 8, help: "write all(lab where condition)")
    check("count(1️⃣lab.value)", "type-mismatch", length: 9, help: "write count(lab where condition)")
    check(
      "first(1️⃣age)", "type-mismatch", length: 3, "'first' takes events of a table, found a number")
    check("1️⃣first(lab.value, lab.date)", "argument-count", length: 26)
    check("1️⃣first(patient.born)", "no-time-column", length: 5)
    check("sum(1️⃣lab.value * treatment.dose)", "rows-of-two-tables", length: 26)
    check("earliest(lab.date, 1️⃣age)", "type-mismatch", length: 3)
  }

  @Test func `clauses stand where they mean something`() {
    check(
      "1️⃣nearest(lab.value)", "argument-count", length: 18, "'nearest' needs a day to be near to")
    check(
      "nearest(lab.value to 1️⃣age)", "type-mismatch", length: 3, "'to' needs a date, found a number")
    check(
      "nearest(lab.value to entry within 1️⃣60d)", "type-mismatch", length: 3,
      "'within' needs a range of durations, found a duration",
      help: "days are counted from the day behind 'to': write -60d..0d")
    check("nearest(lab.value to entry within 1️⃣-60..0)", "type-mismatch", length: 6)
    check("first(lab.value 1️⃣to entry)", "event-function", length: 2)
    check("abs(age 1️⃣where age > 3)", "event-function", length: 5)
    check("max(age 1️⃣where age > 3, 5)", "event-function", length: 5)
    check("age > 3 1️⃣where age > 3", "event-function", length: 5)
    check("count(lab where age > 3 1️⃣where age > 4)", "event-function", length: 5)
    check("any(lab where 1️⃣value)", "type-mismatch", length: 5)
    check("any(lab where date 1️⃣< 5)", "type-mismatch", length: 1)
    check("any(lab where date in 1️⃣1..5)", "type-mismatch", length: 4)
  }

  @Test func `a column of a row around is named with its table`() {
    check(
      "any(lab where value > first(treatment.dose where start < 1️⃣date))", "unknown-column",
      length: 4, help: "write lab.date")
    check(
      "any(lab as l where value > first(treatment.dose where start < 1️⃣date))", "unknown-column",
      length: 4, help: "write l.date")
    check("any(lab as 1️⃣5 where value > 1)", "unexpected-token", length: 1)
  }

  @Test func `the value at a day needs the day and the span of a row`() {
    check("1️⃣at(treatment.dose)", "argument-count", length: 18)
    check("1️⃣at(treatment.dose on entry)", "argument-count", length: 2)
    check("at(treatment.dose on 1️⃣age during start..stop)", "type-mismatch", length: 3)
    check("at(treatment.dose on entry during 1️⃣dose)", "type-mismatch", length: 4)
    check("last(treatment.dose 1️⃣on entry)", "event-function", length: 2)
  }

  @Test func `functions of ranges and lists take nothing else`() {
    check("overlap(entry..entry + 5d, 1️⃣age..70) > 1d", "type-mismatch", length: 7)
    check("overlap(1️⃣entry, entry..entry) > 1d", "type-mismatch", length: 5)
    check("includes(sex, 1️⃣age)", "type-mismatch", length: 3)
    check("sometime(1️⃣entry) == entry", "type-mismatch", length: 5)
  }
}
