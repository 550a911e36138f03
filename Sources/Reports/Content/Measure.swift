/// What kind of number a measure is, which says how it is written.
enum Measure {
  case time
  case timeDifference
  case probability
  case probabilityDifference
  case value
  case valueDifference
  case rate
  case rateDifference
  case ratio
  case test
  case other

  init(_ name: String) {
    switch name {
    case "median", "quantile", "rmst", "medianFollowUp", "timeLost": self = .time
    case "stateTime": self = .time
    case "stateTimeDifference": self = .timeDifference
    case "stateProbability": self = .probability
    case "stateProbabilityDifference": self = .probabilityDifference
    case "rmstDifference", "medianDifference", "timeLostDifference": self = .timeDifference
    case "survival", "cumulativeIncidence", "risk": self = .probability
    case "survivalDifference", "riskDifference", "cumulativeIncidenceDifference":
      self = .probabilityDifference
    case "mean": self = .value
    case "meanDifference": self = .valueDifference
    case "rate": self = .rate
    case "rateDifference": self = .rateDifference
    case "logRank", "maxCombo", "gray", "proportionalHazards", "hazardRatioChange",
      "likelihoodRatioTest", "waldTest", "scoreTest":
      self = .test
    case "concordance": self = .ratio
    case _ where name.hasSuffix("Ratio"): self = .ratio
    default: self = .other
    }
  }

  /// The measure in words, without its time.
  static func name(_ measure: String) -> String {
    switch measure {
    case "median": "Median time"
    case "medianDifference": "Difference in median time"
    case "medianRatio": "Ratio of median times"
    case "quantile": "Time"
    case "medianFollowUp": "Median follow-up"
    case "rmst": "Restricted mean time"
    case "rmstDifference": "Difference in restricted mean time"
    case "rmstRatio": "Ratio of restricted mean times"
    case "survival": "Probability without event"
    case "survivalDifference": "Difference in probability without event"
    case "survivalRatio": "Ratio of probabilities without event"
    case "stateProbability": "Probability of the state"
    case "stateProbabilityDifference": "Difference in probability of the state"
    case "stateTime": "Mean time in the state"
    case "stateTimeDifference": "Difference in mean time in the state"
    case "transitionHazardRatio": "Hazard ratio"
    case "cumulativeHazard": "Cumulative hazard"
    case "averageHazardRatio": "Average hazard ratio"
    case "piecewiseHazardRatio", "changingHazardRatio": "Hazard ratio"
    case "hazardRatioChange": "Test that the hazard ratio stays the same"
    case "frailtyVariance": "Variance of frailties"
    case "likelihoodRatioTest": "Likelihood-ratio test of the model"
    case "waldTest": "Wald test of the model"
    case "scoreTest": "Score test of the model"
    case "concordance": "Concordance"
    case "cumulativeIncidence": "Cumulative incidence"
    case "cumulativeIncidenceDifference": "Difference in cumulative incidence"
    case "cumulativeIncidenceRatio": "Ratio of cumulative incidences"
    case "timeLost": "Time lost"
    case "timeLostDifference": "Difference in time lost"
    case "timeLostRatio": "Ratio of times lost"
    case "subdistributionHazardRatio": "Subdistribution hazard ratio"
    case "causeSpecificHazardRatio": "Cause-specific hazard ratio"
    case "logRank": "Log-rank test"
    case "maxCombo": "Largest of several log-rank tests"
    case "gray": "Gray’s test"
    case "proportionalHazards": "Test of proportional hazards"
    case "mean": "Mean"
    case "meanDifference": "Mean difference"
    case "risk": "Risk"
    case "riskDifference": "Risk difference"
    case "riskRatio": "Risk ratio"
    case "oddsRatio": "Odds ratio"
    case "rate": "Rate"
    case "rateDifference": "Rate difference"
    case "rateRatio": "Rate ratio"
    default: ReportContent.words(measure)
    }
  }

  /// A number of this kind, without its unit.
  ///
  /// What has no scale of its own has as many decimals as suit its standard error, so that an
  /// estimate and its limits have the same.
  func text(_ value: Double?, unit: String?, error: Double? = nil) -> String {
    switch self {
    case .value, .valueDifference, .rate, .rateDifference:
      NumberText.measured(value, error: error)
    case .time, .timeDifference: NumberText.time(value, unit: unit)
    case .probability, .probabilityDifference: NumberText.percent(value)
    case .ratio: NumberText.ratio(value)
    case .test, .other: NumberText.general(value)
    }
  }

  /// The unit after the number.
  func unitText(_ unit: String?) -> String {
    switch self {
    case .probability: "%"
    case .probabilityDifference: "percentage points"
    case .ratio, .test: ""
    case .time, .timeDifference, .value, .valueDifference, .rate, .rateDifference, .other:
      unit ?? ""
    }
  }

  /// A value with its unit, as in running text.
  func sentence(_ value: Double?, unit: String?) -> String {
    let number = text(value, unit: unit)
    let suffix = unitText(unit)
    if suffix.isEmpty { return number }
    return suffix == "%" ? number + "%" : "\(number) \(suffix)"
  }
}
