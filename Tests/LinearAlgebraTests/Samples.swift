import LinearAlgebra

/// A matrix of reproducible numbers between -1 and 1.
func sample(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  var storage: [Double] = []
  for _ in 0..<rows * columns {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    storage.append(Double(state >> 11) / Double(1 << 52) - 1)
  }
  return Matrix(rows: rows, columns: columns, storage: storage)
}

/// The Hilbert matrix, 1 / (i + j + 1).
func hilbert(_ order: Int) -> Matrix {
  var matrix = Matrix(rows: order, columns: order)
  for j in 0..<order { for i in 0..<order { matrix[i, j] = 1 / Double(i + j + 1) } }
  return matrix
}

/// The largest absolute difference between two matrices of one shape.
func distance(_ a: Matrix, _ b: Matrix) -> Double {
  zip(a.storage, b.storage).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
