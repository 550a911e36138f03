public import Vocabulary

/// What is done about rows in which a covariate has no value.
public enum MissingCovariates: String, Word {
  /// It is an error that names every such column.
  case refuse
  /// Rows with any missing covariate are left out.
  case completeCases
  /// Missing values get a column of their own.
  ///
  /// A number is set to the median of the values there are, a flag to its more frequent value (false
  /// at a draw), and a column `x is missing` of 0 and 1 is added; a category gets the further level
  /// `(missing)`.
  case indicator

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .refuse: "an error that names the columns"
    case .completeCases: "rows with a missing covariate are left out, and counted"
    case .indicator: "missing values are filled in and marked by a column of their own"
    }
  }
}
