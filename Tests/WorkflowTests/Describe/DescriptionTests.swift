import TestSupport
import Testing
import Workflow

/// Descriptions of eight invented patients, held against what was worked out by hand.
struct DescriptionTests {
  private static let lines = "events: line, order: number, stop: stop"

  @Test func `paths are counted with how they ended and add up to the cohort`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {l: {kind: sequences, \(Self.lines)}}", "l-paths")
    #expect(
      table.lines("path", "patients", "died", "noFurther", "inFollowUp") == [
        "VCd 3 0 2 1", "VCd > Rd 2 1 0 1", "Vd 1 1 0 0", "Vd > Rd > Kd 1 1 0 0", "no line 1 0 0 1",
      ])
    #expect(table.numbers("share").compactMap(\.self).reduce(0, +) == 1)
  }

  @Test func `paths beyond the most frequent are one row`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {l: {kind: sequences, \(Self.lines), top: 1}}", "l-paths")
    #expect(table.lines("path", "patients") == ["VCd 3", "other paths 4", "no line 1"])
  }

  @Test func `flows lead from step to step and out`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {l: {kind: sequences, \(Self.lines), depth: 2}}", "l-flows")
    #expect(
      Set(table.lines("step", "from", "to", "isEnd", "patients")) == [
        "1 VCd Rd false 2", "1 VCd no further line true 2", "1 VCd in follow-up true 1",
        "1 Vd Rd false 1", "1 Vd died true 1", "2 Rd further true 1", "2 Rd died true 1",
        "2 Rd in follow-up true 1",
      ])
  }

  @Test func `paths are told by the year in which they began`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {l: {kind: sequences, \(Self.lines), where: number > 1}}", "l-paths-by-year")
    #expect(table.lines("year", "path", "patients") == ["2010 Rd > Kd 1", "2011 Rd 2"])
  }

  @Test func `regimens are counted by year`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {y: {kind: regimensByYear, events: line, top: 2}}", "y-by-year")
    #expect(
      Set(table.lines("year", "label", "count")) == [
        "2010 VCd 5", "2010 Rd 1", "2010 other 2", "2011 Rd 2", "2011 other 1",
      ])
  }

  @Test func `whoever begins a line ends it in one way`() throws {
    let table = try DescribedRegistry.table(
      """
        tables:
          a:
            kind: attritionBetweenLines
            events: line
            order: number
            stop: stop
            progression: progression.date
            lost: any(followup where status == "lost")
      """, "a-lines")
    #expect(
      table.lines(
        "line", "began", "progressed", "nextLine", "died", "lost", "stillOn", "offTreatment")
        == ["1 7 2 3 1 1 1 1", "2 3 1 1 1 0 1 0", "3 1 0 0 1 0 0 0"])
  }

  @Test func `the next line is more probable than the share who were seen to begin it`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {a: {kind: attritionBetweenLines, \(Self.lines), unit: days, at: [400]}}",
      "a-incidence")
    // One leaves on day 100; then 1/6 die on day 240, and 1/6 each go on on days 264 and 365.
    let next = try #require(
      table.numbers("estimate", where: ["line": "1", "event": "next line"]).first ?? nil)
    let death = try #require(
      table.numbers("estimate", where: ["line": "1", "event": "death before it"]).first ?? nil)
    #expect(isClose(next, 1.0 / 3, relative: 1e-14))
    #expect(isClose(death, 1.0 / 6, relative: 1e-14))
  }

  @Test func `time on treatment is that of Kaplan and Meier`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {t: {kind: timeOnTreatment, events: line, unit: days, at: [30, 180, 190]}}",
      "t-time")
    #expect(table.lines("intervals", "unknown", "ended").first == "11 0 9")
    let shares = table.numbers("estimate", where: ["measure": "still on"]).compactMap(\.self)
    #expect(
      zip(shares, [10.0 / 11, 6.0 / 11, 5.0 / 11]).allSatisfy { isClose($0, $1, relative: 1e-14) })
    #expect(table.numbers("estimate", where: ["measure": "median (days)"]) == [181])
  }

  @Test func `a first event ends the time at risk, and one before time zero keeps from it`() throws
  {
    let run = try DescribedRegistry.run(
      DescribedRegistry.study("  tables: {r: {kind: incidenceRates, events: [spm]}}"))
    let table = DescribedRows(run.results, "r-rates")
    #expect(table.lines("event", "group", "patients", "events") == ["spm all 7 2"])
    let years = 3106 / 365.25
    #expect(isClose(table.numbers("personYears")[0] ?? 0, years, relative: 1e-14))
    #expect(isClose(table.numbers("rate")[0] ?? 0, 200 / years, relative: 1e-14))
    #expect(run.results.descriptions[0].notes.contains { $0.contains("1 patients with an event") })
  }

  @Test func `recurrent events all count, in the whole time`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {r: {kind: incidenceRates, events: [spm], recurrent: true, per: 1}}", "r-rates")
    #expect(table.lines("patients", "events") == ["8 3"])
    #expect(isClose(table.numbers("rate")[0] ?? 0, 3 / (4736 / 365.25), relative: 1e-14))
  }

  @Test func `follow-up is the median of the reversed curve`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {f: {kind: followUp, unit: days}}", "f-follow-up")
    #expect(table.lines("patients", "events", "median", "longest") == ["8 3 731 1096"])
  }

  @Test func `characteristics are told by group, the missing with them`() throws {
    let table = try DescribedRegistry.table(
      "  tables: {c: {kind: tableOne, columns: [age, sex], by: sex}}", "c-characteristics")
    let ages = ["variable": "age"]
    #expect(table.numbers("known", where: ages) == [7, 4, 2, 1])
    #expect(table.numbers("missing", where: ages) == [1, 0, 1, 0])
    #expect(table.numbers("mean", where: ages) == [60, 53.75, 70, 65])
    #expect(table.numbers("median", where: ages) == [60, 52.5, 70, 65])
    #expect(table.numbers("lowerQuartile", where: ages) == [52.5, 47.5, 65, 65])
    #expect(
      isClose(
        table.numbers("standardDeviation", where: ages)[0] ?? 0, (1050.0 / 6).squareRoot(),
        relative: 1e-14))
    #expect(table.numbers("count", where: ["level": "f", "group": "all"]) == [4])
    #expect(
      isClose(
        table.numbers("share", where: ["level": "f", "group": "all"])[0] ?? 0, 4.0 / 7,
        relative: 1e-14))
  }

  @Test func `eras are groups by the day of entry`() throws {
    let table = try DescribedRegistry.table(
      """
        tables:
          c:
            kind: tableOne
            columns: [age]
            smd: true
            eras: {winter: 2010-01-01..2010-02-28, spring: 2010-03-01..2010-05-31}
      """, "c-characteristics")
    #expect(table.numbers("count", where: ["variable": "patients"]) == [8, 4, 3])
    // Ages 50, 60, 80, 55 against 70, 40: means 61.25 and 55, variances 518.75/3 and 450.
    let smd = 6.25 / ((518.75 / 3 + 450) / 2).squareRoot()
    #expect(
      isClose(
        table.numbers("smd", where: ["variable": "age", "group": "all"])[0] ?? 0, smd,
        relative: 1e-13))
  }

  @Test func `small counts and what is made of them are held back`() throws {
    let run = try DescribedRegistry.run(
      DescribedRegistry.study(
        "  minimumCell: 3\n  tables: {l: {kind: sequences, \(Self.lines)}}"))
    let table = DescribedRows(run.results, "l-paths")
    #expect(
      table.lines("path", "patients", "died", "noFurther", "inFollowUp") == [
        "VCd 3 0 <3 <3", "VCd > Rd <3 <3 0 <3", "Vd <3 <3 0 0", "Vd > Rd > Kd <3 <3 0 0",
        "no line <3 0 0 <3",
      ])
    #expect(table.lines("share") == ["0.375", "-", "-", "-", "-"])
    let description = run.results.descriptions[0]
    #expect(description.minimumCell == 3)
    let cells = run.results.tables.flatMap(\.rows).joined()
    #expect(description.heldCells == cells.count { $0.first == "<" || $0 == "-" })
    let small = ["1 patients", "2 patients"]
    #expect(!description.notes.contains { note in small.contains { note.hasPrefix($0) } })
  }

  @Test func `a study without arms has one cohort, curves by subgroup and no contrast`() throws {
    let run = try DescribedRegistry.run(
      DescribedRegistry.study(
        "  tables: {f: {kind: followUp}}",
        more: """
          outcomes:
            os: {event: death.date, censor: followup.last_contact}
          analyses:
            - {outcome: os, estimates: [kaplanMeier, median, {survival: [365]}, {rmst: 365}]}
          subgroups: [sex]
          """))
    let results = run.results
    #expect(results.arms.map(\.arm) == ["all"] && results.arms[0].role == .other)
    #expect(results.arms[0].n == 8)
    #expect(results.attrition.allSatisfy { $0.byArm.isEmpty && $0.step != "in an arm" })
    #expect(results.estimates.allSatisfy { $0.referenceArm == nil && $0.arm == "all" })
    // One leaves on day 100, one of seven dies on day 240, one leaves on day 365.
    let survival = try #require(results.all("survival", outcome: "os", design: nil).first)
    #expect(isClose(survival.estimate ?? 0, 6.0 / 7, relative: 1e-14))
    #expect(results.curves.map(\.subgroup) == [nil, "sex=f", "sex=m"])
  }
}
