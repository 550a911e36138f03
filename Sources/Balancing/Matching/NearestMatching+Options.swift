extension NearestMatching {
  /// The choices of a nearest-neighbour matching.
  public struct Options: Sendable, Equatable {
    /// Which arm seeks.
    public var estimand: MatchingEstimand
    /// The number of matches in a set; with `maxControls` their mean.
    public var ratio: Int
    /// The smallest number of matches sought for a focal patient, where `maxControls` is given.
    public var minControls: Int
    /// The largest number of matches in a set; where `nil`, everybody seeks `ratio`.
    public var maxControls: Int?
    /// Who chooses first; where `nil`, ``MatchingOrder/standard(for:)``.
    public var order: MatchingOrder?
    /// Whether a patient of the other arm may serve in any number of sets.
    public var replace: Bool
    /// The largest number of sets that a patient of the other arm may serve in; where `nil`, one, or
    /// any number if `replace`.
    public var reuse: Int?
    /// The largest distance allowed, a multiple of what `caliperScale` names.
    public var caliper: Double?
    /// What the caliper is a multiple of.
    public var caliperScale: CaliperScale

    /// Choices; by default one match for each treated patient, without replacement or caliper.
    public init(
      estimand: MatchingEstimand = .att, ratio: Int = 1, minControls: Int = 1,
      maxControls: Int? = nil, order: MatchingOrder? = nil, replace: Bool = false,
      reuse: Int? = nil, caliper: Double? = nil, caliperScale: CaliperScale = .sdAll
    ) {
      self.estimand = estimand
      self.ratio = ratio
      self.minControls = minControls
      self.maxControls = maxControls
      self.order = order
      self.replace = replace
      self.reuse = reuse
      self.caliper = caliper
      self.caliperScale = caliperScale
    }

    /// The order used.
    public var resolvedOrder: MatchingOrder { order ?? .standard(for: estimand) }

    /// The largest number of sets that a patient of the other arm may serve in.
    var capacity: Int { reuse ?? (replace ? .max : 1) }

    /// The largest number of matches in a set.
    var largestSet: Int { maxControls ?? ratio }
  }

  /// What is matched.
  struct Input {
    let score: [Double]
    let treated: [Bool]
    let calipers: [CovariateCaliper]
    let exact: [ExactColumn]
    let antiexact: [ExactColumn]
  }
}

extension NearestMatching.Input {
  func validate(_ options: NearestMatching.Options) throws(MatchingError) {
    try checkLength("score", score.count)
    for caliper in calipers { try checkLength(caliper.name, caliper.values.count) }
    for column in exact + antiexact { try checkLength(column.name, column.codes.count) }
    for arm in [true, false] where !treated.contains(arm) { throw .emptyArm(treated: arm) }
    let missing = score.indices.filter { !score[$0].isFinite }
    guard missing.isEmpty else { throw .scoreNotFinite(rows: missing) }
    for caliper in calipers { try checkCaliper(caliper) }
    guard options.ratio >= 1 else { throw .ratioTooSmall(options.ratio) }
    if let most = options.maxControls {
      let fewest = options.minControls
      guard fewest >= 1, fewest < options.ratio, options.ratio < most else {
        throw .controlsNotInOrder(fewest: fewest, ratio: options.ratio, most: most)
      }
    }
    if let reuse = options.reuse, reuse < 1 { throw .reuseTooSmall(reuse) }
    if let caliper = options.caliper, !(caliper >= 0) {
      throw .caliperNotAllowed(column: nil, width: caliper)
    }
  }

  private func checkLength(_ column: String, _ found: Int) throws(MatchingError) {
    guard found == treated.count else {
      throw .lengthsDiffer(column: column, expected: treated.count, found: found)
    }
  }

  private func checkCaliper(_ caliper: CovariateCaliper) throws(MatchingError) {
    guard caliper.width >= 0 else {
      throw .caliperNotAllowed(column: caliper.name, width: caliper.width)
    }
    let missing = caliper.values.indices.filter { !caliper.values[$0].isFinite }
    guard missing.isEmpty else {
      throw .covariateNotFinite(column: caliper.name, rows: missing)
    }
  }

  /// The caliper in units of the score.
  func caliperWidth(_ options: NearestMatching.Options) throws(MatchingError) -> Double? {
    guard let caliper = options.caliper else { return nil }
    let variance: Double?
    switch options.caliperScale {
    case .raw: return caliper
    case .sdAll: variance = Moments.variance(score)
    case .sdPooled:
      let ofTreated = Moments.variance(score.indices.filter { treated[$0] }.map { score[$0] })
      let ofControls = Moments.variance(score.indices.filter { !treated[$0] }.map { score[$0] })
      variance = ofTreated.flatMap { one in ofControls.map { (one + $0) / 2 } }
    }
    guard let variance, variance.isFinite else {
      throw .caliperScaleUndefined(options.caliperScale)
    }
    return caliper * variance.squareRoot()
  }
}
