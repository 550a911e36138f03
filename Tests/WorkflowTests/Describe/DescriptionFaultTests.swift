import Testing

/// What is said of descriptions and of studies without arms that cannot be.
struct DescriptionFaultTests {
  private func faults(_ describe: String, more: String = "") throws -> String {
    try DescribedRegistry.faults(DescribedRegistry.study(describe, more: more))
      .joined(separator: "\n")
  }

  @Test func `a table of events that is not there is named`() throws {
    #expect(
      try faults("  tables: {l: {kind: sequences, events: lines}}").contains(
        "unknown-table: there is no table 'lines'"))
  }

  @Test func `a column of the wrong type is named with the types that fit`() throws {
    let found = try faults("  tables: {l: {kind: sequences, events: line, label: start}}")
    #expect(found.contains("column-does-not-fit: 'start' is a column of type date"))
  }

  @Test func `a column that is not there is named`() throws {
    #expect(
      try faults("  tables: {c: {kind: tableOne, columns: [weight]}}").contains("unknown-column"))
  }

  @Test func `a condition on rows is over the columns of their table`() throws {
    #expect(
      try faults("  tables: {l: {kind: sequences, events: line, where: sex == \"f\"}}")
        .contains("unknown-column"))
  }

  @Test func `agreement needs two columns`() throws {
    #expect(
      try faults("  tables: {k: {kind: crossTable, columns: [sex]}}").contains("two columns"))
  }

  @Test(arguments: ["cox", "logRank"])
  func `an estimate that compares arms needs some`(word: String) throws {
    let found = try faults(
      "  tables: {f: {kind: followUp}}",
      more: """
        outcomes: {os: {event: death.date, censor: followup.last_contact}}
        analyses: [{outcome: os, estimates: [\(word)]}]
        """)
    #expect(found.contains("contrast-without-arms: '\(word)' needs arms"))
  }

  @Test func `a propensity model without arms is still a fault`() throws {
    let found = try faults("  tables: {f: {kind: followUp}}", more: "propensity: {terms: [age]}")
    #expect(found.contains("not-two-arms"))
  }

  @Test func `rows of events need a registry`() throws {
    let study = """
      study: s
      data: {table: table.csv}
      describe: {tables: {l: {kind: sequences, events: line}, f: {kind: followUp}}}
      """
    let found = try StudyRunner.faults(study, table: "a\n1\n2\n").joined(separator: "\n")
    #expect(found.contains("'events' needs a registry of events"))
    #expect(found.contains("'followUp' needs 'outcome'"))
  }
}
