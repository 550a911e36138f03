import LinearAlgebra
import Regression
import TestSupport
import Testing

struct LogisticTruthTests {
  @Test(
    .agrees(
      "Firth's logistic regression", with: "maxima at 60 digits (Python mpmath)", within: 1e-6),
    .agrees(
      "logistic regression", with: "maxima at 60 digits (Python mpmath)", within: 1e-4,
      detail: "coefficients 3e-10, standard errors 5e-11 up to a condition number of 1e6"),
    arguments: LogisticCase.names)
  func `a fit agrees with 60-digit arithmetic or says that it is ill-conditioned`(
    name: String
  ) throws {
    let truth = try LogisticTruth.named(name)
    let fit = try LogisticCase.named(name).fit()
    #expect(fit.converged)
    #expect(fit.separation == nil)
    #expect(isClose(fit.logLikelihood, truth.logLikelihood, relative: 1e-11))
    if fit.conditionNumber > 1e6 {
      #expect(fit.findings == [.illConditioned(conditionNumber: fit.conditionNumber)])
      return
    }
    #expect(fit.findings.isEmpty)
    let estimates = try fit.coefficients.map { try $0.estimate.orThrow() }
    let errors = try fit.coefficients.map { try $0.standardError.orThrow() }
    #expect(isClose(estimates, truth.coefficients, relative: 1e-9))
    #expect(isClose(errors, truth.standardErrors, relative: 1e-10))
    let variances = fit.covariance.diagonal.map { $0.squareRoot() }
    #expect(isClose(variances, errors, relative: 1e-12))
    if let expected = truth.penalizedLogLikelihood {
      #expect(isClose(try fit.penalizedLogLikelihood.orThrow(), expected, relative: 1e-11))
    }
  }

  @Test func `only the designs that are nearly dependent are ill-conditioned`() throws {
    let ill = try LogisticCase.names.filter { name in
      try LogisticCase.named(name).fit().conditionNumber > 1e6
    }
    #expect(ill == ["rotterdam-powers-8", "rotterdam-near-collinear"])
  }

  @Test(arguments: [
    "lalonde", "rotterdam", "wampler-1", "wampler-3", "wampler-5", "longley", "nearly-separated",
    "barely-overlapping", "lalonde-firth", "wampler-firth", "quasi-separated-firth",
    "separated-firth",
  ])
  func `fitted probabilities are right to twelve digits`(name: String) throws {
    let truth = try LogisticTruth.named(name)
    let fit = try LogisticCase.named(name).fit()
    let expected = try truth.probabilities.orThrow()
    #expect(isClose(fit.fittedProbabilities, expected, relative: 1e-11, absolute: 1e-12))
    #expect(expected.count == fit.fittedProbabilities.count)
    for i in expected.indices { #expect(abs(fit.fittedProbabilities[i] - expected[i]) < 1e-12) }
  }

  @Test func `a term with 0 and 1 far out keeps its digits`() throws {
    // logit p = -400 and 400: p and 1 - p are both exact in their own scale.
    let matrix = Matrix(columns: [[1, 1, 1, 1]])
    let fit = try LogisticRegression(
      matrix, columns: [.intercept], outcome: [0, 1, 0, 1], offset: [-400, 400, 0, 0])
    #expect(isClose(fit.fittedProbabilities[0], 1.915169596714005695e-174, relative: 1e-12))
    #expect(isClose(fit.logLikelihood, -1.386294361119890619, relative: 1e-14))
  }

  @Test(
    .agrees(
      "logistic regression", with: "R 4.2.2 `glm` at epsilon 1e-12", within: 1e-4,
      detail: "most 1e-6"))
  func `the Rotterdam propensity model is that of R`() throws {
    let fit = try LogisticCase.named("rotterdam").fit()
    #expect(isClose(fit.deviance, 1790.16326239941, relative: 1e-14))
    #expect(isClose(fit.nullDeviance, 2112.1211487142, relative: 1e-14))
    let printed: [(Double, Double)] = [
      (-5.4525637757822, 0.5865049733072), (0.0148580855924, 0.0075640808770),
      (1.5694907604075, 0.2384282312383), (0.2702587131674, 0.1418299748150),
      (0.3391709686460, 0.2006319632387), (0.3389655031230, 0.1603059495435),
      (0.1076311904782, 0.0119395272791), (-0.0005427807782, 0.0003006283414),
      (-0.0003279711732, 0.0002506501680),
    ]
    for (coefficient, (estimate, error)) in zip(fit.coefficients, printed) {
      #expect(isClose(try coefficient.estimate.orThrow(), estimate, relative: 1e-8))
      // R gives the covariance of the step before its last, hence fewer digits.
      #expect(isClose(try coefficient.standardError.orThrow(), error, relative: 1e-4))
    }
  }
}
