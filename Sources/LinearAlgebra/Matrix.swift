/// A dense matrix of doubles, stored by columns.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column; `storage[i + j * rows]` is row i of column j.
  public private(set) var storage: [Double]

  /// A matrix with every element equal to `value`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0)
    self.rows = rows
    self.columns = columns
    storage = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix over elements given column after column.
  public init(rows: Int, columns: Int, storage: [Double]) {
    precondition(storage.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// A matrix whose columns are given; all must have the same length.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows })
    var storage: [Double] = []
    storage.reserveCapacity(rows * columns.count)
    for column in columns { storage += column }
    self.init(rows: rows, columns: columns.count, storage: storage)
  }

  /// The identity of a given order.
  public static func identity(_ order: Int) -> Matrix {
    var matrix = Matrix(rows: order, columns: order)
    for i in 0..<order { matrix[i, i] = 1 }
    return matrix
  }

  /// The element in row i of column j.
  public subscript(_ i: Int, _ j: Int) -> Double {
    get { storage[i + j * rows] }
    set { storage[i + j * rows] = newValue }
  }

  /// A copy of column j.
  public func column(_ j: Int) -> [Double] { Array(storage[j * rows..<(j + 1) * rows]) }

  /// Calls `body` with column j in place, without a copy.
  public func withColumn<Result, Failure>(
    _ j: Int, _ body: (Span<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(storage.span.extracting(j * rows..<(j + 1) * rows))
  }

  /// Changes all elements in place.
  public mutating func update<Result>(_ body: (inout MutableSpan<Double>) -> Result) -> Result {
    var span = storage.mutableSpan
    return body(&span)
  }

  /// The diagonal.
  public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// The transpose.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns { for i in 0..<rows { result[j, i] = self[i, j] } }
    return result
  }
}
