import Balancing
import TestSupport
import Testing

struct BalanceReferenceTests {
  /// The covariates of the lalonde propensity model, with the score given.
  private func lalonde(_ data: FixtureTable, score: String) -> [BalanceCovariate] {
    let levels = ["black", "hispan", "white"]
    let codes = data.text("race").map { levels.firstIndex(of: $0) ?? -1 }
    var covariates = [BalanceCovariate("distance", .numeric(data.number(score)), role: .score)]
    covariates += ["age", "educ"].map { BalanceCovariate($0, .numeric(data.number($0))) }
    covariates.append(BalanceCovariate("race", .category(codes: codes, levels: levels)))
    covariates += ["married", "nodegree", "re74", "re75"].map {
      BalanceCovariate($0, .numeric(data.number($0)))
    }
    return covariates
  }

  private func rotterdam(_ data: FixtureTable) -> [BalanceCovariate] {
    let levels = ["<=20", "20-50", ">50"]
    let codes = data.text("size").map { levels.firstIndex(of: $0) ?? -1 }
    var covariates = ["age", "meno"].map { BalanceCovariate($0, .numeric(data.number($0))) }
    covariates.append(BalanceCovariate("size", .category(codes: codes, levels: levels)))
    covariates += ["grade", "nodes", "pgr", "er"].map {
      BalanceCovariate($0, .numeric(data.number($0)))
    }
    covariates += ["year", "chemo"].map {
      BalanceCovariate($0, .numeric(data.number($0)), role: .also)
    }
    return covariates
  }

  @Test(
    .agrees(
      "balance (SMD, variance ratio, KS, eCDF)",
      with: "R 4.2.2; MatchIt's published values on lalonde", within: 1e-7, detail: "most 1e-10"),
    arguments: ["lalonde", "rotterdam"])
  func `weighted balance agrees with R for every denominator`(name: String) throws {
    let reference = try FixtureTable("balance.csv")
    let data = try FixtureTable("\(name).csv")
    let treated = data.flag(name == "lalonde" ? "treat" : "hormon")
    let covariates = name == "lalonde" ? lalonde(data, score: "p") : rotterdam(data)
    let columns = ["Mean", "ReferenceMean", "SMD", "VR", "KS", "Distance"]
    var compared = 0
    for denominator in BalanceDenominator.allCases {
      let lines = reference.text("data").indices.filter {
        reference.text("data")[$0] == name
          && reference.text("denominator")[$0] == denominator.rawValue
      }
      let first = try #require(lines.first)
      let estimand = try #require(Estimand(rawValue: reference.text("weights")[first]))
      let weights = try PropensityWeights(
        probability: data.number("p"), treated: treated, options: .init(estimand: estimand))
      let table = try BalanceTable(
        covariates, treated: treated, weights: weights.weights,
        options: .init(denominator: denominator))
      #expect(table.rows.count == lines.count)
      for (row, line) in zip(table.rows, lines) {
        #expect(row.level ?? row.covariate == reference.text("covariate")[line])
        #expect(
          isClose(try #require(row.denominator), reference.number("scale")[line], relative: 1e-12))
        for (side, contrast) in [("before", row.before), ("after", row.after)] {
          let found = [
            contrast.mean, contrast.referenceMean, contrast.standardizedMeanDifference,
            contrast.varianceRatio, contrast.kolmogorovSmirnov, contrast.meanDistributionDistance,
          ]
          for (column, value) in zip(columns, found) {
            let expected = reference.number(side + column)[line]
            #expect((value == nil) == expected.isNaN)
            if let value {
              // Overlap weights balance exactly: means of thousands then differ by rounding only.
              #expect(
                isClose(value, expected, relative: 1e-12, absolute: 5e-12), "\(row) \(column)")
              compared += 1
            }
          }
        }
      }
    }
    #expect(compared > 500)
  }

  /// Published by MatchIt 4.7.2 for its default matching: SMD, variance ratio, mean and largest
  /// distance of the distribution functions.
  @Test(arguments: [
    ("age", [0.0717696898, 0.4568027316, 0.0847297297, 0.2540540541]),
    ("educ", [-0.1290425615, 0.5721139455, 0.0238975818, 0.0756756757]),
    ("re74", [-0.0504507936, 1.3289093229, 0.0469424732, 0.2756756757]),
    ("re75", [-0.0256860415, 1.4956200348, 0.0452019435, 0.2054054054]),
    ("married", [-0.0552052447]),
  ])
  func `lalonde after the default matching`(name: String, expected: [Double]) throws {
    let data = try FixtureTable.lalonde()
    let treated = data.flag("treat")
    let matching = try NearestMatching(score: data.number("p8"), treated: treated)
    let table = try BalanceTable(
      lalonde(data, score: "p8"), treated: treated, weights: matching.weights)
    let after = try #require(table.rows.first { $0.covariate == name }).after
    let found = [
      after.standardizedMeanDifference, after.varianceRatio, after.meanDistributionDistance,
      after.kolmogorovSmirnov,
    ].compactMap { $0 }.prefix(expected.count)
    #expect(isClose(Array(found), expected, relative: 0, absolute: 5.1e-11))
  }

  @Test func `lalonde before matching`() throws {
    let data = try FixtureTable.lalonde()
    let treated = data.flag("treat")
    let table = try BalanceTable(
      lalonde(data, score: "p8"), treated: treated, weights: treated.map { _ in 1 })
    let differences = table.rows.compactMap(\.before.standardizedMeanDifference)
    let expected = [
      1.79408604968, -0.30944526200, 0.05496466139, 1.76154188982, -0.34984254160, -1.88186760098,
      -0.82630927234, 0.24497023227, -0.72108380907, -0.29026291119,
    ]
    #expect(isClose(differences, expected, relative: 0, absolute: 5.1e-12))
    #expect(table.rows.map(\.before) == table.rows.map(\.after))
  }

  /// R's table of the same pairs standardizes 0/1 covariates by `sd`, with denominator n − 1, where
  /// this table has p(1 − p): the two differ by the factor √(339/338).
  @Test(
    .agrees(
      "balance (SMD, variance ratio, KS, eCDF)",
      with: "R 4.2.2; MatchIt's published values on lalonde", within: 1e-7, detail: "most 1e-10",
      but: "0/1 covariates have variance p(1 − p); scripts that use `sd()` differ by "
        + "√(n/(n − 1))"))
  func `rotterdam after matching agrees with R but for the variance of 0/1 covariates`()
    throws
  {
    let data = try FixtureTable.rotterdam()
    let treated = data.flag("hormon")
    let matching = try NearestMatching(
      score: data.number("p"), treated: treated, options: .init(caliper: 0.2))
    let table = try BalanceTable(rotterdam(data), treated: treated, weights: matching.weights)
    let expected: [(before: Double, after: Double, ratio: Double)] = [
      (0.85186230, 0.012823606, 0.7797414), (1.10229814, 0.045301381, 0),
      (-0.38681839, 0.198587813, 0), (0.16775452, -0.165453924, 0),
      (0.24298731, -0.022784418, 0), (0.27403289, -0.054542434, 1.1068451),
      (0.74159633, 0.024570825, 0.6410024), (-0.30190848, 0.049333704, 1.3151163),
      (0.05821323, -0.044984153, 1.0159797),
    ]
    for (row, expected) in zip(table.rows, expected) {
      let factor = row.isBinary ? (339.0 / 338).squareRoot() : 1
      let before = try #require(row.before.standardizedMeanDifference)
      let after = try #require(row.after.standardizedMeanDifference)
      #expect(isClose(before, expected.before * factor, relative: 1e-7))
      #expect(isClose(after, expected.after * factor, relative: 1e-7))
      if let ratio = row.after.varianceRatio {
        #expect(isClose(ratio, expected.ratio, relative: 1e-7))
      }
    }
    #expect(table.rows[try #require(table.worstImbalance).row].covariate == "year")
  }
}
