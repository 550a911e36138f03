/// A partial likelihood of rows laid out in order of time, in the scaled covariates.
protocol ScannedLikelihood: Sendable {
  /// What a scan over the rows gives at one value of the coefficients.
  associatedtype Sums: LikelihoodSums
  /// How many columns there are.
  var width: Int { get }
  /// What a coefficient is multiplied by; 0 for columns without variation.
  var scale: [Double] { get }
  /// Why columns were left out from the start, where it is known.
  var absence: [NotEstimable?] { get }
  /// The sums at coefficients; nil where the linear predictor leaves the range of numbers.
  func sums(at beta: [Double]) -> Sums?
  /// The derivatives that belong to them.
  func derivatives(at sums: Sums) -> CoxDerivatives
  /// Whether the likelihood is proven to rise without end in a direction.
  func rises(along direction: [Double]) -> Bool
}

/// Sums over risk sets, with the likelihood that they give.
protocol LikelihoodSums: Sendable {
  var logLikelihood: Double { get }
}

extension CoxRiskSums: LikelihoodSums {}

extension CoxRiskSets: ScannedLikelihood {
  func sums(at beta: [Double]) -> CoxRiskSums? { riskSums(beta) }

  func derivatives(at sums: CoxRiskSums) -> CoxDerivatives { derivatives(sums, multiplier: nil) }
}

extension FineGraySums: LikelihoodSums {}

extension FineGraySets: ScannedLikelihood {
  func sums(at beta: [Double]) -> FineGraySums? { FineGraySums(self, beta) }

  func derivatives(at sums: FineGraySums) -> CoxDerivatives {
    let (information, moment) = information(sums)
    return CoxDerivatives(score: sums.score, information: information, secondMoment: moment)
  }

  /// Not looked for: those with another event stay at risk, so that an order of the events proves
  /// nothing.
  func rises(along direction: [Double]) -> Bool { false }
}
