import Survival
import TestSupport

/// The made-up rows with competing causes, and what R says of them.
struct CompetingReference {
  static let numbers = Reference("competing-risks.txt")
  let frame: DataFrame

  init() throws { frame = try DataFrame("competing-risks") }

  func data(
    weighted: Bool = false, clustered: Bool = false, entry: Bool = false, strata: Bool = false
  ) throws -> CompetingRisks {
    try CompetingRisks(
      time: frame["time"], cause: frame.integers("cause"), causes: 2,
      entry: entry ? frame["entry"] : nil,
      weights: weighted ? Weights(frame["weight"], kind: .sampling) : nil,
      cluster: clustered ? frame.integers("cluster") : nil,
      strata: strata ? frame.integers("stratum") : nil)
  }

  var groups: Groups { get throws { try Groups(frame.integers("group"), count: 3) } }
}
