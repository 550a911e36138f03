import Diagnostics
import LinearAlgebra
import Regression
import Tables
import TestSupport
import Testing

struct DesignMatrixTests {
  private let size = try? category("size", ["S", "M", "L"], ["M", "S", "L", "M"])
  private let age = number("age", [10, 20, 30, 40])
  private let meno = Column("meno", .flag([true, false, true, true]))
  private let grade = Column("grade", .integer([2, 3, 2, 3]))

  private func sample() throws -> Table { table(age, meno, grade, try size.orThrow()) }

  @Test func `numbers, flags and categories become columns`() throws {
    let design = try DesignMatrix(
      terms: try terms("age", "meno", "grade", "size"), table: try sample())
    #expect(
      design.columns.map(\.name)
        == ["(Intercept)", "age", "meno", "grade", "size M", "size L"])
    #expect(
      design.matrix
        == Matrix(columns: [
          [1, 1, 1, 1], [10, 20, 30, 40], [1, 0, 1, 1], [2, 3, 2, 3], [1, 0, 0, 1], [0, 0, 1, 0],
        ]))
    #expect(design.rows == [0, 1, 2, 3])
    #expect(design.findings.isEmpty)
  }

  @Test func `a reference level can be declared`() throws {
    let design = try DesignMatrix(
      terms: try terms("size"), table: try sample(), references: ["size": "M"])
    #expect(design.columns.map(\.level) == [nil, "S", "L"])
    #expect(design.matrix.column(1) == [0, 1, 0, 0])
  }

  @Test func `interactions are products of columns, the first factor running fastest`() throws {
    let second = try category("arm", ["a", "b", "c"], ["c", "b", "b", "a"])
    let design = try DesignMatrix(
      terms: try terms("size*arm", "age:meno"), table: try sample().adding(second))
    #expect(
      design.columns.dropFirst(5).map(\.name)
        == ["size:arm M:b", "size:arm L:b", "size:arm M:c", "size:arm L:c", "age:meno"])
    #expect(design.matrix.column(6) == [0, 0, 1, 0])
    #expect(design.matrix.column(7) == [1, 0, 0, 0])
    #expect(design.matrix.column(9) == [10, 0, 30, 40])
    #expect(
      design.findings.map(\.value) == [
        .interactionWithoutMainEffect(term: "age:meno", missing: "age"),
        .interactionWithoutMainEffect(term: "age:meno", missing: "meno"),
      ])
  }

  @Test func `a star may repeat a term without repeating its column`() throws {
    let design = try DesignMatrix(terms: try terms("age", "age*meno"), table: try sample())
    #expect(design.columns.map(\.term) == ["(Intercept)", "age", "meno", "age:meno"])
    #expect(design.findings.isEmpty)
  }

  @Test func `transforms are what they say`() throws {
    let design = try DesignMatrix(
      terms: try terms("log(age + 1)", "sqrt(age - 10)", "age^2", "age^-0.5"), table: try sample())
    #expect(isClose(design.matrix[2, 1], 3.43398720448514624592916, relative: 1e-15))
    #expect(isClose(design.matrix[1, 2], 10.0.squareRoot(), relative: 1e-15))
    #expect(design.matrix[3, 3] == 1600)
    #expect(isClose(design.matrix[3, 4], 1 / 40.0.squareRoot(), relative: 1e-15))
  }

  @Test func `no terms leave the intercept`() throws {
    let design = try DesignMatrix(terms: [], table: try sample())
    #expect(design.columns == [.intercept])
    #expect(design.matrix.rows == 4)
  }

  @Test func `a fitted design applies to other rows with the same knots and levels`() throws {
    let design = try DesignMatrix(
      terms: try terms("poly(age, 2)", "size", "ns(grade, 1)"), table: try sample())
    let later = table(
      number("age", [40]), try category("size", ["L", "M"], ["M"]),
      Column("grade", .integer([3])))
    let applied = try design.applied(to: later)
    #expect(applied.columns == design.columns)
    for j in 0..<design.matrix.columns {
      #expect(isClose(applied.matrix[0, j], design.matrix[3, j], relative: 1e-14))
    }
    let again = try applied.applied(to: try sample())
    #expect(again.matrix == design.matrix)
  }

  @Test func `a new table that does not fit is refused with every reason`() throws {
    let design = try DesignMatrix(terms: try terms("age", "size", "grade"), table: try sample())
    let other = table(
      number("age", [40, 50]), try category("size", ["S", "XXL"], ["XXL", "S"]),
      try category("grade", ["1", "2"], ["1", "2"]))
    let found = faults { () throws(Faults) in try design.applied(to: other) }
    #expect(found.map(\.id) == ["unknown-level", "wrong-column-type"])
    let narrow = faults { () throws(Faults) in
      try design.applied(to: table(number("age", [nil])))
    }
    #expect(narrow.map(\.id) == ["missing-covariate", "unknown-column", "unknown-column"])
  }
}
