extension LogisticRegression {
  /// Xβ + offset over another design with the same columns; a column without a coefficient counts
  /// for nothing.
  ///
  /// - Parameters:
  ///   - design: made by `applied(to:)` from the design that was fitted.
  ///   - offset: a known part of the linear predictor for each of its rows.
  /// - Returns: one value for each row of the design.
  public func linearPredictor(
    for design: DesignMatrix, offset: [Double]? = nil
  ) -> [Double] {
    precondition(design.columns == columns)
    var result = scaling.predictor(scaledCoefficients, over: design.matrix)
    if let offset { for i in result.indices { result[i] += offset[i] } }
    return result
  }

  /// P(outcome = 1) over another design with the same columns.
  ///
  /// - Parameters:
  ///   - design: made by `applied(to:)` from the design that was fitted.
  ///   - offset: a known part of the linear predictor for each of its rows.
  /// - Returns: one probability for each row of the design.
  public func probabilities(for design: DesignMatrix, offset: [Double]? = nil) -> [Double] {
    linearPredictor(for: design, offset: offset).map(BinaryResponse.probability)
  }
}
