/// How alike the arms are before and after matching or weighting.
///
/// With weights w (1 each before) and treated − control throughout:
///
/// - The standardized mean difference is the difference of weighted means over S. S is a standard
///   deviation of the sample before (`weighted`: under the weights), the same for both columns: the
///   variance of a 0/1 covariate is p(1 − p), that of others has denominator n − 1. A difference of
///   at most √ε = 1.5e-8 is left as it is. Where S is below √ε or undefined, the pooled standard
///   deviation within arms takes its place; where that is below √ε too, there is none.
/// - The variance ratio uses Σw(x − m)²/(1 − Σw²), the w of an arm summing to one.
/// - The distribution functions are weighted; their distance is read after each value that occurs
///   before, the largest (Kolmogorov–Smirnov) and the mean over these values. For a 0/1 covariate
///   both are the difference of proportions.
///
/// Missing values leave a patient out of the rows of that covariate only.
///
/// - Complexity: O(n) a covariate, and O(n) a level of a category.
///
/// [Austin 2009]: https://doi.org/10.1002/sim.3697
/// [Stuart 2010]: https://doi.org/10.1214/09-STS313
/// [Austin & Stuart 2015]: https://doi.org/10.1002/sim.6607
public struct BalanceTable: Sendable {
  /// The choices made.
  public let options: Options
  /// The covariates in the order given, categories spread over their levels.
  public let rows: [BalanceRow]
  /// The weights of the treated.
  public let treatedArm: ArmWeights
  /// The weights of the controls.
  public let controlArm: ArmWeights

  /// Compares the arms.
  ///
  /// - Parameters:
  ///   - covariates: The columns to compare.
  ///   - treated: Which rows are treated.
  ///   - weights: The weight of each row after matching or weighting.
  ///   - options: The choices.
  /// - Throws: Columns of other lengths, weights that are none, an empty arm, infinite values, codes
  ///   without a level.
  public init(
    _ covariates: [BalanceCovariate], treated: [Bool], weights: [Double],
    options: Options = Options()
  ) throws(BalanceError) {
    let before = try WeightedArms(treated: treated)
    let after = try WeightedArms(treated: treated, weights: weights)
    var rows: [BalanceRow] = []
    for covariate in covariates {
      rows += try ComparedCovariate(covariate, before).under(after).rows(options)
    }
    self.options = options
    self.rows = rows
    treatedArm = ArmWeights(weights, treated: treated, arm: true)
    controlArm = ArmWeights(weights, treated: treated, arm: false)
  }
}
