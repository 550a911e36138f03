/// What is estimated of one arm or of a contrast.
public enum EffectMeasure: String, Sendable, CaseIterable {
  /// The time at which the curve falls to one half.
  case median
  /// The difference of such times.
  case medianDifference
  /// The ratio of such times.
  case medianRatio
  /// The time by which a share has had the event.
  case quantile
  /// The median time of follow-up, by the curve of the time to censoring.
  case medianFollowUp
  /// Survival at a time.
  case survival
  /// The difference in survival at a time.
  case survivalDifference
  /// The ratio of survival at a time.
  case survivalRatio
  /// The mean time without the event, up to a horizon.
  case rmst
  /// The difference of such means.
  case rmstDifference
  /// The ratio of such means.
  case rmstRatio
  /// The ratio of hazards.
  case hazardRatio
  /// The variance of the factors of the hazard that those who belong together share.
  case frailtyVariance
  /// The likelihood-ratio test of all coefficients of a Cox model.
  case likelihoodRatioTest
  /// The Wald test of all coefficients.
  case waldTest
  /// The score test of all coefficients.
  case scoreTest
  /// The cumulative hazard at a time.
  case cumulativeHazard
  /// The odds of having the event first, up to a horizon.
  case averageHazardRatio
  /// The ratio of hazards from a time on, up to the next such time.
  case piecewiseHazardRatio
  /// The ratio of hazards at a time, where it changes all along.
  case changingHazardRatio
  /// The test that such a ratio does not change.
  case hazardRatioChange
  /// The chance that of two patients the one at higher risk has the event first.
  case concordance
  /// The probability of being in a state at a time.
  case stateProbability
  /// The difference of such probabilities.
  case stateProbabilityDifference
  /// The mean time in a state up to a horizon.
  case stateTime
  /// The difference of such times.
  case stateTimeDifference
  /// The ratio of the hazards of going from one state to another.
  case transitionHazardRatio
  /// The test that hazards are equal.
  case logRank
  /// The largest of several tests that hazards are equal.
  case maxCombo
  /// The test that the ratio of hazards does not change over time.
  case proportionalHazards
  /// The probability of one of several events by a time.
  case cumulativeIncidence
  /// The difference of such probabilities.
  case cumulativeIncidenceDifference
  /// The ratio of such probabilities.
  case cumulativeIncidenceRatio
  /// The mean time lost to one of several events, up to a horizon.
  case timeLost
  /// The difference of such times.
  case timeLostDifference
  /// The ratio of such times.
  case timeLostRatio
  /// The test that the cumulative incidence of an event is equal.
  case gray
  /// The ratio of subdistribution hazards of an event.
  case subdistributionHazardRatio
  /// The ratio of the rates of an event among those still free of all events.
  case causeSpecificHazardRatio
  /// The mean of a value.
  case mean
  /// The difference of means.
  case meanDifference
  /// The share of patients of whom something is so.
  case risk
  /// The difference of such shares.
  case riskDifference
  /// The ratio of such shares.
  case riskRatio
  /// The ratio of their odds.
  case oddsRatio
  /// Counts over the time in which they were made.
  case rate
  /// The difference of rates.
  case rateDifference
  /// The ratio of rates.
  case rateRatio

  /// What an estimate is measured in.
  public enum Dimension: Sendable {
    /// Nothing: a ratio, a probability, a statistic.
    case none
    /// The unit of the outcome's times.
    case time
    /// The unit of the outcome's values.
    case value
    /// Events per unit of the outcome's exposure.
    case rate
  }

  /// What the estimate is measured in.
  public var dimension: Dimension {
    switch self {
    case .stateTime, .stateTimeDifference, .median, .medianDifference, .quantile, .medianFollowUp,
      .rmst, .rmstDifference, .timeLost,
      .timeLostDifference:
      .time
    case .mean, .meanDifference: .value
    case .rate, .rateDifference: .rate
    default: .none
    }
  }

  /// Whether arms are compared within strata where an analysis has some.
  public var isWithinStrata: Bool {
    switch self {
    case .logRank, .hazardRatio, .proportionalHazards, .causeSpecificHazardRatio, .gray,
      .piecewiseHazardRatio, .changingHazardRatio, .hazardRatioChange, .concordance,
      .frailtyVariance, .likelihoodRatioTest, .waldTest, .scoreTest:
      true
    default: false
    }
  }

  /// Whether covariates may or may not be averaged over in the estimate, which a reader must know.
  public var statesMarginality: Bool {
    switch self {
    case .hazardRatio, .transitionHazardRatio, .piecewiseHazardRatio, .changingHazardRatio,
      .averageHazardRatio,
      .subdistributionHazardRatio, .causeSpecificHazardRatio, .meanDifference,
      .riskDifference, .riskRatio, .oddsRatio, .rateDifference,
      .rateRatio:
      true
    default: false
    }
  }
}
