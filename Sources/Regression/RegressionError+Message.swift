extension RegressionError {
  /// The error in words.
  public var message: String {
    switch self {
    case .noRows: "there is no row to fit the model to"
    case .oneOutcomeOnly(let outcome):
      "the outcome is \(Transform.text(outcome)) in every row, so there is nothing to model"
    case .outcomeNotBinary(let row): "the outcome in row \(row + 1) is neither 0 nor 1"
    case .badWeight(let row): "the weight in row \(row + 1) is negative or no finite number"
    case .badOffset(let row): "the offset in row \(row + 1) is no finite number"
    case .badCovariate(let column, let row):
      "'\(column.name)' in row \(row + 1) is no finite number"
    }
  }
}
