import Balancing
import TestSupport
import Testing

struct BalanceTableTests {
  let treated = [true, true, true, false, false, false, false]
  let ones = [Double](repeating: 1, count: 7)

  private func row(
    _ values: [Double], treated: [Bool]? = nil, weights: [Double]? = nil,
    _ options: BalanceTable.Options = .init()
  ) throws -> BalanceRow {
    let arms = treated ?? self.treated
    let table = try BalanceTable(
      [BalanceCovariate("x", .numeric(values))], treated: arms,
      weights: weights ?? arms.map { _ in 1 }, options: options)
    return try #require(table.rows.first)
  }

  @Test func `a numeric covariate by hand`() throws {
    let row = try row([1, 2, 3, 2, 4, 6, 8], weights: [1, 1, 1, 2, 1, 1, 0])
    #expect(row.before.mean == 2)
    #expect(row.before.referenceMean == 5)
    #expect(row.denominator == 1)
    #expect(row.before.standardizedMeanDifference == -3)
    // Variances 1 and 20/3.
    #expect(isClose(try #require(row.before.varianceRatio), 3.0 / 20, relative: 1e-15))
    // Distances 1/3, 5/12, 3/4, 1/2, 1/4, 0.
    #expect(row.before.kolmogorovSmirnov == 3.0 / 4)
    #expect(isClose(try #require(row.before.meanDistributionDistance), 3.0 / 8, relative: 1e-15))
    #expect(row.after.referenceMean == 7.0 / 2)
    #expect(row.after.standardizedMeanDifference == -3.0 / 2)
    // The controls' variance is (11/4)/(5/8) = 22/5.
    #expect(isClose(try #require(row.after.varianceRatio), 5.0 / 22, relative: 1e-15))
    // Distances 1/3, 1/6, 1/2, 1/4, 0, 0.
    #expect(row.after.kolmogorovSmirnov == 1.0 / 2)
    #expect(isClose(try #require(row.after.meanDistributionDistance), 5.0 / 24, relative: 1e-15))
    #expect(row.before.undefined.isEmpty && row.after.undefined.isEmpty)
  }

  @Test func `denominators by hand`() throws {
    let values: [Double] = [1, 2, 3, 2, 4, 6, 8]
    let weights: [Double] = [1, 1, 1, 2, 1, 1, 0]
    // Treated 1; controls 20/3; all: squares 2 + 20 + (12/7) 9 = 262/7 over 6.
    // Weighted: mean 20/7, squares 74/7 − 400/49 = 118/49 over 1 − 9/49 = 40/49.
    let variances: [(BalanceDenominator, Double)] = [
      (.treated, 1), (.control, 20.0 / 3), (.pooled, 23.0 / 6), (.all, 131.0 / 21),
      (.weighted, 118.0 / 40),
    ]
    for (denominator, variance) in variances {
      let row = try row(values, weights: weights, .init(denominator: denominator))
      #expect(isClose(try #require(row.denominator), variance.squareRoot(), relative: 1e-15))
      let smd = try #require(row.before.standardizedMeanDifference)
      #expect(isClose(smd * variance.squareRoot(), -3, relative: 1e-15))
    }
  }

  @Test func `a 0/1 covariate has the variance p(1 - p) and no variance ratio`() throws {
    let arms = [true, true, true, true, false, false, false, false]
    let standardized = try row([1, 1, 0, 1, 0, 1, 0, 0], treated: arms)
    #expect(standardized.isBinary)
    #expect(standardized.denominator == (3.0 / 16).squareRoot())
    #expect(standardized.before.standardizedMeanDifference == 0.5 / (3.0 / 16).squareRoot())
    #expect(standardized.before.varianceRatio == nil)
    #expect(standardized.before.undefined == [.varianceRatio: .binary])
    let raw = try row([1, 1, 0, 1, 0, 1, 0, 0], treated: arms, .init(binary: .raw))
    #expect(raw.before.standardizedMeanDifference == 0.5)
  }

  @Test func `for a 0/1 covariate KS is one minus the overlap of the proportions`() throws {
    var random = TestGenerator(5)
    for _ in 0..<50 {
      let arms = (0..<30).map { $0 % 2 == 0 }
      let weights = arms.map { _ in random.uniform() }
      let values = arms.map { _ in random.happens(0.4) ? 1.0 : 0 }
      let row = try row(values, treated: arms, weights: weights)
      let p = try #require(row.after.mean)
      let q = try #require(row.after.referenceMean)
      let overlap = min(p, q) + min(1 - p, 1 - q)
      #expect(isClose(try #require(row.after.kolmogorovSmirnov), 1 - overlap, absolute: 1e-15))
      #expect(row.after.meanDistributionDistance == row.after.kolmogorovSmirnov)
    }
  }

  @Test func `a category becomes all its levels, a missing value leaves its rows only`() throws {
    let table = try BalanceTable(
      [
        BalanceCovariate(
          "grade", .category(codes: [0, 1, 2, 0, 0, -1, 1], levels: ["a", "b", "c"])),
        BalanceCovariate("age", .numeric([1, .nan, 3, 4, 5, 6, .nan]), role: .also),
      ], treated: treated, weights: ones)
    #expect(table.rows.map(\.level) == ["a", "b", "c", nil])
    #expect(table.rows.map(\.missing) == [1, 1, 1, 2])
    let third = 1.0 / 3
    #expect(table.rows.compactMap(\.before.mean) == [third, third, third, 2])
    #expect(table.rows.compactMap(\.before.referenceMean) == [2 * third, third, 0, 5])
    #expect(table.rows.allSatisfy { $0.isBinary == ($0.covariate == "grade") })
  }

  @Test func `a level that nobody else has is still a row`() throws {
    let table = try BalanceTable(
      [BalanceCovariate("g", .category(codes: [0, 0, 0, 0, 0, 0, 0], levels: ["a", "none"]))],
      treated: treated, weights: ones)
    #expect(table.rows.map(\.before.standardizedMeanDifference) == [0, 0])
    #expect(table.rows.map(\.denominator) == [nil, nil])
  }

  @Test func `where the treated do not vary the variance within arms takes over`() throws {
    // Treated 5, 5; controls 2, 4, 6: squares 8 over 5 − 2.
    let row = try row([5, 5, 2, 4, 6], treated: [true, true, false, false, false])
    #expect(isClose(try #require(row.denominator), (8.0 / 3).squareRoot(), relative: 1e-15))
    // Binary: treated 1, 1; controls 0, 0, 1: squares 2/3 over 5.
    let binary = try self.row([1, 1, 0, 0, 1], treated: [true, true, false, false, false])
    #expect(isClose(try #require(binary.denominator), (2.0 / 15).squareRoot(), relative: 1e-15))
  }

  @Test func `what cannot be computed has a reason`() throws {
    let separated = try row([1, 1, 1, 0, 0, 0, 0])
    #expect(separated.before.standardizedMeanDifference == nil)
    #expect(separated.before.undefined[.standardizedMeanDifference] == .noVariation)
    #expect(separated.before.kolmogorovSmirnov == 1)
    let constant = try row([1, 2, 3, 5, 5, 5, 5])
    #expect(constant.before.undefined == [.varianceRatio: .noVariation])
    let unweighted = try row([1, 2, 3, 4, 5, 6, 7], weights: [0, 0, 0, 1, 1, 1, 1])
    #expect(unweighted.after.mean == nil)
    #expect(unweighted.after.referenceMean == 5.5)
    #expect(unweighted.after.undefined[.mean] == .noTreated)
    let single = try row([1, 2, 3, 4, 5, 6, 7], weights: [1, 1, 1, 1, 0, 0, 0])
    #expect(single.after.undefined == [.varianceRatio: .onePatient])
    let huge = try row([1e300, -1e300, 1e300, 0, 1e300, 0, 0])
    #expect(huge.before.varianceRatio == nil)
    #expect(huge.before.undefined[.varianceRatio] == .overflow)
    let missing = try row([.nan, .nan, .nan, 1, 2, 3, 4])
    #expect(missing.before.undefined[.standardizedMeanDifference] == .noTreated)
  }

  @Test func `a difference below the square root of the precision is left as it is`() throws {
    let row = try row([1, 2, 3 + 3e-8, 0, 2, 4, 2])
    #expect(isClose(try #require(row.before.standardizedMeanDifference), 1e-8, relative: 1e-7))
    let more = try self.row([1e4, 2e4, 3e4 + 3e-3, 0, 2e4, 4e4, 2e4])
    #expect(isClose(try #require(more.before.standardizedMeanDifference), 1e-7, relative: 1e-4))
  }

  @Test func `the worst imbalance leaves out the score and tells what has none`() throws {
    let table = try BalanceTable(
      [
        BalanceCovariate("score", .numeric([9, 8, 9, 1, 1, 1, 2]), role: .score),
        BalanceCovariate("a", .numeric([1, 2, 3, 2, 4, 6, 8])),
        BalanceCovariate("b", .numeric([1, 2, 3, 1, 2, 3, 2]), role: .also),
        BalanceCovariate("c", .numeric([1, 1, 1, 0, 0, 0, 0])),
      ], treated: treated, weights: [1, 1, 1, 1, 1, 0, 0])
    #expect(table.worstImbalanceBefore == .init(row: 1, standardizedMeanDifference: -3))
    #expect(table.worstImbalance == .init(row: 1, standardizedMeanDifference: -1))
    #expect(table.undefinedAfter == [3])
    #expect(table.controlArm.effectiveSampleSize == 2)
  }

  @Test func `swapping the arms turns the signs and the ratios round`() throws {
    var random = TestGenerator(3)
    let arms = (0..<40).map { $0 < 15 }
    let values = arms.map { ($0 ? 0.3 : 0) + random.uniform() }
    let weights = arms.map { _ in random.uniform() }
    for (one, other) in [
      (BalanceDenominator.treated, BalanceDenominator.control), (.pooled, .pooled),
    ] {
      let a = try row(values, treated: arms, weights: weights, .init(denominator: one)).after
      let b = try row(
        values, treated: arms.map { !$0 }, weights: weights, .init(denominator: other)
      ).after
      #expect(
        a.standardizedMeanDifference == b.standardizedMeanDifference.map { -$0 })
      let product = try #require(a.varianceRatio) * #require(b.varianceRatio)
      #expect(isClose(product, 1, relative: 1e-14))
      #expect(a.kolmogorovSmirnov == b.kolmogorovSmirnov)
    }
  }

  @Test func `units of the covariate and scale of the weights do not matter`() throws {
    var random = TestGenerator(4)
    let arms = (0..<40).map { $0 < 15 }
    let values = arms.map { _ in Double(random.below(9)) }
    let weights = arms.map { _ in random.uniform() }
    let plain = try row(values, treated: arms, weights: weights)
    let moved = try row(
      values.map { 40 - 8 * $0 }, treated: arms, weights: weights.map { $0 * 3 })
    for (a, b) in [(plain.before, moved.before), (plain.after, moved.after)] {
      let pairs: [(Double?, Double?)] = [
        (a.standardizedMeanDifference, b.standardizedMeanDifference.map { -$0 }),
        (a.varianceRatio, b.varianceRatio), (a.kolmogorovSmirnov, b.kolmogorovSmirnov),
        (a.meanDistributionDistance, b.meanDistributionDistance),
      ]
      for (one, other) in pairs {
        #expect(isClose(try #require(one), try #require(other), relative: 1e-12))
      }
    }
  }

  @Test func `impossible input is a fault`() {
    func fault(_ covariate: BalanceCovariate.Values, _ weights: [Double]? = nil) -> BalanceError? {
      #expect(throws: BalanceError.self) {
        try BalanceTable(
          [BalanceCovariate("x", covariate)], treated: treated, weights: weights ?? ones)
      }
    }
    #expect(fault(.numeric([1])) == .lengthsDiffer(column: "x", expected: 7, found: 1))
    #expect(
      fault(.numeric([1, 2, .infinity, 4, 5, 6, 7])) == .valueNotFinite(column: "x", rows: [2]))
    #expect(
      fault(.category(codes: [0, 0, 0, 0, 0, 0, 2], levels: ["a", "b"]))
        == .unknownLevel(column: "x", rows: [6]))
    #expect(
      fault(.numeric(ones), [1, 1, -1, 1, .nan, 1, 1]) == .weightNotAllowed(rows: [2, 4]))
    #expect(fault(.numeric(ones), [1]) == .lengthsDiffer(column: "weights", expected: 7, found: 1))
  }
}
