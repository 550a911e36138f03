/// A covariate made ready to be compared between arms under one design after another.
///
/// What does not depend on weights is found once: the order of the values, and how the arms compare
/// before.
public struct ComparedCovariate: Sendable {
  /// Its name.
  public let name: String
  /// What it is to the design.
  public let role: BalanceCovariate.Role
  /// How many patients have no value.
  public let missing: Int
  let values: Values
  let momentsBefore: Moments
  let gapBefore: DistributionGap?
  let arms: WeightedArms
  let orderedBefore: OrderedArms?

  enum Values: Sendable {
    case numbers([Double], OrderedValues)
    /// Codes of levels, negative where missing.
    case levels([Int], [String])
    /// 1 and 0, −1 where missing.
    case binary([Int])
  }

  /// Prepares a covariate.
  ///
  /// - Parameters:
  ///   - covariate: The column.
  ///   - arms: The arms before, all patients counting one.
  /// - Throws: A column of another length, infinite values, codes without a level.
  /// - Complexity: O(n).
  public init(_ covariate: BalanceCovariate, _ arms: WeightedArms) throws(BalanceError) {
    try covariate.check(arms.treated.count)
    let values: Values =
      switch covariate.values {
      case .category(let codes, let levels): .levels(codes, levels)
      case .numeric(let numbers):
        if let codes = Self.binaryCodes(numbers) {
          .binary(codes)
        } else {
          .numbers(numbers, OrderedValues(numbers))
        }
      }
    self.init(covariate.name, covariate.role, values, arms)
  }

  private init(
    _ name: String, _ role: BalanceCovariate.Role, _ values: Values, _ arms: WeightedArms
  ) {
    self.name = name
    self.role = role
    self.values = values
    self.arms = arms
    missing = values.missing
    momentsBefore = Moments(values, arms)
    if case .numbers(_, let ordered) = values {
      orderedBefore = OrderedArms(ordered, arms)
    } else {
      orderedBefore = nil
    }
    gapBefore = orderedBefore?.gap
  }

  /// Numbers that are all 0 or 1, as codes; `nil` for others.
  private static func binaryCodes(_ numbers: [Double]) -> [Int]? {
    guard numbers.allSatisfy({ $0 == 0 || $0 == 1 || $0.isNaN }) else { return nil }
    return numbers.map { $0.isNaN ? -1 : $0 == 1 ? 1 : 0 }
  }

  /// The covariate of some patients, compared among them.
  ///
  /// - Parameters:
  ///   - rows: Their rows, ascending.
  ///   - arms: Their arms before.
  /// - Returns: The covariate of these rows.
  /// - Complexity: O(n): nothing is ordered again.
  public func selecting(_ rows: [Int], _ arms: WeightedArms) -> ComparedCovariate {
    let values: Values
    switch self.values {
    case .levels(let codes, let levels): values = .levels(rows.map { codes[$0] }, levels)
    case .binary(let codes): values = .binary(rows.map { codes[$0] })
    case .numbers(let numbers, let ordered):
      let own = rows.map { numbers[$0] }
      if let codes = Self.binaryCodes(own) {
        values = .binary(codes)
      } else {
        var newNumber = [Int32](repeating: -1, count: numbers.count)
        for (index, row) in rows.enumerated() {
          newNumber[row] = Int32(truncatingIfNeeded: index)
        }
        values = .numbers(own, ordered.selecting(newNumber))
      }
    }
    return ComparedCovariate(name, role, values, arms)
  }

  /// The covariate before any design.
  public var before: WeightedCovariate { WeightedCovariate(self) }

  /// The covariate under the weights of a design.
  public func under(_ arms: WeightedArms) -> WeightedCovariate { WeightedCovariate(self, arms) }
}

extension ComparedCovariate.Values {
  var missing: Int {
    switch self {
    case .numbers(let numbers, let ordered): numbers.count - ordered.rows.count
    case .levels(let codes, _), .binary(let codes): codes.count { $0 < 0 }
    }
  }

  /// How many patients have a value.
  var present: Int {
    switch self {
    case .numbers(_, let ordered): ordered.rows.count
    case .levels(let codes, _), .binary(let codes): codes.count { $0 >= 0 }
    }
  }

  /// The levels that make rows; `nil` for a row without a level.
  var levels: [String?] {
    if case .levels(_, let levels) = self { levels } else { [nil] }
  }

  /// The moments of each row of the table among some patients.
  func moments(_ weights: [Double], rows: [Int32]) -> [ArmMoments?] {
    switch self {
    case .numbers(let numbers, _): [ArmMoments(numbers, weights, rows: rows)]
    case .levels(let codes, let levels):
      ArmMoments.levels(codes, levels.count, weights, rows: rows)
    case .binary(let codes):
      Array(ArmMoments.levels(codes, 2, weights, rows: rows).suffix(1))
    }
  }
}

extension ComparedCovariate {
  /// The moments of both arms, for each row of the table.
  struct Moments: Sendable {
    let treated: [ArmMoments?]
    let control: [ArmMoments?]

    init(_ values: Values, _ arms: WeightedArms) {
      treated = values.moments(arms.weights, rows: arms.treatedRows)
      control = values.moments(arms.weights, rows: arms.controlRows)
    }

    subscript(row: Int) -> ArmPair { ArmPair(treated: treated[row], control: control[row]) }
  }
}
