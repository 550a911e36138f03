import Cohorts
import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing
import Vocabulary

/// Twelve patients; `age` is missing for p03 and p08, `drug` for p05, `stage` for p11.
private let patients = """
  id,age,stage,drug
  p01,50,1,1
  p02,17,1,1
  p03,,1,1
  p04,60,2,0
  p05,61,2,
  p06,62,3,0
  p07,16,2,0
  p08,,3,0
  p09,70,3,1
  p10,71,1,2
  p11,72,,1
  p12,73,2,0

  """

private struct Rule {
  let name: String
  let text: String
  let unknown: UnknownRule

  init(_ name: String, _ text: String, unknown: UnknownRule = .exclude) {
    (self.name, self.text, self.unknown) = (name, text, unknown)
  }
}

private func rules(
  _ eligible: [Rule], _ arms: [(String, String)], _ table: Table
) throws -> CohortRules {
  var section = CohortSection()
  section.eligible = eligible.enumerated().map { index, rule in
    var result = EligibilityRule()
    result.name = rule.name
    result.where = ExpressionText(
      rule.text, at: Place(file: "study.yaml", line: index + 1, column: 1))
    result.unknown = rule.unknown
    return result
  }
  section.arms = NamedList(
    arms.enumerated().map { index, arm in
      var result = ArmSection()
      result.where = ExpressionText(
        arm.1, at: Place(file: "study.yaml", line: index + 20, column: 1))
      return NamedList.Element(arm.0, result)
    })
  return try CohortRules(section, schema: Schema(table))
}

private func table(_ text: String) throws -> Table {
  var options = CSVOptions()
  options.columns["id"] = ColumnDeclaration(type: .text)
  return try CSVReader.read(bytes: [UInt8](text.utf8), name: "patients.csv", options: options).table
}

private let arms = [("treated", "drug == 1"), ("control", "drug == 0")]

private func build(
  _ eligible: [Rule], _ arms: [(String, String)] = arms, text: String = patients
) throws -> Cohort {
  let table = try table(text)
  return try Cohort.build(
    from: table, rules: rules(eligible, arms, table), identifiers: table["id"]
  ).cohort
}

private func fault(_ body: () throws -> Void) -> Diagnostic? {
  do { try body() } catch let faults as Faults { return faults.diagnostics.first } catch {}
  return nil
}

private func counts(_ step: AttritionStep) -> [[Int]] {
  ([step.total] + step.byArm).map { [$0.remaining, $0.excluded, $0.unknown] }
}

struct CohortTests {
  @Test func `rules apply in order and who cannot be decided is counted as unknown`() throws {
    let cohort = try build([Rule("adult", "age >= 18"), Rule("early", "stage < 3")])
    #expect(cohort.attrition.map(\.name) == ["in the table", "adult", "early", "in an arm"])
    #expect(cohort.attrition.map(\.rule) == [nil, "age >= 18", "stage < 3", nil])
    // Treated: p01 p02 p03 p09 p11; control: p04 p06 p07 p08 p12; p05 unknown, p10 neither.
    #expect(counts(cohort.attrition[0]) == [[12, 0, 0], [5, 0, 0], [5, 0, 0]])
    // p02 and p07 are minors, p03 and p08 have no age.
    #expect(counts(cohort.attrition[1]) == [[8, 2, 2], [3, 1, 1], [3, 1, 1]])
    // p06 and p09 are of stage 3, p11 of none.
    #expect(counts(cohort.attrition[2]) == [[5, 2, 1], [1, 1, 1], [2, 1, 0]])
    // p10 is in neither arm, p05's arm cannot be decided.
    #expect(counts(cohort.attrition[3]) == [[3, 1, 1], [1, 0, 0], [2, 0, 0]])
    #expect(cohort.rows == [0, 3, 11])
    #expect(cohort.arms == [0, 1, 1])
  }

  @Test func `the order of rules decides who is counted where`() throws {
    let cohort = try build([Rule("early", "stage < 3"), Rule("adult", "age >= 18")])
    // p06 p08 p09 are of stage 3, p11 of none; then p02 p07 are minors and p03 has no age.
    #expect(counts(cohort.attrition[1])[0] == [8, 3, 1])
    #expect(counts(cohort.attrition[2])[0] == [5, 2, 1])
    #expect(cohort.rows == [0, 3, 11])
  }

  @Test func `a rule may include those for whom it cannot be decided`() throws {
    let cohort = try build([
      Rule("adult", "age >= 18", unknown: .include), Rule("early", "stage < 3"),
    ])
    #expect(counts(cohort.attrition[1]) == [[10, 2, 0], [4, 1, 0], [4, 1, 0]])
    #expect(cohort.rows == [0, 2, 3, 11])
  }

  @Test func `a rule may stop the study, but only for patients still there`() throws {
    let found = fault { _ = try build([Rule("adult", "age >= 18", unknown: .stop)]) }
    #expect(found?.id == "undecided-rule")
    #expect(found?.message == "'adult' cannot be decided for patient p03")
    #expect(found?.place?.line == 1)
    let cohort = try build([
      Rule("has an age", "age is not missing"), Rule("adult", "age >= 18", unknown: .stop),
    ])
    #expect(cohort.count(inArm: 0) == 3)
  }

  @Test func `a patient in two arms is a fault that names the patient and the arms`() throws {
    let found = fault {
      _ = try build([], [("treated", "drug >= 1"), ("control", "drug <= 1")])
    }
    #expect(found?.id == "in-two-arms")
    #expect(
      found?.message == "patients p01, p02, p03, p09, p11 are in the arms 'treated' and 'control'")
    #expect(found?.place?.line == 21)
  }

  @Test(arguments: [false, true])
  func `a patient of one arm who may be in the other is unknown`(_ isSwapped: Bool) throws {
    // p03 has no age and took the drug: in 'treated' for certain, perhaps in 'old' too.
    // p08 has no age and may be old; p05 is old and may be treated.
    let two = [("treated", "drug == 1 and stage == 1"), ("old", "age > 60 and stage >= 1")]
    let cohort = try build([], isSwapped ? two.reversed() : two)
    let step = try #require(cohort.attrition.last)
    // Undecided: p03 and p08, and p11 without a stage. p05 is of stage 2, so not treated.
    #expect(step.total.unknown == 3)
    // Treated p01 p02; old p05 p06 p09 p10 p12; neither p04 (60) and p07.
    #expect(cohort.rows == [0, 1, 4, 5, 8, 9, 11])
    #expect(step.total.excluded == 2)
  }

  @Test func `an arm that nobody is in is a fault, and says what emptied it`() throws {
    let never = fault { _ = try build([], [("treated", "drug == 9"), ("control", "drug == 0")]) }
    #expect(never?.id == "empty-arm")
    #expect(never?.message == "nobody in the cohort is in the arm 'treated'")
    let left = fault { _ = try build([Rule("old", "age > 72")]) }
    #expect(left?.id == "empty-arm")
    #expect(left?.message == "nobody in the cohort is left in the arm 'treated' after 'old'")
    #expect(left?.place?.line == 20)
  }

  @Test func `keeping some patients adds a step by arm`() throws {
    let table = try table(patients)
    let rules = try rules([], arms, table)
    let cohort = try Cohort.build(from: table, rules: rules, identifiers: nil).cohort
    let smaller = cohort.keeping("even rows", rule: "row % 2") { $0 % 2 == 1 }
    // Treated rows 0 1 2 8 10, control rows 3 5 6 7 11.
    #expect(smaller.rows == [1, 3, 5, 7, 11])
    #expect(smaller.arms == [0, 1, 1, 1, 1])
    let step = try #require(smaller.attrition.last)
    #expect(step.name == "even rows" && step.rule == "row % 2")
    #expect(counts(step) == [[5, 5, 0], [1, 4, 0], [4, 1, 0]])
    try smaller.requireArms(rules)
    let empty = cohort.keeping("nobody treated", rule: nil) { [3, 5].contains($0) }
    let found = fault { try empty.requireArms(rules) }
    #expect(
      found?.message == "nobody in the cohort is left in the arm 'treated' after 'nobody treated'")
  }

  @Test func `without identifiers a fault names the row`() throws {
    let table = try table(patients)
    let checked = try rules([], [("a", "drug >= 0"), ("b", "stage == 3")], table)
    let found = fault { _ = try Cohort.build(from: table, rules: checked, identifiers: nil) }
    #expect(found?.message == "patients in rows 6, 8, 9 are in the arms 'a' and 'b'")
  }

  @Test(arguments: 0..<40)
  func `attrition adds up by arm and in total`(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text = "id,age,stage,drug\n"
    for row in 0..<60 {
      func value(_ range: ClosedRange<Int>) -> String {
        Int.random(in: 0..<6, using: &generator) == 0
          ? "" : String(Int.random(in: range, using: &generator))
      }
      let (age, stage) = (value(1...90), value(1...4))
      text += "p\(row),\(age),\(stage),\(value(0...2))\n"
    }
    text += "x,50,1,1\ny,50,1,0\n"
    let policies: [UnknownRule] = [.exclude, .include]
    let cohort = try build(
      [
        Rule("adult", "age >= 18", unknown: policies[seed % 2]),
        Rule("early", "stage < 3", unknown: policies[seed / 2 % 2]),
      ], text: text)
    for (before, after) in zip(cohort.attrition, cohort.attrition.dropFirst()) {
      let isArmStep = after.name == Cohort.armStep
      let sum = after.total.remaining + after.total.excluded + after.total.unknown
      #expect(sum == before.total.remaining)
      for (old, new) in zip(before.byArm, after.byArm) {
        #expect(new.remaining + new.excluded + new.unknown == old.remaining)
        if isArmStep { #expect(new.remaining == old.remaining) }
      }
    }
    let last = try #require(cohort.attrition.last)
    #expect(last.byArm.reduce(0) { $0 + $1.remaining } == last.total.remaining)
    #expect(last.total.remaining == cohort.rows.count)
    #expect(last.byArm.indices.allSatisfy { last.byArm[$0].remaining == cohort.count(inArm: $0) })
    #expect(cohort.rows == cohort.rows.sorted())
  }

  @Test func `the reference arm is the one named, else control, else the last`() {
    var section = CohortSection()
    section.arms = NamedList([.init("b", ArmSection()), .init("a", ArmSection())])
    #expect(section.referenceArm == "a")
    section.arms = NamedList([.init("control", ArmSection()), .init("a", ArmSection())])
    #expect(section.referenceArm == "control")
    section.reference = "a"
    #expect(section.referenceArm == "a")
  }
}
