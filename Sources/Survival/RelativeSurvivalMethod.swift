public import Vocabulary

/// How the survival that a population would have had beside a cohort is averaged over its rows.
public enum RelativeSurvivalMethod: String, Word, Sendable {
  /// Everyone from the start to the end, as if none left.
  case ederer1
  /// Those at risk at each time.
  case ederer2
  /// Everyone up to the time to which they could have been followed.
  case hakulinen
  /// Those at risk at each time, weighted by one over the population's survival: net survival.
  case poharPerme

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .ederer1: "everyone counts to the end, as if none left"
    case .ederer2: "those at risk at each time count"
    case .hakulinen: "everyone counts up to the time to which they could have been followed"
    case .poharPerme: "net survival: those at risk count by one over the population's survival"
    }
  }
}
