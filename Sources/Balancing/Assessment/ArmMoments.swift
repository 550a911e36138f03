/// The weighted moments of a covariate in one arm.
struct ArmMoments {
  let count: Int
  /// Σwx, the weight of those who have the level where the covariate is one.
  let sum: Double
  let mean: Double
  /// p(1 − p) of a level, else Σw(x − m)²/(1 − Σw²); `nil` with one patient.
  let variance: Double?
  /// Σ(x − m)² with weights as they are.
  let squares: Double
}

/// The moments of both arms; `nil` where nobody has a value and a weight.
struct ArmPair {
  let treated: ArmMoments?
  let control: ArmMoments?
}

extension ArmMoments {
  /// The moments of the numbers of some rows.
  ///
  /// - Complexity: O(rows), two passes.
  init?(_ numbers: [Double], _ weights: [Double], rows: [Int32]) {
    let (numbers, weights) = (numbers.span, weights.span)
    var count = 0
    var total = 0.0
    var sum = 0.0
    for row in rows {
      let number = numbers[Int(row)]
      if number.isNaN { continue }
      let weight = weights[Int(row)]
      count += 1
      total += weight
      sum += weight * number
    }
    guard count > 0 else { return nil }
    let mean = sum / total
    var squares = 0.0
    var weightSquares = 0.0
    for row in rows {
      let number = numbers[Int(row)]
      if number.isNaN { continue }
      let weight = weights[Int(row)]
      let deviation = number - mean
      squares += weight * deviation * deviation
      weightSquares += weight * weight
    }
    let spread = total - weightSquares / total
    self.count = count
    self.sum = sum
    self.mean = mean
    variance = count > 1 && spread > 0 ? squares / spread : nil
    self.squares = squares
  }

  /// The moments of each level, by the codes of some rows; negative codes are missing.
  ///
  /// - Complexity: O(rows + levels).
  static func levels(
    _ codes: [Int], _ levels: Int, _ weights: [Double], rows: [Int32]
  ) -> [ArmMoments?] {
    var count = 0
    var total = 0.0
    var sums = [Double](repeating: 0, count: levels)
    for row in rows where codes[Int(row)] >= 0 {
      let weight = weights[Int(row)]
      count += 1
      total += weight
      sums[codes[Int(row)]] += weight
    }
    return sums.map { count > 0 ? ArmMoments(count: count, total: total, sum: $0) : nil }
  }

  /// The moments of a level that patients of a weight have.
  private init(count: Int, total: Double, sum: Double) {
    self.count = count
    self.sum = sum
    mean = sum / total
    variance = max(mean * (1 - mean), 0)
    squares = sum * (1 - mean) * (1 - mean) + (total - sum) * mean * mean
  }
}
