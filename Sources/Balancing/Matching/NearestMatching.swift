/// A greedy nearest-neighbour matching on a score.
///
/// All patients stand in a line by score, then row. A focal patient (treated for the ATT, control
/// for the ATC) takes the nearest patient of the other arm who is free, within every caliper and
/// equal on the exact columns and unlike on the antiexact ones; of equally near ones the left one,
/// that is the one of lower score or, at its own score, first those in rows before its own. Several
/// matches go in rounds. A distance equal to the caliper is allowed. There is no randomness except in the order `random`.
///
/// Where focal patients find no match, the result speaks only of those who did: see
/// ``targetPopulation``. The distance is the difference of the score given, be it the probability
/// or its logit.
///
/// - Complexity: O(n) to put the line in order, then O(n α(n)) for orders that do not look at
///   distances, O(n log n) for those that do. For the order `closest` equal distances that compete
///   for one patient, covariate calipers and reuse add O(s log n) for s second looks, in the worst
///   case the square of the focal patients. Covariate calipers add the boxes that a search in
///   ``CaliperBoxes`` has to open, a few where candidates near in the line are alike or few of all
///   are admissible; the worst case is the product of both arms.
///
/// [Rosenbaum & Rubin 1985]: https://doi.org/10.1080/00031305.1985.10479383
/// [Austin 2011]: https://doi.org/10.1002/pst.433
public struct NearestMatching: Sendable {
  /// The choices made.
  public let options: Options
  /// The sets, by the row of their focal patient.
  public let sets: [MatchedSet]
  /// Everybody in no set, by row.
  public let unmatched: [UnmatchedRow]
  /// The widest distance allowed, in units of the score.
  public let caliperWidth: Double?
  /// The sum of the distances of all matches.
  public let totalDistance: Double
  /// The weight of each row; see ``init(score:treated:calipers:exact:options:)``.
  public let weights: [Double]
  /// The number of sets that each row is in.
  public let uses: [Int]
  /// The set of each row: `nil` for rows in none, and for rows in several.
  public let setIndex: [Int?]
  /// The number of focal patients in no set.
  public let droppedFocal: Int

  /// Whom the result speaks of.
  public var targetPopulation: TargetPopulation {
    TargetPopulation(options.estimand, dropped: droppedFocal)
  }

  /// Matches on a score.
  ///
  /// Weights: a focal patient in a set has 1 and gives each of its m matches 1/m; a patient's shares
  /// of all its sets are summed, and the sums of the other arm divided by their mean over those
  /// matched. So both arms' weights sum to the number of their patients in sets, and rows in no set
  /// have 0.
  ///
  /// - Parameters:
  ///   - score: The score of each row, finite.
  ///   - treated: Which rows are treated.
  ///   - calipers: The largest differences allowed on covariates.
  ///   - exact: The columns on which matches must agree.
  ///   - antiexact: The columns on which matches must differ.
  ///   - options: The choices; the order must not be `random`.
  /// - Throws: What is wrong with the input, or ``MatchingError/contractBroken(_:row:)``.
  public init(
    score: [Double], treated: [Bool], calipers: [CovariateCaliper] = [],
    exact: [ExactColumn] = [], antiexact: [ExactColumn] = [], options: Options = Options()
  ) throws(MatchingError) {
    guard options.resolvedOrder != .random else { throw .randomOrderNeedsGenerator }
    let input = Input(
      score: score, treated: treated, calipers: calipers, exact: exact, antiexact: antiexact)
    try self.init(input, options, keys: [])
  }

  /// Matches on a score; the order `random` is drawn from a generator.
  ///
  /// Each focal patient in the order of the data draws one number; they choose by increasing number.
  ///
  /// - Parameters:
  ///   - score: The score of each row, finite.
  ///   - treated: Which rows are treated.
  ///   - calipers: The largest differences allowed on covariates.
  ///   - exact: The columns on which matches must agree.
  ///   - antiexact: The columns on which matches must differ.
  ///   - options: The choices.
  ///   - generator: The source of random numbers, read only for the order `random`.
  /// - Throws: What is wrong with the input, or ``MatchingError/contractBroken(_:row:)``.
  public init(
    score: [Double], treated: [Bool], calipers: [CovariateCaliper] = [],
    exact: [ExactColumn] = [], antiexact: [ExactColumn] = [], options: Options,
    using generator: inout some RandomNumberGenerator
  ) throws(MatchingError) {
    var keys: [UInt64] = []
    if options.resolvedOrder == .random {
      for isTreated in treated where isTreated == options.estimand.focalIsTreated {
        keys.append(generator.next())
      }
    }
    let input = Input(
      score: score, treated: treated, calipers: calipers, exact: exact, antiexact: antiexact)
    try self.init(input, options, keys: keys)
  }

  private init(_ input: Input, _ options: Options, keys: [UInt64]) throws(MatchingError) {
    try input.validate(options)
    let width = try input.caliperWidth(options)
    let strata = Strata(input.exact, rows: input.treated.count)
    let order = LineOrder(score: input.score, treated: input.treated, strata: strata)
    let line = CandidateLine(order, focalIsTreated: options.estimand.focalIsTreated)
    var search = GreedySearch(
      line: line, caliper: width, covariates: input.calipers, differing: input.antiexact,
      capacity: options.capacity)
    search.run(options, keys: keys)

    let sets = Self.sets(search)
    let tally = Tally(sets, rows: input.treated.count)
    self.options = options
    self.sets = sets
    caliperWidth = width
    totalDistance = tally.distance
    weights = tally.weights
    uses = tally.uses
    setIndex = tally.setIndex
    droppedFocal = line.focalRow.count - sets.count
    unmatched = Self.unmatched(input, options, width, order, line, uses: tally.uses)
    let check = ContractCheck(
      self, score: input.score, treated: input.treated, calipers: input.calipers,
      exact: input.exact, antiexact: input.antiexact)
    try check.run()
  }
}
