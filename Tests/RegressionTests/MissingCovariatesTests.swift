import Diagnostics
import LinearAlgebra
import Regression
import Tables
import Testing

struct MissingCovariatesTests {
  private func sample() throws -> Table {
    table(
      number("age", [10, nil, 30, 50]),
      Column(
        "meno", .flag([true, true, false, false]),
        missing: Missingness([false, false, false, true])),
      try category("size", ["S", "M"], ["M", "S", "", "S"]),
      number("er", [1, 2, 3, 4]))
  }

  @Test func `missing values are refused unless something else is asked for`() throws {
    let place = Place(file: "study.yaml", line: 9, column: 3)
    let terms = [try Term("log(age)", at: place), try Term("size*er", at: place)]
    let data = try sample()
    let found = faults { () throws(Faults) in try DesignMatrix(terms: terms, table: data) }
    #expect(found.map(\.id) == ["missing-covariate", "missing-covariate"])
    #expect(
      found.map(\.message) == ["'age' is missing in 1 row", "'size' is missing in 1 row"])
    #expect(found.map(\.place?.column) == [7, 3])
  }

  @Test func `complete cases keep the rows with every covariate and count the others`() throws {
    let design = try DesignMatrix(
      terms: try terms("age", "size"), table: try sample(), missing: .completeCases)
    #expect(design.rows == [0, 3])
    #expect(design.droppedRows == 2)
    #expect(design.matrix == Matrix(columns: [[1, 1], [10, 50], [1, 0]]))
    let counts = [MissingCount(column: "age", count: 1), MissingCount(column: "size", count: 1)]
    #expect(
      design.findings.map(\.value) == [.incompleteRowsLeftOut(count: 2, columns: counts)])
    #expect(
      design.findings.first?.value.message
        == "2 rows have a missing covariate and are left out (age: 1, size: 1)")
  }

  @Test func `an indicator fills numbers with the median and gives categories a level`() throws {
    let design = try DesignMatrix(
      terms: try terms("age", "age^2", "meno", "size", "er"), table: try sample(),
      missing: .indicator)
    #expect(
      design.columns.map(\.name) == [
        "(Intercept)", "age", "age is missing", "age^2", "meno", "meno is missing", "size M",
        "size (missing)", "er",
      ])
    #expect(design.matrix.column(1) == [10, 30, 30, 50])
    #expect(design.matrix.column(2) == [0, 1, 0, 0])
    #expect(design.matrix.column(3) == [100, 900, 900, 2500])
    #expect(design.matrix.column(4) == [1, 1, 0, 1])
    #expect(design.matrix.column(7) == [0, 0, 1, 0])
    #expect(design.droppedRows == 0)
    #expect(design.findings.count == 2)
    #expect(try design.applied(to: try sample()).matrix == design.matrix)
  }

  @Test func `a value missing only later has no column`() throws {
    let design = try DesignMatrix(
      terms: try terms("er", "size"), table: try sample(), missing: .indicator)
    let later = table(number("er", [nil]), try category("size", ["S"], [""]))
    let found = faults { () throws(Faults) in try design.applied(to: later) }
    #expect(found.map(\.id) == ["missing-covariate"])
    #expect(found.first?.message.contains("'er'") == true)
  }

  @Test(arguments: MissingCovariates.allCases)
  func `a column without any value is an error whatever is asked for`(
    missing: MissingCovariates
  ) throws {
    let data = table(number("age", [nil, nil]))
    let found = faults { () throws(Faults) in
      try DesignMatrix(terms: [try Term("age")], table: data, missing: missing)
    }
    #expect(found.first?.message == "'age' has no value in any row")
  }
}
