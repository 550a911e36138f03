/// Log-rank tests of groups in matched sets.
///
/// The stratified test compares within sets, and its hypothesis is about members of the same set;
/// sets whose members cannot be compared add nothing. The marginal test compares the groups as they
/// are, with the variance of the score residuals summed within sets; its hypothesis is the one that
/// marginal curves and hazard ratios are about. Jung 1999, doi:10.1023/A:1009635201363.
public struct PairedLogRank: Sendable {
  /// The test stratified by set.
  public let stratified: LogRank
  /// The test of the whole groups with sets as clusters.
  public let marginal: LogRank

  /// Compares the groups.
  ///
  /// - Parameters:
  ///   - data: The follow-up; its clusters are replaced by the sets, and its strata used by the
  ///     marginal test alone.
  ///   - groups: The group of each row.
  ///   - sets: Rows with the same number are in the same set.
  ///   - weight: How much each event time counts; curves and numbers at risk are those within sets
  ///     for the stratified test.
  /// - Complexity: O(n k) with k groups.
  /// - Throws: `.lengthsDiffer` or `.invalidTestWeight`.
  public init(
    _ data: SurvivalData, by groups: Groups, sets: [Int], weight: LogRankWeight = .logRank
  ) throws(SurvivalError) {
    stratified = try LogRank(
      SurvivalData(
        time: data.time, event: data.event, entry: data.entry, weights: data.weights, strata: sets),
      by: groups, weight: weight)
    marginal = try LogRank(
      SurvivalData(
        time: data.time, event: data.event, entry: data.entry, weights: data.weights,
        cluster: sets, strata: data.strata),
      by: groups, weight: weight, variance: .robust)
  }
}
