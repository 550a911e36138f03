public import Cohorts

/// A value of each patient in two arms, with weights and who depends on whom.
///
/// A row of weight 0 takes no part; the caller leaves it out.
public struct ValueData: Sendable {
  /// What the values are.
  public let kind: ValueKind
  /// The values; 0 and 1 where they are binary.
  public let values: [Double]
  /// The time over which each count was made; `nil` where each counts as 1.
  public let exposure: [Double]?
  /// The group of each: 1 in the focal arm, 0 in the reference arm.
  public let groups: [Int]
  /// The weight of each.
  public let weights: [Double]
  /// Whose values depend on each other.
  public let dependence: Dependence
  /// Over whom an adjusted model is averaged: the group, or everyone by their weights.
  public let population: Int?

  /// Values of patients.
  ///
  /// - Parameters:
  ///   - kind: what the values are.
  ///   - values: finite.
  ///   - exposure: above 0; `nil` where each counts as 1.
  ///   - groups: 1 for the focal arm, 0 for the reference arm.
  ///   - weights: above 0; all 1 where absent.
  ///   - dependence: whose values depend on each other.
  ///   - population: the group an adjusted model is averaged over; everyone where absent.
  public init(
    kind: ValueKind, values: [Double], exposure: [Double]? = nil, groups: [Int],
    weights: [Double]? = nil, dependence: Dependence = .none, population: Int? = nil
  ) {
    precondition(groups.count == values.count && (weights?.count ?? values.count) == values.count)
    self.kind = kind
    self.values = values
    self.exposure = exposure
    self.groups = groups
    self.weights = weights ?? [Double](repeating: 1, count: values.count)
    self.dependence = dependence
    self.population = population
  }

  var count: Int { values.count }

  func exposure(_ row: Int) -> Double { exposure?[row] ?? 1 }
}
