/// How the coefficient of a column changes with time.
public struct VaryingCoefficient: Sendable, Equatable {
  /// The form of a change.
  public enum Form: Sendable, Equatable {
    /// β + γ g(t), two coefficients.
    case function(TimeTransform)
    /// One coefficient up to each cut point and one after the last; an event at a cut point
    /// belongs before it.
    case piecewise([Double])
  }

  /// The column of the covariates.
  public let column: Int
  /// The form of the change.
  public let form: Form

  /// A change of the coefficient of a column.
  public init(column: Int, _ form: Form) {
    self.column = column
    self.form = form
  }
}

/// One coefficient of a model in which some change with time.
public struct VaryingTerm: Sendable, Equatable {
  /// What the covariate is multiplied by.
  public enum Factor: Sendable, Equatable {
    /// 1 at all times.
    case constant
    /// A function of time.
    case function(TimeTransform)
    /// 1 after the lower and up to the upper time, which are nil where the piece has no end.
    case piece(after: Double?, to: Double?)
  }

  /// The column of the covariates.
  public let column: Int
  /// What it is multiplied by.
  public let factor: Factor
}

/// The coefficients of a model, and the factor of each at each block of events.
struct VaryingDesign: Sendable {
  let terms: [VaryingTerm]
  /// The factor of term m at block b, in units of ``unit``, is at `b * terms.count + m`.
  let factors: [Double]
  /// The mean size of the factor of each term over the blocks.
  let unit: [Double]
  /// Runs of blocks, each in one stratum, in which no factor changes.
  let segments: [Segment]

  /// A run of blocks of one stratum.
  struct Segment: Sendable {
    var stratum: Int
    var blocks: Range<Int>
  }

  init(
    _ sets: CoxRiskSets, _ data: SurvivalData, _ varying: [VaryingCoefficient]
  ) throws(SurvivalError) {
    var forms = [VaryingCoefficient.Form?](repeating: nil, count: sets.width)
    for (index, coefficient) in varying.enumerated() {
      guard forms.indices.contains(coefficient.column), forms[coefficient.column] == nil else {
        throw .invalidVaryingColumn(index)
      }
      if case .piecewise(let cuts) = coefficient.form {
        let rises = zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }
        guard rises, cuts.allSatisfy(\.isFinite) else { throw .invalidCuts(index) }
      }
      forms[coefficient.column] = coefficient.form
    }
    terms = forms.indices.flatMap { Self.terms($0, forms[$0]) }
    var columns: [[Double]] = []
    for term in terms { columns.append(try Self.values(term.factor, sets, data)) }
    unit = columns.map { column in
      let mean = column.reduce(0) { $0 + abs($1) } / Double(max(1, column.count))
      return mean > 0 ? mean : 1
    }
    let count = terms.count
    var factors = [Double](repeating: 0, count: sets.blocks.count * count)
    for m in 0..<count {
      for b in sets.blocks.indices { factors[b * count + m] = columns[m][b] / unit[m] }
    }
    self.factors = factors
    segments = sets.strata.indices.flatMap { s in
      Self.runs(sets.strata[s].blocks) { a, b in
        (0..<count).allSatisfy { factors[a * count + $0] == factors[b * count + $0] }
      }
      .map { Segment(stratum: s, blocks: $0) }
    }
  }

  private static func terms(_ column: Int, _ form: VaryingCoefficient.Form?) -> [VaryingTerm] {
    switch form {
    case nil: return [VaryingTerm(column: column, factor: .constant)]
    case .function(let transform):
      return [
        VaryingTerm(column: column, factor: .constant),
        VaryingTerm(column: column, factor: .function(transform)),
      ]
    case .piecewise(let cuts):
      return (0...cuts.count).map { k in
        VaryingTerm(
          column: column,
          factor: .piece(after: k > 0 ? cuts[k - 1] : nil, to: k < cuts.count ? cuts[k] : nil))
      }
    }
  }

  private static func values(
    _ factor: VaryingTerm.Factor, _ sets: CoxRiskSets, _ data: SurvivalData
  ) throws(SurvivalError) -> [Double] {
    switch factor {
    case .constant: return sets.blocks.map { _ in 1 }
    case .piece(let lower, let upper):
      return sets.blocks.map { block in
        block.time > lower ?? -.infinity && block.time <= upper ?? .infinity ? 1 : 0
      }
    case .function(let transform):
      let value = transform.values(data)
      let values = sets.blocks.map { value[$0.time] ?? 0 }
      guard values.allSatisfy(\.isFinite) else { throw .transformNotFinite(transform) }
      return values
    }
  }

  private static func runs(_ range: Range<Int>, _ equal: (Int, Int) -> Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    for b in range.dropFirst() where !equal(b - 1, b) {
      result.append(start..<b)
      start = b
    }
    if start < range.upperBound { result.append(start..<range.upperBound) }
    return result
  }
}
