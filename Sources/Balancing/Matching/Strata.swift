/// Rows numbered by their combination of values of the exact columns.
struct Strata {
  /// The stratum of each row.
  let of: [Int]
  /// How many there are.
  let count: Int

  init(_ columns: [ExactColumn], rows: Int) {
    var of = [Int](repeating: 0, count: rows)
    var count = 1
    for column in columns {
      var numbers: [Pair: Int] = [:]
      for row in 0..<rows {
        let pair = Pair(first: of[row], second: column.codes[row])
        if let number = numbers[pair] {
          of[row] = number
        } else {
          of[row] = numbers.count
          numbers[pair] = numbers.count
        }
      }
      count = numbers.count
    }
    self.of = of
    self.count = count
  }

  /// Rows by stratum; those of a stratum as they come.
  func sorted(_ rows: [Int32]) -> [Int32] {
    var place = [Int](repeating: 0, count: count + 1)
    for stratum in of { place[stratum + 1] += 1 }
    for i in 1...count { place[i] += place[i - 1] }
    var result = [Int32](repeating: 0, count: rows.count)
    for row in rows {
      let stratum = of[Int(row)]
      result[place[stratum]] = row
      place[stratum] += 1
    }
    return result
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }
}
