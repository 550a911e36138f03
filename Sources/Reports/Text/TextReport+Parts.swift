extension TextReport {
  /// One part of the summary.
  public enum Part: Sendable {
    /// The designs, with how well each balances.
    case designs
    /// The estimates for everyone, and the hazard ratios of subgroups.
    case estimates
    /// What a careful reader should know.
    case findings
  }

  /// One part of the summary alone; empty where there is nothing to say.
  public func text(_ part: Part) -> String {
    switch part {
    case .designs: text(of: [designs])
    case .estimates: text(of: [estimates, subgroups])
    case .findings: text(of: [findings])
    }
  }
}
