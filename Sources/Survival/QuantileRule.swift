public import Vocabulary

/// Which time is the quantile of a curve of steps, with q the survival that is asked for.
///
/// The rules differ where the curve stays at q for a while. Numbers closer than √ε count as equal.
public enum QuantileRule: String, Word, Sendable {
  /// The first time at which S is at most q; the middle of the flat piece where S equals q, but its
  /// beginning where the curve ends with it. R's print and summary.
  case rPrint
  /// The same, with the middle of the flat piece up to the last observed time where the curve ends
  /// with it. R's quantile.
  case rQuantile
  /// The same, with no quantile where the curve ends at q. SAS LIFETEST.
  case sas
  /// The first time at which S is at most q.
  case firstAtOrBelow

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .rPrint: "the middle of a flat piece at q, its beginning at the end of the curve"
    case .rQuantile: "the middle of a flat piece at q, also at the end of the curve"
    case .sas: "the middle of a flat piece at q, none at the end of the curve"
    case .firstAtOrBelow: "the first time at which survival is at most q"
    }
  }
}
