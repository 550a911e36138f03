public import Diagnostics
public import LinearAlgebra
public import Tables

/// The matrix of a model: a column of ones and the columns of each term, one row per table row used.
///
/// Numbers and flags enter as they are (a flag as 0 and 1); a category enters by treatment contrasts
/// against its first level, or against a declared reference; a product of terms has the products of
/// their columns, the first factor's running fastest. What a transform takes from the data (knots,
/// centres, levels) is kept, so that the same design can be applied to another table.
public struct DesignMatrix: Sendable {
  /// The columns; the first is the intercept.
  public let matrix: Matrix
  /// What each column stands for.
  public let columns: [DesignColumn]
  /// The rows of the table that the rows of the matrix stand for.
  public let rows: [Int]
  /// How many rows were left out because a covariate is missing.
  public let droppedRows: Int
  /// What a careful reader should know, each with the place of the term concerned.
  public let findings: [Located<DesignFinding>]
  let plan: DesignPlan

  /// Makes the matrix of some terms over a table.
  ///
  /// - Parameters:
  ///   - terms: the terms, in order.
  ///   - table: one row a patient.
  ///   - missing: what is done about missing covariates.
  ///   - references: the reference level of a category, where it is not the first.
  /// - Throws: every fault found, each at its place within the terms.
  /// - Complexity: O(rows · columns), and O(rows · log rows) for each spline.
  public init(
    terms: [Term], table: Table, missing: MissingCovariates = .refuse,
    references: [String: String] = [:]
  ) throws(Faults) {
    var fitter = DesignFitter(terms: terms, table: table, missing: missing, references: references)
    let plan = try fitter.fit()
    let content = try plan.columns(of: table, rows: fitter.rows)
    self.init(plan, content, rows: fitter.rows, of: table, findings: fitter.findings)
  }

  private init(
    _ plan: DesignPlan, _ content: DesignContent, rows: [Int], of table: Table,
    findings: [Located<DesignFinding>]
  ) {
    self.plan = plan
    matrix = Matrix(
      rows: rows.count, columns: content.columns.count, storage: content.storage)
    columns = content.columns
    self.rows = rows
    droppedRows = table.rowCount - rows.count
    self.findings = findings
  }

  /// The same columns, with the same knots, centres and levels, over another table.
  ///
  /// - Throws: every fault found, such as a level that this design has no column for.
  public func applied(to table: Table) throws(Faults) -> DesignMatrix {
    let rows = try plan.usableRows(of: table)
    let content = try plan.columns(of: table, rows: rows)
    return DesignMatrix(plan, content, rows: rows, of: table, findings: [])
  }

  /// What can be said about terms without reading data: unknown columns, columns of a type that
  /// cannot be a term, and terms written twice.
  public static func diagnose(
    _ terms: [Term], columns: [(name: String, type: ColumnType)]
  ) -> [Diagnostic] {
    TermCheck(terms, columns: columns).diagnostics
  }
}
