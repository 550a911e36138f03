/// Some rows of a matrix, centred and scaled, in a workspace that stays in cache.
///
/// A large weighted cross product is a sum over blocks: a block is loaded, used for everything that
/// its rows are needed for, and scaled by the roots of its weights, so that the matrix is read once
/// and no scaled copy of it exists. Sums are taken in an order that the input alone determines, and
/// do not depend on the BLAS in use.
public struct RowBlock: Sendable {
  /// The most rows that a block holds.
  public static let capacity = 256

  /// The number of columns.
  public let columns: Int
  /// The number of rows held.
  public private(set) var count = 0

  /// Column j begins at `j * pairs`; rows beyond ``count`` and columns beyond ``columns`` are zero.
  private var values: [SIMD2<Double>]
  /// Not a multiple of a page, so that columns do not compete for the same lines of the cache.
  static let pairs = capacity / 2 + 4

  /// An empty workspace for a number of columns.
  public init(columns: Int) {
    self.columns = columns
    let padded = (columns + 3) / 4 * 4
    values = [SIMD2<Double>](repeating: .zero, count: padded * Self.pairs)
  }

  /// The number of pairs of rows in use, the last of which may be half empty.
  private var usedPairs: Int { (count + 1) / 2 }

  /// Takes rows of a matrix, of which column j becomes (x − centre j) · factor j.
  ///
  /// - Complexity: O(rows · columns).
  public mutating func load(
    _ matrix: Matrix, rows: Range<Int>, centres: [Double], factors: [Double]
  ) {
    precondition(matrix.columns == columns && rows.count <= Self.capacity)
    precondition(centres.count == columns && factors.count == columns)
    precondition(rows.lowerBound >= 0 && rows.upperBound <= matrix.rows)
    count = rows.count
    let whole = count / 2
    unsafe matrix.storage.withUnsafeBufferPointer { source in
      unsafe values.withUnsafeMutableBufferPointer { target in
        for j in 0..<columns {
          let (from, to) = (j * matrix.rows + rows.lowerBound, j * Self.pairs)
          let (centre, factor) = (SIMD2(repeating: centres[j]), SIMD2(repeating: factors[j]))
          for i in 0..<whole {
            let two = unsafe SIMD2(source[from + 2 * i], source[from + 2 * i + 1])
            unsafe target[to + i] = (two - centre) * factor
          }
          if count % 2 == 1 {
            let last = unsafe (source[from + count - 1] - centres[j]) * factors[j]
            unsafe target[to + whole] = SIMD2(last, 0)
          }
        }
      }
    }
  }

  /// Sets the number of rows, with zeros beside an odd last one.
  mutating func setCount(_ newCount: Int) {
    count = newCount
    guard count % 2 == 1 else { return }
    for j in 0..<columns { values[j * Self.pairs + count / 2] = .zero }
  }

  /// Gives the elements as numbers, each column `pitch` elements after the one before.
  mutating func withElements(
    _ body: (_ elements: UnsafeMutablePointer<Double>, _ pitch: Int) -> Void
  ) {
    unsafe values.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe body(base.assumingMemoryBound(to: Double.self), 2 * Self.pairs)
    }
  }

  /// Writes `B x` over the first ``count`` elements of a vector.
  ///
  /// - Complexity: O(count · columns).
  public func times(_ x: [Double], into result: inout [Double]) {
    precondition(x.count == columns && result.count >= count)
    var sums = [SIMD2<Double>](repeating: .zero, count: usedPairs)
    let used = usedPairs
    unsafe values.withUnsafeBufferPointer { block in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for j in 0..<columns {
          let (start, factor) = (j * Self.pairs, SIMD2(repeating: x[j]))
          for i in 0..<used { unsafe sums[i] += block[start + i] * factor }
        }
      }
    }
    for i in 0..<count { result[i] = sums[i / 2][i % 2] }
  }

  /// Adds `Bᵀ x` to a vector, for the first ``count`` elements of x.
  ///
  /// - Complexity: O(count · columns).
  public func addTransposedTimes(_ x: [Double], to result: inout [Double]) {
    precondition(x.count >= count && result.count == columns)
    let whole = count / 2
    unsafe values.withUnsafeBufferPointer { block in
      unsafe x.withUnsafeBufferPointer { x in
        for j in 0..<columns {
          let start = j * Self.pairs
          var (first, second) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
          var i = 0
          while i + 1 < whole {
            let (left, right) = unsafe (block[start + i], block[start + i + 1])
            unsafe first += left * pair(x, i)
            unsafe second += right * pair(x, i + 1)
            i += 2
          }
          if i < whole {
            let left = unsafe block[start + i]
            unsafe first += left * pair(x, i)
          }
          if count % 2 == 1 { unsafe second[0] += block[start + whole][0] * x[count - 1] }
          first += second
          result[j] += first[0] + first[1]
        }
      }
    }
  }

  /// Multiplies each row by its factor.
  ///
  /// - Complexity: O(count · columns).
  public mutating func scaleRows(by factors: [Double]) {
    precondition(factors.count >= count)
    let (whole, rest) = (count / 2, count % 2)
    unsafe values.withUnsafeMutableBufferPointer { block in
      unsafe factors.withUnsafeBufferPointer { factors in
        for j in 0..<columns {
          let start = j * Self.pairs
          for i in 0..<whole {
            unsafe block[start + i] *= pair(factors, i)
          }
          if rest == 1 { unsafe block[start + whole][0] *= factors[count - 1] }
        }
      }
    }
  }

  /// Adds the lower triangle of `Bᵀ B` to a square matrix stored by columns.
  ///
  /// - Complexity: O(count · columns²), half of it by symmetry.
  public func addCrossProduct(to sums: inout [Double]) {
    precondition(sums.count == columns * columns)
    let used = usedPairs
    unsafe values.withUnsafeBufferPointer { block in
      guard let base = block.baseAddress else { return }
      for j in stride(from: 0, to: columns, by: 4) {
        for k in stride(from: 0, to: min(columns, j + 4), by: 2) {
          let tile = unsafe CrossProductTile(
            base + j * Self.pairs, base + k * Self.pairs, pitch: Self.pairs, count: used)
          for a in 0..<min(4, columns - j) {
            for b in 0..<min(2, columns - k) where k + b <= j + a {
              sums[j + a + (k + b) * columns] += tile[a, b]
            }
          }
        }
      }
    }
  }
}

/// Elements 2i and 2i + 1 of a vector.
@inline(__always)
private func pair(_ x: UnsafeBufferPointer<Double>, _ i: Int) -> SIMD2<Double> {
  unsafe SIMD2(x[2 * i], x[2 * i + 1])
}

/// The products of four columns with two, small enough for every sum to stay in a register.
private struct CrossProductTile {
  private let first: SIMD4<Double>
  private let second: SIMD4<Double>

  @inline(__always)
  init(
    _ left: UnsafePointer<SIMD2<Double>>, _ right: UnsafePointer<SIMD2<Double>>, pitch: Int,
    count: Int
  ) {
    let zero = SIMD2<Double>.zero
    var (a0, a1, a2, a3) = (zero, zero, zero, zero)
    var (b0, b1, b2, b3) = (zero, zero, zero, zero)
    for i in 0..<count {
      let (x, y) = unsafe (right[i], right[pitch + i])
      let l0 = unsafe left[i]
      a0 += l0 * x
      b0 += l0 * y
      let l1 = unsafe left[pitch + i]
      a1 += l1 * x
      b1 += l1 * y
      let l2 = unsafe left[2 * pitch + i]
      a2 += l2 * x
      b2 += l2 * y
      let l3 = unsafe left[3 * pitch + i]
      a3 += l3 * x
      b3 += l3 * y
    }
    first = SIMD4(a0.sum(), a1.sum(), a2.sum(), a3.sum())
    second = SIMD4(b0.sum(), b1.sum(), b2.sum(), b3.sum())
  }

  subscript(row: Int, column: Int) -> Double { column == 0 ? first[row] : second[row] }
}
