public import Vocabulary

/// Why a number of a result does not exist.
public enum NotEstimable: String, Word, Sendable {
  /// There is nobody in the group.
  case emptyGroup
  /// No event was seen.
  case noEvents
  /// The curve does not fall to the level asked for.
  case notReached
  /// The estimate exists and a limit of its band does not cross the level asked for.
  case limitNotReached
  /// The time is after the last observation, and people were then still free of the event.
  case afterFollowUp
  /// Nobody is free of the event at the landmark.
  case nobodyAtLandmark
  /// A time below 0, or a horizon not above 0.
  case invalidTime
  /// A probability outside 0 to 1.
  case invalidProbability
  /// The estimate exists and a limit of it is infinite.
  case limitIsInfinite
  /// Limits do not exist where survival is 0.
  case survivalIsZero
  /// Limits do not exist on this scale where survival is 1.
  case survivalIsOne
  /// The standard error is 0, so there is no test.
  case noVariation
  /// A mean of 0 has no logarithm.
  case meanIsZero
  /// Fewer than two groups could have had events.
  case fewerThanTwoGroups
  /// The column is a combination of earlier columns within the risk sets.
  case collinear
  /// The likelihood rises without end in this coefficient.
  case infiniteCoefficient
  /// The values of the column are too large or too small for their squares to be numbers.
  case outOfScale
  /// The exact treatment of ties has no robust variance.
  case noRobustVariance
  /// Firth's penalty has no exact treatment of ties.
  case noPenaltyWithExactTies
  /// The likelihood counts people who are independent, so that it has no weights and no robust errors.
  case needsIndependentPeople
  /// Nobody belongs together: there are no clusters.
  case needsClusters
  /// A model with frailties has no exact treatment of ties.
  case noFrailtyWithExactTies
  /// Too many resamples have no estimate.
  case tooFewResamples
  /// There are too few different event times for the knots of a spline.
  case knotsCoincide
  /// The likelihood rises as far as the shape of the distribution is looked for.
  case shapeAtBound
  /// The mean of the distribution is infinite.
  case meanIsInfinite
  /// No event can be compared with anyone who outlives it.
  case noPairs
  /// The iterations did not converge.
  case notConverged
  /// The transform of the times is not finite at an event.
  case transformNotFinite
  /// The statistic has no version for weights that are not frequencies.
  case notForWeights
  /// The statistic has no version for delayed entry.
  case notForDelayedEntry
  /// At no time are enough people at risk for a hazard to be smoothed.
  case tooFewAtRisk
  /// The bandwidth is more than half of the range.
  case bandwidthTooWide
  /// All events are at one time, so that they suggest no bandwidth.
  case eventsCoincide

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .emptyGroup: "there is nobody in the group"
    case .noEvents: "no event was seen"
    case .notReached: "the curve does not fall that far"
    case .limitNotReached: "a limit of the band does not cross that level"
    case .afterFollowUp: "the time is after the last observation"
    case .nobodyAtLandmark: "nobody is free of the event at the landmark"
    case .invalidTime: "the time must be finite and not negative, a horizon above 0"
    case .invalidProbability: "a probability lies between 0 and 1"
    case .limitIsInfinite: "a limit is infinite"
    case .survivalIsZero: "survival has reached 0, where limits do not exist"
    case .survivalIsOne: "survival is still 1, where limits do not exist on this scale"
    case .noVariation: "the standard error is 0"
    case .meanIsZero: "the mean is 0 and has no logarithm"
    case .fewerThanTwoGroups: "fewer than two groups could have had events"
    case .collinear: "the column is a combination of earlier columns"
    case .infiniteCoefficient: "the likelihood rises without end in this coefficient"
    case .outOfScale: "the values of the column are too large or too small; choose another unit"
    case .noRobustVariance: "the exact treatment of ties has no robust variance"
    case .noPenaltyWithExactTies: "Firth's penalty has no exact treatment of ties"
    case .needsIndependentPeople:
      "there is no version for weights or robust errors: it counts people who are independent"
    case .needsClusters: "nobody belongs together: name a cluster, or match"
    case .noFrailtyWithExactTies: "a model with frailties has no exact treatment of ties"
    case .tooFewResamples: "too many resamples have no estimate"
    case .knotsCoincide: "there are too few different event times for the knots of the spline"
    case .shapeAtBound: "the likelihood rises as far as the shape of the distribution is looked for"
    case .meanIsInfinite: "the mean of the distribution is infinite"
    case .noPairs: "no event can be compared with anyone who outlives it"
    case .notConverged: "the iterations did not converge"
    case .transformNotFinite: "the transform of time is not finite at an event"
    case .notForWeights: "there is no version for weights that are not frequencies"
    case .notForDelayedEntry: "there is no version for delayed entry"
    case .tooFewAtRisk: "fewer than ten people are at risk at any time"
    case .bandwidthTooWide:
      "the bandwidth is more than half of the time over which the hazard is drawn"
    case .eventsCoincide: "all events are at one time; give a bandwidth"
    }
  }
}

extension NotEstimable {
  /// Whether a column has no coefficient because it was left out from the start.
  var isColumnLeftOut: Bool { self == .collinear || self == .outOfScale }
}
