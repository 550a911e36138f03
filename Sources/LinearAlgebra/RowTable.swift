/// Rows of equal length stored one after another, for sums that run along the rows.
public struct RowTable: Sendable {
  /// The length of a row.
  public let width: Int
  /// Element j of row i is at `i * width + j`.
  public let storage: [Double]

  /// Rows given one after another.
  public init(width: Int, storage: [Double]) {
    precondition(width > 0 ? storage.count % width == 0 : storage.isEmpty)
    self.width = width
    self.storage = storage
  }

  /// The number of rows.
  public var count: Int { width == 0 ? 0 : storage.count / width }

  /// The product of each row of a range with a vector; the first is at 0 of the result.
  /// - Complexity: O(rows · width).
  public func products(_ x: [Double], rows: Range<Int>, into result: inout MutableSpan<Double>) {
    precondition(x.count == width && result.count >= rows.count && rows.upperBound <= count)
    let width = width
    unsafe storage.withUnsafeBufferPointer { table in
      unsafe x.withUnsafeBufferPointer { x in
        for i in rows {
          let start = i &* width
          var (first, second) = (0.0, 0.0)
          var j = 0
          while j &+ 1 < width {
            unsafe first += table[start &+ j] * x[j]
            unsafe second += table[start &+ j &+ 1] * x[j &+ 1]
            j &+= 2
          }
          if j < width { unsafe first += table[start &+ j] * x[j] }
          result[i - rows.lowerBound] = first + second
        }
      }
    }
  }

  /// The sum over a range of rows of each row times its weight.
  /// - Complexity: O(rows · width).
  public func weightedSum(_ weights: [Double], rows: Range<Int>) -> [Double] {
    precondition(weights.count >= count && rows.upperBound <= count)
    var sum = [Double](repeating: 0, count: width)
    let width = width
    unsafe storage.withUnsafeBufferPointer { table in
      unsafe weights.withUnsafeBufferPointer { weights in
        unsafe sum.withUnsafeMutableBufferPointer { sum in
          for i in rows {
            let (start, weight) = unsafe (i &* width, weights[i])
            for j in 0..<width { unsafe sum[j] += weight * table[start &+ j] }
          }
        }
      }
    }
    return sum
  }

  /// Writes, for marked rows, the sums over that row and all after it of weight · (row, 1).
  ///
  /// - Parameters:
  ///   - weights: one weight for each row.
  ///   - rows: the rows that are walked through, from the last to the first.
  ///   - start: the sums over the rows after the range; ``width`` + 1 elements.
  ///   - marks: rows of the range, ascending.
  ///   - result: takes ``width`` + 1 elements for each mark.
  /// - Complexity: O(rows · width).
  public func suffixSums(
    _ weights: [Double], rows: Range<Int>, start: [Double], marks: ArraySlice<Int>,
    into result: inout MutableSpan<Double>
  ) {
    precondition(weights.count >= count && rows.upperBound <= count)
    precondition(start.count == width + 1 && result.count == marks.count * (width + 1))
    precondition(marks.allSatisfy { rows.contains($0) })
    var sum = start
    let width = width
    unsafe storage.withUnsafeBufferPointer { table in
      unsafe weights.withUnsafeBufferPointer { weights in
        unsafe sum.withUnsafeMutableBufferPointer { sum in
          var mark = marks.endIndex
          for i in rows.reversed() {
            let (start, weight) = unsafe (i &* width, weights[i])
            for j in 0..<width { unsafe sum[j] += weight * table[start &+ j] }
            unsafe sum[width] += weight
            guard mark > marks.startIndex, marks[mark - 1] == i else { continue }
            mark -= 1
            let target = (mark - marks.startIndex) * (width + 1)
            for j in 0...width { unsafe result[target + j] = sum[j] }
          }
        }
      }
    }
  }
}

extension RowBlock {
  /// Takes rows of a table, of which the first ``columns`` elements are used, each row times its
  /// factor.
  /// - Complexity: O(rows · columns).
  public mutating func load(_ table: RowTable, rows: Range<Int>, factors: [Double]) {
    precondition(table.width >= columns && rows.count <= Self.capacity)
    precondition(rows.upperBound <= table.count && factors.count >= table.count)
    let (columns, width, length) = (columns, table.width, rows.count)
    setCount(length)
    unsafe table.storage.withUnsafeBufferPointer { source in
      unsafe factors.withUnsafeBufferPointer { factors in
        unsafe withElements { target, pitch in
          for i in 0..<length {
            let row = rows.lowerBound &+ i
            let (start, factor) = unsafe (row &* width, factors[row])
            for j in 0..<columns {
              unsafe target[j &* pitch &+ i] = source[start &+ j] * factor
            }
          }
        }
      }
    }
  }
}
