import Distributions
import TestSupport
import Testing

/// Agreement with `scripts/reference/distributions.py`, far tails included.
@Suite struct ReferenceTests {
  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `normal densities and tails`() throws {
    for row in try reference("normal.csv") {
      agree(Normal.density(row[0]), row[1], row)
      agree(Normal.upperTail(row[0]), row[2], row)
      agree(Normal.cumulative(-row[0]), row[2], row)
      agree(Normal.twoSidedTail(-row[0]), 2 * row[2], row)
      agree(Normal.cumulative(row[0]), 1 - row[2], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `normal quantiles`() throws {
    for row in try reference("normal-quantile.csv") {
      agree(Normal.quantile(row[0]), row[1], row, relative: row[0] > 0.49 ? 1e-9 : 1e-14)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `chi-squared densities and tails`() throws {
    for row in try reference("chi-squared.csv") {
      let distribution = ChiSquared(degreesOfFreedom: row[0])
      agree(distribution.density(row[1]), row[2], row)
      agree(distribution.cumulative(row[1]), row[3], row)
      agree(distribution.upperTail(row[1]), row[4], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `chi-squared quantiles`() throws {
    for row in try reference("chi-squared-quantile.csv") {
      let distribution = ChiSquared(degreesOfFreedom: row[0])
      agree(distribution.quantile(row[1]), row[2], row)
      agree(distribution.upperQuantile(row[1]), row[3], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `t densities and tails`() throws {
    for row in try reference("student-t.csv") {
      let distribution = StudentT(degreesOfFreedom: row[0])
      agree(distribution.density(row[1]), row[2], row)
      agree(distribution.density(-row[1]), row[2], row)
      agree(distribution.upperTail(row[1]), row[3], row)
      agree(distribution.cumulative(-row[1]), row[3], row)
      agree(distribution.twoSidedTail(row[1]), 2 * row[3], row)
      agree(distribution.cumulative(row[1]), 1 - row[3], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `t quantiles`() throws {
    for row in try reference("student-t-quantile.csv") {
      let distribution = StudentT(degreesOfFreedom: row[0])
      agree(distribution.quantile(row[1]), row[2], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `F densities and tails`() throws {
    for row in try reference("f.csv") {
      let distribution = FDistribution(numerator: row[0], denominator: row[1])
      agree(distribution.density(row[2]), row[3], row)
      agree(distribution.cumulative(row[2]), row[4], row)
      agree(distribution.upperTail(row[2]), row[5], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `F quantiles`() throws {
    for row in try reference("f-quantile.csv") {
      let distribution = FDistribution(numerator: row[0], denominator: row[1])
      agree(distribution.quantile(row[2]), row[3], row)
      agree(distribution.upperQuantile(row[2]), row[4], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `binomial probabilities and tails`() throws {
    for row in try reference("binomial.csv") {
      let distribution = Binomial(trials: Int(row[0]), success: row[1])
      let k = Int(row[2])
      agree(distribution.probability(k), row[3], row)
      agree(distribution.cumulative(k), row[4], row)
      agree(distribution.upperTail(k), row[5], row)
    }
  }

  @Test(
    .agrees(
      "normal, chi-squared, t, F, beta, binomial", with: "series at 420 digits (Python mpmath)",
      within: 1e-9, detail: "tails to 1e-300"))
  func `exact intervals`() throws {
    for row in try reference("binomial-interval.csv") {
      let interval = Binomial.exactInterval(
        successes: Int(row[0]), trials: Int(row[1]), level: row[2])
      agree(interval.lower, row[3], row)
      agree(interval.upper, row[4], row)
    }
  }
}
