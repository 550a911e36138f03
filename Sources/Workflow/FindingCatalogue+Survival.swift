extension FindingCatalogue {
  /// What was noticed about states over time.
  static let stateFindings: [(String, String)] = [
    (
      "state-entries",
      """
      Some days on which patients enter states could not be taken as they are. An entry on the day of the
      event that ends follow-up has no stay behind it, and the event alone counts; of two states entered on
      one day the one that is listed later counts; entries after follow-up are left out, and so are those into
      an earlier state where `order: forward` is asked for. Where an outcome on the way is followed less long
      than the one that ends follow-up, nobody knows afterwards whether the patient has entered its state, and
      follow-up ends there.
      """
    )
  ]

  /// What keeps an analysis of times to events from being computed.
  static let survivalFaults: [(String, String)] = [
    ("no-events", "Nobody had the event, so that there is nothing to estimate."),
    ("no-weight", "All weights are zero."),
    ("time-not-finite", "A time is missing or infinite."),
    ("entry-not-finite", "A time of entry is missing or infinite."),
    ("negative-entry", "A time of entry is negative."),
    (
      "interval-within-tolerance",
      """
      Entry and end of follow-up are so close that they cannot be told apart.
      """
    ),
    ("covariate-not-finite", "A covariate of a Cox model is missing or infinite."),
    ("offset-not-finite", "An offset of a Cox model is missing or infinite."),
    ("offset-out-of-range", "An offset of a Cox model is too large for its exponential."),
    ("invalid-weight", "A weight is negative or no finite number."),
    ("frequency-not-whole", "A weight that counts patients is no whole number."),
    ("group-out-of-range", "A patient is in a group that does not exist."),
    ("lengths-differ", "Columns of different lengths met in an analysis."),
    ("invalid-level", "A confidence level must lie between 0 and 1."),
    (
      "weight-out-of-range",
      """
      A weight is so small or so large that sums of it cannot be computed with. Rescale the weights.
      """
    ),
    (
      "weights-out-of-range",
      "The weights of a model are so far from 1 that its hazards cannot be computed. Rescale them."
    ),
    ("score-not-finite", "A score, of which concordance is computed, is missing or infinite."),
    (
      "invalid-probability",
      "A probability of being in an arm is 0 or 1, so that its inverse does not exist. Restrict or trim."
    ),
    (
      "time-not-positive",
      "A parametric model takes logarithms of times, and a time is 0. Give such people half a day."
    ),
    (
      "weights-not-used",
      """
      A method that weighs by probabilities of its own has no version for weights of a design. Ask for
      it before any design.
      """
    ),
    ("cut-not-finite", "A cut point of follow-up is missing or infinite."),
    (
      "exact-needs-frequencies",
      """
      The exact partial likelihood counts people, so that weights of sampling or matching have no
      meaning in it. Use Efron's method.
      """
    ),
    (
      "exact-not-robust",
      "The exact partial likelihood has no robust variance. Use Efron's method."
    ),
    (
      "exact-not-for-subdistribution",
      "Subdistribution hazards have no exact partial likelihood. Use Efron's or Breslow's method."
    ),
    ("invalid-strength", "The strength of a penalty must be a finite number above 0."),
    (
      "penalty-needs-frequencies",
      """
      Firth's penalty is half the logarithm of the information of counted people, so that weights of
      sampling or matching have no meaning in it.
      """
    ),
    ("penalty-not-exact", "Firth's penalty goes with Efron's or Breslow's treatment of ties."),
    (
      "invalid-varying-column",
      "A coefficient that is to change with time belongs to no column, or is named twice."
    ),
    ("invalid-cuts", "The cut points of a coefficient that changes with time must ascend."),
    (
      "transform-not-finite",
      """
      A coefficient changes with a function of time that does not exist at the time of an event, as
      the logarithm at 0.
      """
    ),
    (
      "varying-not-exact",
      "Coefficients that change with time go with Efron's or Breslow's treatment of ties."
    ),
    ("frailty-needs-clusters", "A shared frailty needs a column that says who shares it."),
    (
      "frailty-needs-frequencies",
      """
      A frailty is shared by counted people, so that weights of sampling or matching have no meaning
      in it.
      """
    ),
    ("frailty-not-exact", "A frailty goes with Efron's or Breslow's treatment of ties."),
    (
      "invalid-test-weight",
      "The exponents of the weight of a log-rank test must be finite and not below 0."
    ),
    ("number-of-test-weights", "A combined test was asked for too few or too many weights."),
    ("two-groups-needed", "A contrast compares two groups, and there are more or fewer."),
    ("invalid-scores", "A test for trend needs one finite score for each group."),
    (
      "risk-set-empties",
      """
      Everybody under observation left early, after an event of another cause, and the others
      entered later. The weight of those with the other event after that is not known. Begin later.
      """
    ),
    ("transition-to-itself", "A row of a history ends in the state that it began in."),
    ("stays-overlap", "Two rows of a history of one person overlap."),
    (
      "state-changes-unseen",
      """
      A person was in one state when a row of the history ended and in another when the next began,
      and no row says when the state changed.
      """
    ),
  ]
}
