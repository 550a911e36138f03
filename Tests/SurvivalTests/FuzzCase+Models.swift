import LinearAlgebra
import Survival

/// Models of whole distributions, adjusted curves, intervals, and comparisons with a population.
extension FuzzCase {
  func models() {
    for distribution in ParametricDistribution.allCases {
      for variance in VarianceEstimator.allCases {
        attempt("\(distribution)") {
          let fit = try ParametricSurvival(
            drawn.data(), covariates: drawn.matrix, distribution: distribution, variance: variance)
          look(fit, "\(distribution)")
          look([fit.akaikeCriterion, fit.bayesianCriterion], "\(distribution)")
          look(fit.coefficients.indices.map { fit.coefficient($0) } + [fit.scale], "coefficients")
          if fit.shape != nil { look(fit.shapeEstimate, "shape") }
          let person = drawn.columns.map { $0[0] }
          look([fit.mean(covariates: person), fit.quantile(0.5, covariates: person)], "mean")
          for t in drawn.asked {
            look(
              [
                fit.survival(at: t, covariates: person),
                fit.restrictedMean(to: t, covariates: person),
              ], "\(distribution) at \(t)")
          }
        }
      }
    }
    for scale in SplineScale.allCases {
      for degrees in [1, 3] {
        attempt("spline") {
          let fit = try RoystonParmar(
            drawn.data(), covariates: drawn.matrix, scale: scale, degreesOfFreedom: degrees)
          look(fit, "spline on \(scale)")
          look(drawn.columns.indices.map { fit.coefficient($0) }, "spline on \(scale)")
          let person = drawn.columns.map { $0[0] }
          for t in drawn.asked {
            look(
              [
                fit.survival(at: t, covariates: person),
                fit.restrictedMean(to: t, covariates: person),
              ], "spline on \(scale) at \(t)")
          }
        }
      }
    }
  }

  func adjusted() {
    attempt("standardized") {
      let groups = try Groups(drawn.groups, count: drawn.groupCount)
      let found = try StandardizedSurvival(drawn.data(), by: groups, covariates: drawn.matrix)
      for t in drawn.asked {
        for group in 0..<drawn.groupCount {
          look([found.survival(group, at: t), found.restrictedMean(group, to: t)], "standardized")
        }
        guard drawn.groupCount > 1 else { continue }
        look(
          [
            found.survivalDifference(1, minus: 0, at: t), found.survivalRatio(1, over: 0, at: t),
            found.restrictedMeanDifference(1, minus: 0, to: t),
            found.restrictedMeanRatio(1, over: 0, to: t),
          ], "standardized contrast")
      }
    }
    for censoring in CensoringModel.allCases {
      attempt("augmented") {
        let groups = try Groups(drawn.groups.map { min($0, 1) }, count: 2)
        let share: [Double] = drawn.groups.indices.map {
          [0.5, 1e-3, 0.9, 1e-12][($0 + Int(seed)) % (seed % 3 == 0 ? 4 : 3)]
        }
        let found = try AugmentedSurvival(
          drawn.data().weighted(by: nil), by: groups, covariates: drawn.matrix,
          probability: share, censoring: censoring)
        for t in drawn.asked {
          look(
            [
              found.survival(0, at: t), found.survival(1, at: t), found.restrictedMean(1, to: t),
              found.survivalDifference(1, minus: 0, at: t),
              found.survivalRatio(1, over: 0, at: t),
              found.restrictedMeanDifference(1, minus: 0, to: t),
              found.restrictedMeanRatio(1, over: 0, to: t),
            ], "augmented")
        }
      }
    }
  }

  func intervals() throws {
    let upper = drawn.time.indices.map { row -> Double in
      switch (row + Int(seed)) % 4 {
      case 0: drawn.time[row]
      case 1: .infinity
      default: drawn.time[row] + drawn.unit * Double(row % 3)
      }
    }
    let lower = drawn.time.indices.map { $0 % 5 == 0 ? 0 : drawn.time[$0] }
    let data = try TurnbullData(lower: lower, upper: upper, weights: drawn.weights)
    let fit = Turnbull(data)
    look(fit, "Turnbull")
    look(fit.slopes(in: data), "Turnbull's slopes")
    for t in drawn.asked where t.isFinite && t >= 0 {
      let range = fit.survival(at: t)
      look([range.lowerBound, range.upperBound], "Turnbull at \(t)")
    }
    _ = [0, 0.25, 0.5, 1, .nan].map { fit.quantile($0) }
    attempt("Turnbull's limits") {
      look(
        try TurnbullLimits(data, at: drawn.asked, replicates: 20, seed: seed), "Turnbull's limits")
    }
    attempt("Turnbull's test") {
      let groups = try Groups(drawn.groups, count: drawn.groupCount)
      look(try TurnbullTest(data, by: groups), "Turnbull's test")
    }
  }

  func population() {
    let age = drawn.time.indices.map { drawn.unit * Double($0 % 7) }
    attempt("person-years") {
      let groups = try Groups(drawn.groups, count: drawn.groupCount)
      let table = try PersonYears(
        drawn.data(),
        scales: [
          LexisScale(bounds: [0, drawn.unit, .infinity]),
          LexisScale(origin: age, bounds: [-.infinity, drawn.unit * 2, drawn.unit * 10]),
        ], by: groups)
      look(table, "person-years")
      for limits in PoissonLimits.allCases {
        look(try table.rates(limits: limits).compactMap(\.self), "rates")
        for rate in [0.01, 0, 1e-300, 1e300] {
          attempt("standardized ratio") {
            let rates = [Double](repeating: rate / drawn.unit, count: table.count)
            look(try StandardizedRatio(table, rates: rates, limits: limits), "standardized ratio")
          }
        }
      }
      attempt("standardized rate") {
        let standard = (0..<table.count).map { Double($0 % 3) }
        look(try StandardizedRate(table, standard: standard), "standardized rate")
      }
    }
    for method in RelativeSurvivalMethod.allCases {
      attempt("relative survival") {
        let hazard = [0.01, 0, 1, 1e-300][Int(seed % 4)] / drawn.unit
        let rates = try RateTable(
          ages: [0, drawn.unit, drawn.unit * 5], dates: [0, drawn.unit * 3], sexes: 2,
          hazards: (0..<12).map { hazard * Double($0 % 4) })
        let matched = try MatchedPopulation(
          rates, age: age, date: age.map { $0 / 2 }, sex: age.indices.map { $0 % 2 })
        let data = try drawn.data()
        let fit = try RelativeSurvival(
          data, population: matched, method: method,
          potential: seed % 2 == 0 ? nil : drawn.time.map { $0 * 2 },
          at: drawn.asked.filter { $0.isFinite && $0 >= 0 })
        look(fit, "relative survival by \(method)")
        for t in drawn.asked {
          if let found = fit.survival(at: t) { look(found, "relative survival at \(t)") }
        }
        look(try StandardizedRatio(data, population: matched), "standardized mortality")
      }
    }
  }
}
