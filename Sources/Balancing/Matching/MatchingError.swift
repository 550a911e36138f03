/// Why a matching cannot be made.
public enum MatchingError: Error, Equatable, Sendable {
  /// A column has another number of rows than the arms.
  case lengthsDiffer(column: String, expected: Int, found: Int)
  /// Nobody is in the treated or the control arm.
  case emptyArm(treated: Bool)
  /// A score is missing or infinite in these rows.
  case scoreNotFinite(rows: [Int])
  /// A covariate with a caliper is missing or infinite in these rows.
  case covariateNotFinite(column: String, rows: [Int])
  /// The ratio is less than one.
  case ratioTooSmall(Int)
  /// The number of sets that a patient may serve in is less than one.
  case reuseTooSmall(Int)
  /// A variable ratio whose mean is not above the fewest and below the most.
  case controlsNotInOrder(fewest: Int, ratio: Int, most: Int)
  /// A caliper, on the score where no column is named, is negative or not a number.
  case caliperNotAllowed(column: String?, width: Double)
  /// An arm has fewer than two patients, so the caliper's standard deviation does not exist.
  case caliperScaleUndefined(CaliperScale)
  /// A random order needs a generator of random numbers.
  case randomOrderNeedsGenerator
  /// The result breaks its own contract: a fault of this program.
  case contractBroken(MatchingContract, row: Int)
}

/// What every matching promises.
public enum MatchingContract: String, Sendable, CaseIterable {
  /// A set has one focal patient, and all others are of the other arm.
  case roles
  /// Each focal patient is in exactly one set or listed as unmatched.
  case partition
  /// No patient is twice in one set.
  case duplicates
  /// A set has from one to `ratio`, or to `maxControls`, matches.
  case ratio
  /// No patient serves in more sets than allowed.
  case reuse
  /// Patients in a set agree on the exact columns, and differ on the antiexact ones.
  case exactness
  /// Distances are right and within the caliper on the score.
  case caliper
  /// Patients in a set are within the calipers on covariates.
  case covariateCaliper
  /// Weights are positive in sets, zero elsewhere, and sum to the number matched of each arm.
  case weights
}
