import Distributions
import Foundation
import TestSupport
import Testing

/// Cases that can be worked by hand.
@Suite struct ClosedFormTests {
  @Test func `four tosses of a coin`() {
    let tosses = Binomial(trials: 4, success: 0.5)
    #expect((0...4).map(tosses.probability).isCloseTo([1, 4, 6, 4, 1].map { $0 / 16 }))
    #expect((0...4).map(tosses.cumulative).isCloseTo([1, 5, 11, 15, 16].map { $0 / 16 }))
    #expect((0...4).map(tosses.upperTail).isCloseTo([15, 11, 5, 1, 0].map { $0 / 16 }))
    #expect([-1, 5].map(tosses.probability) == [0, 0])
    #expect(tosses.cumulative(-1) == 0)
    #expect(tosses.upperTail(-1) == 1)
  }

  @Test func `a binomial quantile is the first count that reaches the probability`() {
    let tosses = Binomial(trials: 4, success: 0.5)
    #expect(tosses.quantile(0) == 0)
    #expect(tosses.quantile(1.0 / 16) == 0)
    #expect(tosses.quantile(1.1 / 16) == 1)
    #expect(tosses.quantile(11.0 / 16) == 2)
    #expect(tosses.quantile(11.1 / 16) == 3)
    #expect(tosses.quantile(1) == 4)
    for k in 0...1000 {
      let many = Binomial(trials: 1000, success: 0.3)
      let reached = many.cumulative(k)
      if reached > 1e-290, reached < 1 - 1e-9 { #expect(many.quantile(reached) == k) }
    }
  }

  @Test func `trials that cannot fail or succeed`() {
    let never = Binomial(trials: 3, success: 0)
    #expect((0...3).map(never.probability) == [1, 0, 0, 0])
    #expect(never.cumulative(0) == 1)
    #expect(never.quantile(0.99) == 0)
    let always = Binomial(trials: 3, success: 1)
    #expect((0...3).map(always.probability) == [0, 0, 0, 1])
    #expect(always.upperTail(2) == 1)
    #expect(always.quantile(0.01) == 3)
    #expect(Binomial(trials: 0, success: 0.4).cumulative(0) == 1)
  }

  @Test func `an exact interval without successes solves a power`() {
    let interval = Binomial.exactInterval(successes: 0, trials: 10, level: 0.95)
    #expect(interval.lower == 0)
    #expect(isClose(interval.upper, 1 - pow(0.025, 0.1), relative: 1e-13))
    let mirrored = Binomial.exactInterval(successes: 10, trials: 10, level: 0.95)
    #expect(isClose(mirrored.lower, pow(0.025, 0.1), relative: 1e-13))
    #expect(mirrored.upper == 1)
    let none = Binomial.exactInterval(successes: 0, trials: 0, level: 0.95)
    #expect(none == (0, 1))
  }

  @Test func `chi-squared with two degrees of freedom is exponential`() {
    let distribution = ChiSquared(degreesOfFreedom: 2)
    for x in [1e-9, 0.3, 2, 9, 100, 1300] {
      #expect(isClose(distribution.upperTail(x), exp(-x / 2), relative: 1e-12))
      #expect(isClose(distribution.cumulative(x), -expm1(-x / 2), relative: 1e-12))
      #expect(isClose(distribution.density(x), exp(-x / 2) / 2, relative: 1e-12))
    }
    #expect(isClose(distribution.upperQuantile(1e-200), 400 * log(10), relative: 1e-13))
  }

  @Test func `chi-squared with one degree of freedom is a squared normal`() {
    let distribution = ChiSquared(degreesOfFreedom: 1)
    for z in [0.01, 1, 1.96, 6, 20] {
      #expect(isClose(distribution.upperTail(z * z), Normal.twoSidedTail(z), relative: 1e-12))
    }
  }

  @Test func `t with one degree of freedom is Cauchy's`() {
    let distribution = StudentT(degreesOfFreedom: 1)
    for t in [0.2, 1, 5, 1e6, 1e200] {
      #expect(isClose(distribution.upperTail(t), atan(1 / t) / .pi, relative: 1e-12))
    }
    #expect(isClose(distribution.quantile(0.75), 1, relative: 1e-14))
    #expect(isClose(distribution.quantile(1e-200), -1e200 / .pi, relative: 1e-12))
    #expect(isClose(distribution.density(0), 1 / .pi, relative: 1e-14))
  }

  @Test func `t with two degrees of freedom has an algebraic distribution`() {
    let distribution = StudentT(degreesOfFreedom: 2)
    for t in [-30, -1, 0, 0.5, 4, 12] {
      let expected = 0.5 + t / (2 * (2 + t * t).squareRoot())
      #expect(isClose(distribution.cumulative(t), expected, relative: 2e-13))
    }
    #expect(isClose(distribution.quantile(0.9), 0.8 * (2 / 0.36).squareRoot(), relative: 1e-13))
  }

  @Test func `t with infinitely many degrees of freedom is normal`() {
    let distribution = StudentT(degreesOfFreedom: .infinity)
    #expect(distribution.upperTail(2) == Normal.upperTail(2))
    #expect(distribution.quantile(0.975) == -Normal.quantile(1 - 0.975))
    #expect(distribution.density(1) == Normal.density(1))
  }

  @Test func `F with two degrees of freedom in the numerator is a power`() {
    for n in [1.0, 3, 10, 250] {
      let distribution = FDistribution(numerator: 2, denominator: n)
      for x in [0.01, 1, 7, 1000] {
        let expected = pow(1 + 2 * x / n, -n / 2)
        #expect(isClose(distribution.upperTail(x), expected, relative: 1e-12))
      }
      let quantile = n / 2 * (pow(1e-6, -2 / n) - 1)
      #expect(isClose(distribution.upperQuantile(1e-6), quantile, relative: 1e-12))
    }
  }

  @Test func `a uniform distribution is a beta distribution`() {
    let uniform = Beta(1, 1)
    for x in [1e-200, 0.2, 0.5, 0.9] {
      #expect(isClose(uniform.cumulative(x), x, relative: 1e-13))
      #expect(isClose(uniform.quantile(x), x, relative: 1e-12))
      #expect(isClose(uniform.density(x), 1, relative: 1e-13))
    }
    #expect(isClose(Beta(3, 1).upperTail(0.5), 7.0 / 8, relative: 1e-13))
    #expect(isClose(Beta(2, 2).cumulative(0.25), 5.0 / 32, relative: 1e-13))
  }
}

/// Relations that hold between distributions, and between the two ends of one.
@Suite struct IdentityTests {
  private let probabilities = [1e-250, 1e-30, 1e-5, 0.01, 0.2, 0.5, 0.77, 0.999]

  @Test func `a squared t is an F`() {
    for n in [1.0, 4, 77] {
      let (t, f) = (StudentT(degreesOfFreedom: n), FDistribution(numerator: 1, denominator: n))
      for x in [0.1, 1.3, 8, 55] {
        #expect(isClose(t.twoSidedTail(x), f.upperTail(x * x), relative: 1e-12))
      }
    }
  }

  @Test func `an F turned over is an F`() {
    let f = FDistribution(numerator: 3, denominator: 8)
    let turned = FDistribution(numerator: 8, denominator: 3)
    for x in [0.01, 0.5, 2, 90] {
      #expect(isClose(f.upperTail(x), turned.cumulative(1 / x), relative: 1e-12))
    }
    for p in probabilities {
      #expect(isClose(f.quantile(p), 1 / turned.upperQuantile(p), relative: 1e-12))
    }
  }

  @Test func `t and normal are symmetric`() {
    let t = StudentT(degreesOfFreedom: 6.5)
    for x in [0, 0.4, 3, 40] {
      #expect(t.cumulative(-x) == t.upperTail(x))
      #expect(Normal.cumulative(-x) == Normal.upperTail(x))
    }
    #expect(t.quantile(0.5) == 0)
    #expect(t.quantile(0.25) == -t.quantile(0.75))
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.quantile(0.25) == -Normal.quantile(0.75))
  }

  @Test func `counting successes or failures is the same`() {
    let (successes, failures) = (
      Binomial(trials: 30, success: 0.25), Binomial(trials: 30, success: 0.75)
    )
    for k in 0...30 {
      #expect(isClose(successes.probability(k), failures.probability(30 - k), relative: 1e-12))
      #expect(isClose(successes.cumulative(k), failures.upperTail(29 - k), relative: 1e-12))
    }
    #expect(isClose((0...30).map(successes.probability).reduce(0, +), 1, relative: 1e-13))
  }

  @Test func `quantiles undo probabilities`() {
    let (chi, f, beta) = (
      ChiSquared(degreesOfFreedom: 5.5), FDistribution(numerator: 4, denominator: 9), Beta(0.7, 30)
    )
    for p in probabilities {
      #expect(isClose(chi.cumulative(chi.quantile(p)), p, relative: 1e-12))
      #expect(isClose(chi.upperTail(chi.upperQuantile(p)), p, relative: 1e-12))
      #expect(isClose(f.cumulative(f.quantile(p)), p, relative: 1e-12))
      #expect(isClose(f.upperTail(f.upperQuantile(p)), p, relative: 1e-12))
      #expect(isClose(Normal.cumulative(Normal.quantile(p)), p, relative: 1e-12))
      if p > 1e-200 { #expect(isClose(beta.cumulative(beta.quantile(p)), p, relative: 1e-12)) }
    }
  }

  @Test func `the ends are where the support ends`() {
    #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity)
    let t = StudentT(degreesOfFreedom: 3)
    #expect(t.quantile(0) == -.infinity && t.quantile(1) == .infinity)
    #expect(t.upperTail(.infinity) == 0 && t.cumulative(.infinity) == 1)
    let chi = ChiSquared(degreesOfFreedom: 3)
    #expect(chi.quantile(0) == 0 && chi.quantile(1) == .infinity)
    #expect(chi.cumulative(-1) == 0 && chi.upperTail(-1) == 1)
    #expect(chi.cumulative(.infinity) == 1 && chi.upperTail(.infinity) == 0)
    let f = FDistribution(numerator: 3, denominator: 4)
    #expect(f.quantile(0) == 0 && f.quantile(1) == .infinity)
    #expect(f.cumulative(0) == 0 && f.upperTail(0) == 1)
    #expect(f.cumulative(.infinity) == 1 && f.upperTail(.infinity) == 0)
    #expect(Beta(2, 3).quantile(0) == 0 && Beta(2, 3).quantile(1) == 1)
    #expect(Beta(2, 3).cumulative(1.5) == 1 && Beta(2, 3).density(1.5) == 0)
  }

  @Test func `densities where the support begins`() {
    #expect(
      [1.0, 2, 3].map { ChiSquared(degreesOfFreedom: $0).density(0) } == [.infinity, 0.5, 0])
    #expect(
      [1.0, 2, 3].map { FDistribution(numerator: $0, denominator: 5).density(0) }
        == [.infinity, 1, 0])
  }
}

extension [Double] {
  fileprivate func isCloseTo(_ other: [Double]) -> Bool { isClose(self, other, relative: 1e-13) }
}
