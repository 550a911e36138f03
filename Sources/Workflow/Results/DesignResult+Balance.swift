extension DesignResult {
  /// The |SMD| above which an imbalance is notable where the study has no gate.
  public static let standardBalanceThreshold = 0.1

  /// The rows of the propensity model's covariates in the whole cohort: what a design promises to
  /// balance.
  public var modelBalance: [BalanceRow] { balance.filter { $0.inModel && $0.subgroup == nil } }

  /// The row of ``modelBalance`` with the largest |SMD| after the design; of equal ones the first.
  ///
  /// Rows without a standardized mean difference do not count; `nil` where no row has one.
  public var worstBalance: (row: BalanceRow, value: Double)? {
    var worst: (row: BalanceRow, value: Double)?
    for row in modelBalance {
      guard let smd = row.smdAfter, smd.isFinite, abs(smd) > worst?.value ?? -1 else { continue }
      worst = (row, abs(smd))
    }
    return worst
  }
}
