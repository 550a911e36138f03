/// The cumulative incidence in groups of the same people, and comparisons between them.
public struct CumulativeIncidenceGroups: Sendable {
  /// The curves of each group, in the order of the codes; a group may be empty.
  public let curves: [CumulativeIncidence]

  /// The curves of the groups.
  ///
  /// - Parameters:
  ///   - data: The follow-up of all groups.
  ///   - groups: The group of each row.
  ///   - level: The confidence level of limits.
  ///   - confidence: The scale on which limits are symmetric.
  ///   - variance: Where standard errors come from.
  /// - Complexity: O(n · causes).
  /// - Throws: `.lengthsDiffer` or `.invalidLevel`.
  public init(
    _ data: CompetingRisks, by groups: Groups, level: Double = 0.95,
    confidence: ConfidenceTransform = .logLog, variance: IncidenceVariance = .jackknife
  ) throws(SurvivalError) {
    try SurvivalData.check(level: level)
    try SurvivalData.check(groups.codes.count, .groups, data.followUp.count)
    curves = data.followUp.rows.split(by: groups.codes, count: groups.count).map { order in
      CumulativeIncidence(
        data, order, level: level, confidence: confidence, variance: variance)
    }
  }

  /// A comparison of two of the groups.
  public func contrast(_ focal: Int, with reference: Int) -> CumulativeIncidenceContrast {
    CumulativeIncidenceContrast(focal: curves[focal], reference: curves[reference])
  }
}

/// Differences and ratios between the cumulative incidence of two groups of the same data.
///
/// Errors are those of the infinitesimal jackknife: cluster by cluster the influences of its members
/// in both groups are added before they are squared, so that matched sets count as such.
public struct CumulativeIncidenceContrast: Sendable {
  /// The group of interest.
  public let focal: CumulativeIncidence
  /// The group it is compared with.
  public let reference: CumulativeIncidence

  /// The probability of a cause by a time in the focal group less that in the reference group.
  /// - Complexity: O(n).
  public func difference(of cause: Int, at t: Double) -> SurvivalEstimate {
    parts(cause, at: t) { difference($0, $1) }
  }

  /// The probability of a cause by a time in the focal group over that in the reference group; the
  /// standard error is that of its logarithm.
  /// - Complexity: O(n).
  public func ratio(of cause: Int, at t: Double) -> SurvivalEstimate {
    parts(cause, at: t) { ratio($0, $1) }
  }

  /// The time lost to a cause by a horizon in the focal group less that in the reference group.
  /// - Complexity: O(n).
  public func timeLostDifference(to cause: Int, by horizon: Double) -> SurvivalEstimate {
    areas(cause, horizon) { difference($0, $1) }
  }

  /// The time lost to a cause by a horizon in the focal group over that in the reference group; the
  /// standard error is that of its logarithm.
  /// - Complexity: O(n).
  public func timeLostRatio(to cause: Int, by horizon: Double) -> SurvivalEstimate {
    areas(cause, horizon) { ratio($0, $1) }
  }

  private typealias Part = (value: Double, influence: [Double])

  private func parts(
    _ cause: Int, at t: Double, _ combine: (Part, Part) -> SurvivalEstimate
  ) -> SurvivalEstimate {
    let reason = focal.reasonNotKnown(cause, at: t) ?? reference.reasonNotKnown(cause, at: t)
    if let reason { return SurvivalEstimate(reason: reason) }
    func part(_ curve: CumulativeIncidence) -> Part {
      (curve.probability(of: cause, at: t).estimate ?? 0, curve.influence(of: cause, at: t))
    }
    return combine(part(focal), part(reference))
  }

  private func areas(
    _ cause: Int, _ horizon: Double, _ combine: (Part, Part) -> SurvivalEstimate
  ) -> SurvivalEstimate {
    let reason = focal.reasonNoArea(cause, horizon) ?? reference.reasonNoArea(cause, horizon)
    if let reason { return SurvivalEstimate(reason: reason) }
    func part(_ curve: CumulativeIncidence) -> Part {
      let area = curve.table.areas(cause - 1, to: horizon).total
      return (area, curve.areaInfluence(of: cause, to: horizon))
    }
    return combine(part(focal), part(reference))
  }

  private func difference(_ a: Part, _ b: Part) -> SurvivalEstimate {
    .normal(a.value - b.value, error(a, 1, b, 1), level: focal.level)
  }

  private func ratio(_ a: Part, _ b: Part) -> SurvivalEstimate {
    guard a.value > 0, b.value > 0 else { return SurvivalEstimate(reason: .noEvents) }
    return SurvivalEstimate.normal(
      logarithm(a.value / b.value), error(a, 1 / a.value, b, 1 / b.value), level: focal.level
    ).exponentiated
  }

  private func error(_ a: Part, _ first: Double, _ b: Part, _ second: Double) -> Double {
    var joint = a.influence
    for row in joint.indices { joint[row] = first * joint[row] - second * b.influence[row] }
    return focal.data.followUp.clusterVariance(joint).squareRoot()
  }
}
