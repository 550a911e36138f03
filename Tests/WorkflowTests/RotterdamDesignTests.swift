import TestSupport
import Testing
import Workflow

struct RotterdamDesignTests {
  let results: Results
  let run: StudyRun
  let reference: ReferenceNumbers

  init() throws {
    run = try Rotterdam.study.get()
    results = run.results
    reference = try Rotterdam.reference.get()
  }

  @Test func `the propensity model is that of glm`() throws {
    let model = try #require(results.propensity["main"])
    #expect(model.converged)
    #expect(model.n == 2982)
    #expect(model.coefficients.count == 9)
    for coefficient in model.coefficients {
      let name = coefficient.level.map { "\(coefficient.term)=\($0)" } ?? coefficient.term
      let estimate = try #require(reference.number("coefficient|\(name)|estimate"))
      let error = try #require(reference.number("coefficient|\(name)|standardError"))
      #expect(isClose(try #require(coefficient.estimate), estimate))
      #expect(isClose(try #require(coefficient.standardError), error))
      #expect(isClose(try #require(coefficient.z), estimate / error))
      #expect(coefficient.arm == "treated")
    }
    #expect(isClose(try #require(model.deviance), 1790.16326239941, relative: 1e-13))
    #expect(isClose(try #require(model.deviance), try #require(reference.number("deviance"))))
    #expect(
      isClose(try #require(model.nullDeviance), try #require(reference.number("nullDeviance"))))
    #expect(
      isClose(try #require(model.logLikelihood), try #require(reference.number("logLikelihood"))))
    #expect(
      isClose(
        try #require(model.cStatistic), try #require(reference.number("cStatistic")),
        relative: 1e-12))
    #expect(isClose(try #require(model.cStatistic), 0.79801156, relative: 1e-8))
  }

  @Test(arguments: ["Probability", "Logit"])
  func `the pairs are those of the written-out greedy rule`(_ scale: String) throws {
    let name = "matched\(scale)"
    let design = try #require(results.designs[name])
    let pairs = PlainTable(try Fixtures.text("rotterdam-pairs-\(scale.lowercased()).csv"))
    #expect(pairs.rows.count == (scale == "Logit" ? 339 : 338))
    #expect(design.sets == pairs.rows.count)
    let width = try #require(reference.number("\(name)|caliperWidth"))
    let distance = try #require(reference.number("\(name)|totalDistance"))
    #expect(isClose(try #require(design.caliperWidth), width))
    #expect(isClose(try #require(design.totalDistance), distance))
    let file = try #require(try run.files().first { $0.path == "sets/\(name).csv" })
    let sets = PlainTable(file.text)
    #expect(sets.header == ["set", "id", "role", "score", "distance", "weight"])
    let expected = zip(pairs.column("treated"), pairs.column("control")).map { "\($0)-\($1)" }
    let ids = sets.column("id")
    let found = stride(from: 0, to: ids.count, by: 2).map { "\(ids[$0])-\(ids[$0 + 1])" }
    #expect(Set(found) == Set(expected))
    #expect(found.count == expected.count)
    let scores = sets.column("score").compactMap(Double.init)
    let distances = sets.column("distance").compactMap(Double.init)
    for first in stride(from: 0, to: ids.count, by: 2) {
      #expect(sets.rows[first][2] == "focal" && sets.rows[first + 1][2] == "matched")
      #expect(sets.rows[first][0] == sets.rows[first + 1][0])
      #expect(distances[first] == 0 && distances[first + 1] <= width * (1 + 1e-12))
      #expect(
        isClose(distances[first + 1], abs(scores[first] - scores[first + 1]), absolute: 1e-15))
    }
  }

  @Test func `arms keep the counts, weights and effective sample sizes of R`() throws {
    for (name, design) in results.designs {
      for (arm, counts) in design.arms {
        let prefix = "\(name)|\(arm)|"
        #expect(Double(counts.n) == reference.number("\(prefix)n"))
        for (key, value) in [
          ("sumOfWeights", counts.sumOfWeights),
          ("effectiveSampleSize", counts.effectiveSampleSize),
          ("largestWeight", counts.largestWeight),
        ] { #expect(isClose(value, try #require(reference.number(prefix + key)))) }
        #expect(counts.n + counts.unmatched == (arm == "treated" ? 339 : 2643))
      }
    }
    let weighted = try #require(results.designs["weighted"]?.arms["treated"])
    #expect(isClose(weighted.effectiveSampleSize, 132.62393, relative: 1e-7))
  }

  @Test func `balance before and after is that of R`() throws {
    var compared = 0
    for (name, design) in results.designs {
      for row in design.balance where row.subgroup == nil {
        let covariate = row.level.map { "\(row.covariate)=\($0)" } ?? row.covariate
        compared += try compare(row, "balance|\(name)|\(covariate)|")
      }
    }
    #expect(compared == reference.numbers("balance|").count)
  }

  @Test func `balance within subgroups is that of R`() throws {
    var compared = 0
    for (name, design) in results.designs {
      let subgroups = design.balance.map(\.subgroup)
      let everyone = subgroups.prefix { $0 == nil }.count
      #expect(everyone == 11)
      #expect(!subgroups.dropFirst(everyone).contains(nil))
      #expect(
        Set(subgroups.compactMap(\.self)) == ["meno=0", "meno=1", "grade=2", "grade=3"])
      for row in design.balance {
        guard let subgroup = row.subgroup else { continue }
        #expect(!subgroup.hasPrefix("\(row.covariate)="))
        let covariate = row.level.map { "\(row.covariate)=\($0)" } ?? row.covariate
        compared += try compare(row, "subgroupBalance|\(name)|\(subgroup)|\(covariate)|")
      }
    }
    #expect(compared == reference.numbers("subgroupBalance|").count)
  }

  private func compare(_ row: DesignResult.BalanceRow, _ prefix: String) throws -> Int {
    let found: [String: Double?] = [
      "meanBefore": row.meanBefore, "referenceMeanBefore": row.referenceMeanBefore,
      "meanAfter": row.meanAfter, "referenceMeanAfter": row.referenceMeanAfter,
      "smdBefore": row.smdBefore, "smdAfter": row.smdAfter,
      "varianceRatioBefore": row.varianceRatioBefore,
      "varianceRatioAfter": row.varianceRatioAfter, "ksBefore": row.ksBefore,
      "ksAfter": row.ksAfter,
    ]
    let numbers = reference.numbers(prefix)
    for (key, value) in numbers {
      let number = try #require(found[key[0]] ?? nil, "\(prefix)\(key[0])")
      let expected = try #require(value)
      #expect(isClose(number, expected, absolute: 1e-12), "\(prefix)\(key[0])")
    }
    return numbers.count
  }

  @Test func `gates and imbalances look at everyone, not at subgroups`() throws {
    let design = try #require(results.designs["matchedProbability"])
    let rows = design.balance.filter { $0.inModel && $0.subgroup == nil }
    let worst = rows.compactMap(\.smdAfter).map(abs).max()
    let gate = try #require(design.gates.first { $0.gate == "smd" })
    #expect(gate.value == worst)
    #expect(gate.subject == "size <=20")
    #expect(!gate.passed && gate.action == "report")
    let within = design.balance.filter { $0.inModel && $0.subgroup != nil }
    #expect(try #require(within.compactMap(\.smdAfter).map(abs).max()) > 0.5)
    #expect(ResultValues(results).values.count { $0.name.contains(".balance[") } == 5 * 11)
  }

  @Test func `the findings say what a careful reader must know`() {
    func messages(_ id: String, _ design: String) -> [String] {
      results.findings.filter { $0.id == id && $0.message.contains("'\(design)'") }.map(\.message)
    }
    #expect(
      messages("residual-imbalance", "matchedProbability") == [
        "after 'matchedProbability' the arms still differ in size <=20: |SMD| 0.199, above 0.1"
      ])
    #expect(
      messages("era-imbalance", "matchedProbability") == [
        "under 'matchedProbability' matched patients of No hormonal therapy are 3.2 years earlier than those of Hormonal therapy (year 1987.0 against 1990.2, |SMD| 1.252)"
      ])
    #expect(
      messages("matched-subset", "matchedProbability") == [
        "'matchedProbability' leaves 1 of 339 patients of Hormonal therapy unmatched: the estimand is matched-ATT"
      ])
    #expect(messages("matched-subset", "matchedLogit").isEmpty)
    #expect(messages("few-effective-patients", "weighted").count == 1)
    #expect(
      messages("subgroup-imbalance", "matchedProbability") == [
        "within meno=0, 'matchedProbability' leaves the arms furthest apart in nodes: |SMD| 0.620"
      ])
    #expect(
      messages("non-proportional-hazards", "matchedProbability") == [
        "the hazard ratio of 'rfs' under 'matchedProbability' changes over time: p = 0.0076"
      ])
    #expect(messages("non-proportional-hazards", "weighted").isEmpty)
    #expect(results.findings.allSatisfy { $0.place?.hasPrefix("study.yaml:") ?? true })
  }
}
