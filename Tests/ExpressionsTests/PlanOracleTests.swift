import Testing

struct PlanOracleTests {
  private func rule(_ generator: inout RuleGenerator, _ index: Int) -> Rule {
    switch index % 3 {
    case 0: generator.flag([], 3)
    case 1: generator.date([], 3)
    default: generator.amount([], 2)
    }
  }

  @Test(arguments: 0..<8)
  func `what a plan of nested readings says holds in every world`(seed: Int) throws {
    var generator = RuleGenerator(seed: UInt64(seed) + 4_000)
    var comparison = PlanComparison()
    for _ in 0..<25 {
      let patients = (0..<6).map { _ in PlanPatient(&generator, isKnown: false) }
      let rules = (0..<12).map { rule(&generator, $0) }
      try comparison.compare(rules, patients, isKnown: false)
    }
    #expect(comparison.decided > 900)
    #expect(comparison.skipped * 5 < comparison.decided)
  }

  @Test(arguments: 0..<4)
  func `with every day and value known all is decided`(seed: Int) throws {
    var generator = RuleGenerator(seed: UInt64(seed) + 9_000)
    var comparison = PlanComparison()
    for _ in 0..<25 {
      let patients = (0..<10).map { _ in PlanPatient(&generator, isKnown: true) }
      let rules = (0..<14).map { rule(&generator, $0) }
      try comparison.compare(rules, patients, isKnown: true)
    }
    #expect(comparison.open * 20 < comparison.decided)
  }

  @Test(arguments: 0..<6)
  func `a definition is what its expression is in every world`(seed: Int) throws {
    var generator = RuleGenerator(seed: UInt64(seed) + 14_000)
    var comparison = PlanComparison()
    for round in 0..<30 {
      (generator.flags, generator.dates, generator.numbers) = ([], [], [])
      comparison.definitions = (0..<5).map {
        generator.definition(RuleGenerator.Kind.allCases[$0 % 3])
      }
      let isKnown = round % 5 == 0
      let patients = (0..<6).map { _ in PlanPatient(&generator, isKnown: isKnown, open: 1) }
      let rules = (0..<12).map { rule(&generator, $0) }
      try comparison.compare(rules, patients, isKnown: isKnown)
    }
    #expect(comparison.decided > 900)
    #expect(comparison.skipped * 3 < comparison.decided)
  }

  @Test(arguments: 0..<8)
  func `a derived table has the rows that every world has`(seed: Int) throws {
    var generator = RuleGenerator(seed: UInt64(seed) + 19_000)
    var comparison = PlanComparison()
    for round in 0..<40 {
      generator.tables = Array(generator.tables.prefix(2))
      (generator.flags, generator.dates, generator.numbers) = ([], [], [])
      comparison.definitions =
        round % 2 == 0 ? [generator.definition(.flag), generator.definition(.date)] : []
      comparison.tables = (0..<generator.number(1...2)).map { _ in generator.derivation() }
      if round % 4 == 0 { comparison.definitions.append(generator.definition(.number)) }
      let isKnown = round % 4 == 1
      let patients = (0..<6).map { _ in PlanPatient(&generator, isKnown: isKnown, open: 1) }
      let rules = (0..<12).map { rule(&generator, $0) }
      try comparison.compare(rules, patients, isKnown: isKnown)
    }
    #expect(comparison.decided > 600)
    #expect(comparison.skipped < comparison.decided)
  }
}
