extension FindingCatalogue {
  /// What can go wrong with files, and inside the methods.
  static let failures: [(String, String)] = [
    ("bad-integer", "A value of a column of whole numbers is no whole number."),
    ("bad-flag", "A value of a column of flags is none of true, false, 1 and 0."),
    ("bad-category", "A value cannot be a level of its category."),
    ("bad-text", "A value cannot be read as text."),
    ("file-not-found", "A file that was asked for is not there."),
    ("file-not-permitted", "A file is there, and you may not read it."),
    ("cannot-read", "A file is there and cannot be read."),
    ("file-is-a-device", "A device, such as /dev/zero, stands where a file is needed."),
    ("not-a-file", "A folder stands where a file is needed."),
    ("not-a-folder", "A file stands where the output folder should be. Choose another with --out."),
    (
      "not-a-run",
      """
      The output folder exists and is no earlier run (it holds no run.json), so it is left
      alone. Choose another with --out, or remove it.
      """
    ),
    ("name-leaves-folder", "An output file would stand outside the output folder."),
    ("not-text", "A file that should hold text is not UTF-8."),
    (
      "one-outcome-only",
      """
      Everyone in the model is in one arm, so that there is nothing to predict.
      """
    ),
    ("outcome-not-binary", "A model for two arms was given other values than 0 and 1."),
    ("bad-offset", "An offset of a model is no finite number."),
    ("bad-weight", "A weight of a model is negative or no finite number."),
    ("propensity-empty-arm", "An arm has nobody in it when propensities are assessed."),
    (
      "propensity-lengths-differ",
      """
      Columns of different lengths met where propensities are assessed.
      """
    ),
    ("propensity-probability", "A propensity is no number between 0 and 1."),
    (
      "propensity-separation",
      """
      Propensities of exactly 0 or 1 tell the arms apart without error: see separation.
      """
    ),
    ("matching-empty-arm", "An arm has nobody to match."),
    ("matching-lengths-differ", "Columns of different lengths met where sets are matched."),
    (
      "matching-score-missing",
      """
      The score to match on is missing or infinite for some patients. Leave them out by a rule.
      """
    ),
    (
      "matching-covariate-missing",
      """
      A column with a caliper is missing for some patients. Leave them out by a rule, or drop
      the caliper.
      """
    ),
    ("matching-caliper", "A caliper must be zero or more."),
    (
      "matching-caliper-scale",
      """
      The width of a caliper is a multiple of a standard deviation, which needs two patients in
      each arm. Use 'caliperScale: raw'.
      """
    ),
    ("matching-ratio", "'ratio' must be at least 1."),
    ("matching-reuse", "'reuse' must be at least 1."),
    (
      "matching-controls",
      """
      With maxControls the ratio is the mean number of matches, so it must be above minControls (1 where absent) and below maxControls.
      """
    ),
    ("matching-needs-seed", "A random order needs a seed."),
    (
      "matching-contract-broken",
      """
      A matching did not keep its own promises (calipers, exactness, reuse), so that no result
      is given. Please report it.
      """
    ),
    ("weights-empty-arm", "An arm has nobody to weight."),
    ("weights-lengths-differ", "Columns of different lengths met where weights are made."),
    (
      "weights-extreme-probability",
      """
      A propensity is so near 0 or 1 that its weight does not exist. Trim, or use 'estimand:
      ATO'.
      """
    ),
    (
      "weights-range",
      """
      Quantiles or propensities of a range are not two numbers from 0 to 1, the lower first.
      """
    ),
    ("balance-empty-arm", "An arm has nobody left where balance is assessed."),
    ("balance-lengths-differ", "Columns of different lengths met where balance is assessed."),
    ("balance-infinite-value", "A column of the balance table holds an infinite value."),
    (
      "balance-unknown-level",
      """
      A column of the balance table holds a level that it does not declare.
      """
    ),
    ("balance-weight", "A weight is negative or no finite number where balance is assessed."),
  ]
}
