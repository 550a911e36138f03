/// A covariate under the weights of a design.
public struct WeightedCovariate: Sendable {
  private let covariate: ComparedCovariate
  private let arms: WeightedArms
  private let after: ComparedCovariate.Moments
  private let ordered: OrderedArms?

  init(_ covariate: ComparedCovariate, _ arms: WeightedArms) {
    self.covariate = covariate
    self.arms = arms
    after = ComparedCovariate.Moments(covariate.values, arms)
    if case .numbers(_, let ordered) = covariate.values {
      self.ordered = OrderedArms(ordered, arms)
    } else {
      ordered = nil
    }
  }

  /// The covariate before any design.
  init(_ covariate: ComparedCovariate) {
    self.covariate = covariate
    arms = covariate.arms
    after = covariate.momentsBefore
    ordered = covariate.orderedBefore
  }

  /// Its rows of the balance table, one a level.
  public func rows(_ options: BalanceTable.Options) -> [BalanceRow] {
    let everyone = everyone(options.denominator)
    let gap = ordered?.gap
    let levels = covariate.values.levels
    return levels.indices.map { row in
      let comparison = BalanceComparison(
        isBinary: ordered == nil, present: covariate.values.present,
        before: covariate.momentsBefore[row], after: after[row], everyone: everyone?[row],
        gapBefore: covariate.gapBefore, gapAfter: gap)
      return comparison.row(
        covariate.name, level: levels[row], covariate.role, missing: covariate.missing, options)
    }
  }

  /// The moments of both arms together, where the denominator asks for them.
  private func everyone(_ denominator: BalanceDenominator) -> [ArmMoments?]? {
    switch denominator {
    case .treated, .control, .pooled: nil
    case .all:
      covariate.values.moments(covariate.arms.weights, rows: covariate.arms.everyone)
    case .weighted: covariate.values.moments(arms.weights, rows: arms.everyone)
    }
  }

  /// How the covariate is distributed in an arm.
  public func distribution(ofTreated arm: Bool) -> CovariateDistribution {
    let used = arms.rows(ofTreated: arm).count
    if let ordered {
      return .numeric(ordered.summary(ofTreated: arm, used: used), used: used)
    }
    let moments = arm ? after.treated : after.control
    return .shares(
      zip(covariate.values.levels, moments).map { level, moments in
        LevelShare(
          level: level, count: moments?.count ?? 0, missing: used - (moments?.count ?? 0),
          share: moments?.mean, weight: moments?.sum)
      })
  }
}

/// How a covariate is distributed among the patients of an arm who have a weight.
public enum CovariateDistribution: Sendable, Equatable {
  /// Of numbers; `nil` where none of `used` patients has one.
  case numeric(CovariateSummary?, used: Int)
  /// Of levels, or of a 0/1 covariate.
  case shares([LevelShare])
}

/// How common a level is in an arm.
public struct LevelShare: Sendable, Equatable {
  /// The level; `nil` for a 0/1 covariate.
  public let level: String?
  /// Patients with a weight whose level is known.
  public let count: Int
  /// Patients with a weight whose level is not known.
  public let missing: Int
  /// The share of the weight that has the level; `nil` where no level is known.
  public let share: Double?
  /// The weight that has the level; `nil` where no level is known.
  public let weight: Double?
}
