import LinearAlgebra
import Regression
import TestSupport
import Testing

struct BasisTests {
  /// Terms with the names of their columns in the reference files.
  private static let cases = [
    ("rcs(age, 3)", "rcs3"), ("rcs(age, 4)", "rcs4"), ("rcs(age, 5)", "rcs5"),
    ("rcs(age, 6)", "rcs6"), ("rcs(age, 7)", "rcs7"), ("rcs(pgr, [1, 50, 200, 900])", "rcsgiven"),
    ("ns(age, 1)", "ns1"), ("ns(age, 2)", "ns2"), ("ns(age, 3)", "ns3"), ("ns(age, 4)", "ns4"),
    ("ns(age, 5)", "ns5"), ("ns(pgr, [10, 100])", "nsgiven"), ("poly(age, 3)", "poly3"),
    ("poly(age, 5)", "poly5"),
  ]

  private func data(_ file: String) throws -> (SampleFile, [(String, [Double])]) {
    let file = try SampleFile(file)
    return (file, [("age", try file.numbers("age.1")), ("pgr", try file.numbers("pgr.1"))])
  }

  @Test(
    .agrees(
      "`rcs`, `ns`, `poly`", with: "Harrell's formula, R 4.2.2 `splines::ns`, `poly`",
      within: 1e-12,
      but: "knots of `rcs` where many values tie at an end: `rms` moves knots inwards, "
        + "see below"), arguments: cases)
  func `columns agree with R to twelve digits, within the data and beyond`(
    text: String, name: String
  ) throws {
    let (file, columns) = try data("bases.csv")
    let (newFile, newColumns) = try data("bases-new.csv")
    let design = try DesignMatrix(
      terms: try terms(text),
      table: table(number("age", columns[0].1), number("pgr", columns[1].1)))
    let applied = try design.applied(
      to: table(number("age", newColumns[0].1), number("pgr", newColumns[1].1)))
    for (reference, matrix) in [(file, design.matrix), (newFile, applied.matrix)] {
      let names = reference.names.filter { $0.hasPrefix("\(name).") }
      #expect(matrix.columns == names.count + 1)
      for (j, column) in names.enumerated() {
        let expected = try reference.numbers(column)
        let size = expected.reduce(0) { max($0, abs($1)) }
        #expect(
          isClose(matrix.column(j + 1), expected, relative: 1e-12, absolute: 1e-13 * size),
          "\(column)")
      }
    }
  }

  @Test func `a restricted spline through knots 0, 1, 2 has exact values`() {
    let spline = RestrictedCubicSpline(knots: [0, 1, 2])
    // [x³ − 2 (x − 1)₊³ + (x − 2)₊³] / 4, which is (6 x − 6) / 4 from 2 on.
    let columns = spline.columns([-1, 0, 1, 2, 3, 10])
    #expect(columns[0] == [-1, 0, 1, 2, 3, 10])
    #expect(columns[1] == [0, 0, 0.25, 1.5, 3, 13.5])
  }

  @Test func `a restricted spline is straight beyond its last knot, however far`() {
    let spline = RestrictedCubicSpline(knots: [1, 5, 20])
    let column = spline.columns([1e6, 2e6, 3e6])[1]
    #expect(isClose(column[2] - column[1], column[1] - column[0], relative: 1e-15))
  }

  @Test func `knots of few values start at the fifth smallest`() {
    let values = (1...50).map { Double($0) }
    #expect(RestrictedCubicSpline.knots(3, of: values) == [5, 25.5, 46])
    let many = (0...100).map { Double($0) }
    #expect(isClose(RestrictedCubicSpline.knots(3, of: many) ?? [], [10, 50, 90], relative: 1e-14))
  }

  @Test func `a count with many zeros still gets the knots it asks for`() throws {
    let nodes = try values(rotterdam(), "nodes")
    let knots = try #require(RestrictedCubicSpline.knots(4, of: nodes))
    // Quantiles 0.35, 0.65 and 0.95 of the positive counts after a knot at 0.
    let positive = nodes.filter { $0 > 0 }.sorted()
    let position = 0.65 * Double(positive.count - 1)
    #expect(knots.count == 4)
    #expect(knots[0] == 0)
    #expect(knots[2] == positive[Int(position)])
  }

  @Test func `too few distinct values have no knots`() {
    #expect(RestrictedCubicSpline.knots(3, of: [1, 1, 1]) == nil)
    #expect(RestrictedCubicSpline.knots(4, of: [0, 0, 0, 0, 1, 1, 1]) == nil)
    #expect(RestrictedCubicSpline.knots(3, of: []) == nil)
    #expect(NaturalSpline(degreesOfFreedom: 3, over: [0, 0, 0, 1, 1, 1]) == nil)
  }

  @Test func `orthogonal polynomials are orthonormal`() {
    let x = (1...20).map { Double($0 * $0) }
    let columns = OrthogonalPolynomial(degree: 4, over: x).columns(x)
    let product = Matrix(columns: columns).crossProduct
    for i in 0..<4 {
      for j in 0..<4 { #expect(abs(product[i, j] - (i == j ? 1 : 0)) < 1e-13) }
    }
  }

  @Test func `the polynomial of degree one over 1, 2, 3 is exact`() {
    let columns = OrthogonalPolynomial(degree: 2, over: [1, 2, 3]).columns([1, 2, 3])
    let (a, b) = (0.5.squareRoot(), (1.0 / 6).squareRoot())
    #expect(isClose(columns[0], [-a, 0, a], relative: 1e-15))
    #expect(isClose(columns[1], [b, -2 * b, b], relative: 1e-15))
  }
}
