internal import Balancing
internal import Diagnostics
internal import Regression
internal import Studies

/// The fitted propensity of every patient of the cohort.
struct PropensityFit: Sendable {
  /// The probability of being in the focal arm.
  let probability: [Double]
  /// Its log odds.
  let linearPredictor: [Double]
  /// The smallest share, over the arms, of patients in equipoise.
  let overlap: Double?
  /// The model as the results hold it.
  let result: PropensityResult
}

extension Pipeline {
  /// Fits the propensity model; `nil` where the study has none.
  ///
  /// - Throws: `Faults` where the terms cannot be computed, or the model has no estimates.
  func propensity(
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> PropensityFit? {
    guard let section = study.propensity else { return nil }
    let place = section.terms.first?.place
    let design = try DesignMatrix(
      terms: section.terms, table: cohort.table, missing: section.missing)
    for finding in design.findings {
      findings.append(finding.value.diagnostic(at: finding.place))
    }
    let fit: LogisticRegression
    do throws(RegressionError) {
      fit = try LogisticRegression(
        design, outcome: cohort.groups.map(Double.init),
        options: LogisticOptions(method: section.model), threads: options.threads)
    } catch {
      throw Faults([Diagnostic(error.id, error.message, at: place)])
    }
    let diagnostics = fit.findings.map { finding in
      finding.diagnostic(at: termPlace(of: finding) ?? place)
    }
    let errors = diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw Faults(errors) }
    findings += diagnostics
    do throws(PropensityError) {
      return try made(fit, section, cohort)
    } catch {
      throw Faults([Diagnostic(error.id, error.message, at: place)])
    }
  }

  /// Where the term that a finding names stands in the study.
  private func termPlace(of finding: RegressionFinding) -> Place? {
    let term: String? =
      switch finding {
      case .aliased(let column): column.term
      case .separated(let separation): separation.columns.first?.column.term
      case .illConditioned, .notConverged: nil
      }
    return study.propensity?.terms.first { $0.text == term }?.place
  }

  private func made(
    _ fit: LogisticRegression, _ section: PropensitySection, _ cohort: AnalysisCohort
  ) throws(PropensityError) -> PropensityFit {
    let scores = try PropensityScores(
      probability: fit.fittedProbabilities, linearPredictor: fit.linearPredictor,
      treated: cohort.treated)
    var result = PropensityResult(
      position: 0, model: section.model.rawValue, n: cohort.count, converged: fit.converged,
      iterations: fit.iterations)
    result.logLikelihood = fit.logLikelihood
    result.deviance = fit.deviance
    result.nullDeviance = fit.nullDeviance
    result.conditionNumber = fit.conditionNumber
    result.cStatistic = scores.cStatistic
    result.equipoiseShare = scores.equipoiseShare
    result.coefficients = fit.coefficients.map { coefficient in
      PropensityResult.Coefficient(
        term: coefficient.term, level: coefficient.level, arm: cohort.armNames[1],
        estimate: coefficient.estimate, standardError: coefficient.standardError,
        z: coefficient.z, p: coefficient.p)
    }
    func histogram(_ values: [Double]) -> PropensityResult.Histogram {
      ScoreHistogram.of(values, weights: nil, groups: cohort.groups, armNames: cohort.armNames)
    }
    result.scores = histogram(fit.fittedProbabilities)
    result.preferenceScores = histogram(scores.preference)
    return PropensityFit(
      probability: fit.fittedProbabilities, linearPredictor: fit.linearPredictor,
      overlap: scores.overlap, result: result)
  }
}
