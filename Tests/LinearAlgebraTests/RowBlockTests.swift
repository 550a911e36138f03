import LinearAlgebra
import TestSupport
import Testing

struct RowBlockTests {
  private let centres = [0.5, 0, -0.25, 1, 0.125]
  private let factors = [2, 1, -3, 0.5, 4.0]

  /// Rows of a matrix as a block is to hold them.
  private func expected(_ x: Matrix, _ rows: Range<Int>) -> Matrix {
    var result = Matrix(rows: rows.count, columns: x.columns)
    for j in 0..<x.columns {
      for i in rows { result[i - rows.lowerBound, j] = (x[i, j] - centres[j]) * factors[j] }
    }
    return result
  }

  @Test func `two rows by hand`() {
    // Columns (3, 5) and (1, 4) less 1, times 2 and 1: rows (4, 0) and (8, 3).
    var block = RowBlock(columns: 2)
    block.load(
      Matrix(columns: [[3, 5], [1, 4]]), rows: 0..<2, centres: [1, 1], factors: [2, 1])
    var products = [0.0, 0]
    block.times([1, 10], into: &products)
    #expect(products == [4, 38])
    var sums = [1.0, 0]
    block.addTransposedTimes([1, -1], to: &sums)
    #expect(sums == [-3, -3])
    block.scaleRows(by: [1, 0.5])
    var square = [0.0, 0, 0, 0]
    block.addCrossProduct(to: &square)
    #expect(square == [32, 6, 0, 2.25])
  }

  @Test(arguments: [1, 2, 3, 100, 255, 256], [1, 2, 3, 4, 5])
  func `products are those of the matrix`(count: Int, columns: Int) {
    let x = sample(300, columns)
    let rows = 7..<7 + count
    let whole = expected(x, rows)
    var block = RowBlock(columns: columns)
    let (some, all) = (Array(centres.prefix(columns)), Array(factors.prefix(columns)))
    // What an earlier load leaves must not count.
    block.load(x, rows: 0..<RowBlock.capacity, centres: some, factors: all)
    block.load(x, rows: rows, centres: some, factors: all)
    let vector = sample(columns, 1, seed: 5).storage
    var products = [Double](repeating: 0, count: count)
    block.times(vector, into: &products)
    #expect(isClose(products, whole.times(vector), relative: 1e-13, absolute: 1e-14))
    let across = sample(count, 1, seed: 6).storage
    var sums = [Double](repeating: 0, count: columns)
    block.addTransposedTimes(across, to: &sums)
    #expect(isClose(sums, whole.transposedTimes(across), relative: 1e-12, absolute: 1e-13))
    var square = [Double](repeating: 0, count: columns * columns)
    block.addCrossProduct(to: &square)
    let product = whole.crossProduct
    for j in 0..<columns {
      for i in j..<columns {
        #expect(isClose(square[i + j * columns], product[i, j], relative: 1e-12, absolute: 1e-13))
      }
      for i in 0..<j { #expect(square[i + j * columns] == 0) }
    }
  }

  @Test(arguments: [1, 2, 17, 256]) func `rows of a table are taken with their factors`(count: Int)
  {
    let x = sample(4, 300)
    let table = RowTable(width: 4, storage: x.storage)
    let factors = sample(300, 1, seed: 8).storage
    var block = RowBlock(columns: 3)
    block.load(table, rows: 20..<20 + count, factors: factors)
    var products = [Double](repeating: 0, count: count)
    block.times([1, 2, -1], into: &products)
    for i in 0..<count {
      let row = (0..<3).map { x[$0, 20 + i] * factors[20 + i] }
      #expect(isClose(products[i], row[0] + 2 * row[1] - row[2], relative: 1e-12))
    }
  }
}

struct RowTableTests {
  private let table = RowTable(width: 2, storage: [1, 10, 2, 20, 3, 30, 4, 40])

  @Test func `products and sums by hand`() {
    var result = [0.0, 0]
    var span = result.mutableSpan
    table.products([1, 0.5], rows: 1..<3, into: &span)
    #expect(result == [12, 18])
    #expect(table.weightedSum([1, 1, 2, 0], rows: 0..<4) == [9, 90])
  }

  @Test func `sums run from the last row to each mark`() {
    var result = [Double](repeating: 0, count: 6)
    var span = result.mutableSpan
    table.suffixSums(
      [1, 1, 2, 1], rows: 0..<3, start: [4, 40, 1], marks: [0, 1, 3].prefix(2), into: &span)
    // From row 2: (4 + 6, 40 + 60, 3), from row 1: (12, 120, 4), from row 0: (13, 130, 5).
    #expect(result == [13, 130, 5, 12, 120, 4])
  }
}
