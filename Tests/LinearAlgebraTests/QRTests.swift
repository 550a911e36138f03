import LinearAlgebra
import TestSupport
import Testing

struct QRTests {
  @Test func `a column of three and four has a norm of five`() {
    let factor = QR(Matrix(columns: [[3, 4]]))
    #expect(isClose(abs(factor.upper.matrix[0, 0]), 5, relative: 1e-15))
  }

  @Test func `Q times R is the matrix, and Q keeps lengths`() {
    let a = sample(12, 4)
    let factor = QR(a)
    for j in 0..<4 {
      let padded = factor.upper.matrix.column(j) + [Double](repeating: 0, count: 8)
      #expect(isClose(factor.qTimes(padded), a.column(j), relative: 1e-12, absolute: 1e-14))
    }
    let b = sample(12, 1, seed: 3).storage
    #expect(isClose(factor.qTimes(factor.transposedQTimes(b)), b, relative: 1e-12))
  }

  @Test func `least squares on a line through four points is exact`() throws {
    // Points (1,6) (2,5) (3,7) (4,10): y = 3.5 + 1.4 x.
    let x = Matrix(columns: [[1, 1, 1, 1], [1, 2, 3, 4]])
    #expect(isClose(try QR(x).solve([6, 5, 7, 10]), [3.5, 1.4], relative: 1e-13))
  }

  @Test func `an exactly singular triangle cannot be solved`() {
    let factor = QR(Matrix(columns: [[1, 0, 0], [0, 0, 0]]))
    #expect(throws: LinearAlgebraError.singular(order: 2)) { try factor.solve([1, 1, 1]) }
  }

  @Test func `pivoting puts the longest column first and reveals the rank`() {
    var columns = (0..<3).map { sample(10, 1, seed: UInt64($0) + 1).storage }
    columns.append((0..<10).map { columns[0][$0] * 2 - columns[1][$0] * 5 })
    let factor = PivotedQR(Matrix(columns: columns))
    #expect(factor.pivots[0] == 3)
    #expect(factor.pivots.sorted() == [0, 1, 2, 3])
    #expect(factor.rank() == 3)
    let diagonal = factor.diagonal
    #expect(zip(diagonal, diagonal.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test func `a pivoted solution reproduces a right side in the span of dependent columns`() {
    let a = sample(8, 2)
    let all = Matrix(columns: [a.column(0), a.column(1), a.column(0)])
    let b = all.times([1, -2, 0.5])
    let x = PivotedQR(all).solve(b)
    #expect(x.contains(0))
    #expect(isClose(all.times(x), b, relative: 1e-12))
  }

  @Test func `the rank of a zero matrix and of an empty one is zero`() {
    #expect(PivotedQR(Matrix(rows: 3, columns: 2)).rank() == 0)
    #expect(PivotedQR(Matrix(rows: 0, columns: 2)).rank() == 0)
    #expect(PivotedQR(Matrix(rows: 0, columns: 2)).pivots == [0, 1])
  }
}
