public import LinearAlgebra

/// A transition between two states.
public struct Transition: Sendable, Hashable, Comparable {
  /// The state that is left.
  public let from: Int
  /// The state that is entered.
  public let to: Int

  /// A transition between two states.
  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// By the state that is left, then by the one that is entered.
  public static func < (a: Self, b: Self) -> Bool { (a.from, a.to) < (b.from, b.to) }
}

/// Proportional hazards models of the transitions between states, fitted together.
///
/// Every stay counts once for each transition out of its state, in a stratum of the transition. A
/// covariate may have one coefficient for all transitions or one for each. Putter, Fiocco and Geskus
/// 2007, doi:10.1002/sim.2712.
public struct TransitionCox: Sendable {
  /// One column of the model.
  public struct Column: Sendable, Equatable {
    /// The covariate.
    public let covariate: Int
    /// The transition it is about; nil if it is common to all.
    public let transition: Transition?
  }

  /// The transitions, in order.
  public let transitions: [Transition]
  /// The columns of the model.
  public let columns: [Column]
  /// The model; its strata are the indices of the transitions.
  public let fit: Cox

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - history: The stays.
  ///   - covariates: One row a stay.
  ///   - common: The covariates with one coefficient for all transitions; the others have one for each.
  ///   - transitions: Those to model; by default all that were seen.
  ///   - ties: How tied transitions are treated.
  ///   - level: The confidence level of limits.
  /// - Complexity: O(m p²) a step for m rows of all transitions.
  /// - Throws: `.lengthsDiffer`, `.invalidLevel`, `.covariateNotFinite` or `.noEvents`.
  public init(
    _ history: StateHistory, covariates: Matrix, common: Set<Int> = [],
    transitions: [Transition]? = nil, ties: TieMethod = .efron, level: Double = 0.95
  ) throws(SurvivalError) {
    let data = history.followUp
    try SurvivalData.check(covariates.rows, .covariates, data.count)
    let all = transitions ?? Self.seen(history)
    var (rows, stratum): ([Int], [Int]) = ([], [])
    for (index, transition) in all.enumerated() {
      for row in 0..<data.count where history.from[row] == transition.from {
        rows.append(row)
        stratum.append(index)
      }
    }
    guard !rows.isEmpty else { throw .noEvents }
    var columns: [Column] = []
    for covariate in 0..<covariates.columns {
      if common.contains(covariate) {
        columns.append(Column(covariate: covariate, transition: nil))
      } else {
        columns += all.map { Column(covariate: covariate, transition: $0) }
      }
    }
    var storage: [Double] = []
    storage.reserveCapacity(rows.count * columns.count)
    for column in columns {
      for i in rows.indices {
        let counts = column.transition == nil || column.transition == all[stratum[i]]
        storage.append(counts ? covariates[rows[i], column.covariate] : 0)
      }
    }
    let stacked = try SurvivalData(
      time: rows.map { data.time[$0] },
      event: rows.indices.map { history.to[rows[$0]] == all[stratum[$0]].to },
      entry: data.entry.map { entry in rows.map { entry[$0] } },
      weights: data.weights.map { weights in
        Weights(rows.map { weights.values[$0] }, kind: weights.kind)
      }, cluster: data.cluster.map { cluster in rows.map { cluster[$0] } }, strata: stratum)
    fit = try Cox(
      stacked,
      covariates: Matrix(rows: rows.count, columns: columns.count, storage: storage), ties: ties,
      level: level)
    self.transitions = all
    self.columns = columns
  }

  private static func seen(_ history: StateHistory) -> [Transition] {
    var result: Set<Transition> = []
    for row in history.from.indices {
      if let to = history.to[row] { result.insert(Transition(from: history.from[row], to: to)) }
    }
    return result.sorted()
  }
}
