internal import LinearAlgebra

/// The maximum over coefficients β and log frailties ω of the log partial likelihood plus
/// ν Σ (ω − e^ω), by Newton's method.
///
/// The equations of a step are solved by conjugate gradients, for which only products with the
/// information are needed; no matrix over the clusters is formed.
struct FrailtyNewton {
  /// 1 over the variance of the frailties.
  let precision: Double
  /// The coefficients in the scaled covariates, and after them the log frailties.
  private(set) var values: [Double]
  private(set) var scan: HazardScan
  private(set) var isConverged = false
  private(set) var iterations = 0

  private let sets: CoxRiskSets
  private let clusters: FrailtyClusters
  private let held: [Bool]
  private var objective: Double

  /// Starts at given values; nil where the likelihood cannot be evaluated there.
  init?(
    _ sets: CoxRiskSets, _ clusters: FrailtyClusters, precision: Double, from start: [Double],
    holding held: [Bool]
  ) {
    let eta = clusters.predictors(sets, start)
    guard let scan = HazardScan(sets, eta: eta) else { return nil }
    (self.sets, self.clusters, self.precision, self.held) = (sets, clusters, precision, held)
    (values, self.scan) = (start, scan)
    objective = scan.logLikelihood + Self.penalty(start, sets.width, precision)
  }

  var frailties: ArraySlice<Double> { values[sets.width...] }

  private static func penalty(_ values: [Double], _ width: Int, _ precision: Double) -> Double {
    values[width...].reduce(0) { $0 + precision * ($1 - exponential($1)) }
  }

  mutating func run() {
    while iterations < 60 {
      let gradient = gradient
      let step = solve(gradient)
      var length = 1.0
      var isTaken = false
      for _ in 0..<40 where !isTaken {
        let next = values.indices.map { values[$0] + length * step[$0] }
        if let new = HazardScan(sets, eta: clusters.predictors(sets, next)) {
          let value = new.logLikelihood + Self.penalty(next, sets.width, precision)
          if value >= objective - 1e-12 * (1 + abs(objective)) {
            (values, scan, objective, isTaken) = (next, new, value, true)
          }
        }
        if !isTaken { length /= 2 }
      }
      guard isTaken else { return }
      iterations += 1
      let largest = step.indices.reduce(0.0) {
        max($0, abs(length * step[$1]) / (1 + abs(values[$1])))
      }
      if largest <= 1e-10 {
        isConverged = true
        return
      }
    }
  }

  private var gradient: [Double] {
    let residual = sets.rows.indices.map {
      (sets.isEvent[$0] ? sets.weight[$0] : 0) - scan.expected[$0]
    }
    var result = clusters.transposed(sets, residual)
    for c in sets.width..<result.count { result[c] += precision * (1 - exponential(values[c])) }
    return masked(result)
  }

  private func masked(_ values: [Double]) -> [Double] {
    var result = values
    for j in held.indices where held[j] { result[j] = 0 }
    return result
  }

  private func curvatureTimes(_ v: [Double]) -> [Double] {
    var result = clusters.transposed(
      sets, scan.informationTimes(clusters.predictors(sets, v, withOffset: false)))
    for c in sets.width..<v.count { result[c] += precision * exponential(values[c]) * v[c] }
    return masked(result)
  }

  /// The inverse curvature times a vector, 0 where coefficients are held.
  /// - Complexity: O(n p) for each of some tens of steps.
  func solve(_ b: [Double]) -> [Double] {
    var diagonal = clusters.diagonal(sets, scan.expected)
    for c in sets.width..<b.count { diagonal[c] += precision * exponential(values[c]) }
    for j in diagonal.indices where !(diagonal[j] > 0) { diagonal[j] = 1 }
    var x = [Double](repeating: 0, count: b.count)
    var residual = masked(b)
    var direction = residual.indices.map { residual[$0] / diagonal[$0] }
    var size = dot(residual, direction)
    let goal = 1e-26 * size
    for _ in 0..<500 where size > goal && size > 0 {
      let product = curvatureTimes(direction)
      let bend = dot(direction, product)
      guard bend > 0 else { break }
      let length = size / bend
      for j in x.indices {
        x[j] += length * direction[j]
        residual[j] -= length * product[j]
      }
      let scaled = residual.indices.map { residual[$0] / diagonal[$0] }
      let next = dot(residual, scaled)
      for j in x.indices { direction[j] = scaled[j] + next / size * direction[j] }
      size = next
    }
    return x
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for j in a.indices { sum += a[j] * b[j] }
    return sum
  }

  /// The inverse curvature over the coefficients.
  var variance: Matrix {
    var result = Matrix(rows: sets.width, columns: sets.width)
    for j in 0..<sets.width where !held[j] {
      var unit = [Double](repeating: 0, count: values.count)
      unit[j] = 1
      let column = solve(unit)
      for i in 0..<sets.width { result[i, j] = column[i] }
    }
    return result
  }
}

/// Which cluster each position is in, for maps between predictors and coefficients with frailties.
struct FrailtyClusters: Sendable {
  let ofPosition: [Int]
  let count: Int
  /// The events of each cluster.
  let events: [Double]

  init(_ sets: CoxRiskSets, _ codes: Codes) {
    ofPosition = sets.rows.map { codes.values[$0] }
    count = codes.count
    var events = [Double](repeating: 0, count: codes.count)
    for i in sets.rows.indices where sets.isEvent[i] { events[ofPosition[i]] += sets.weight[i] }
    self.events = events
  }

  /// xβ + ω of each position.
  func predictors(_ sets: CoxRiskSets, _ v: [Double], withOffset: Bool = true) -> [Double] {
    var result = withOffset ? sets.offset : [Double](repeating: 0, count: sets.rows.count)
    for i in result.indices {
      var sum = v[sets.width + ofPosition[i]]
      for j in 0..<sets.width { sum += v[j] * sets.x[i * sets.width + j] }
      result[i] += sum
    }
    return result
  }

  /// Sums over positions of a number times x, and by cluster.
  func transposed(_ sets: CoxRiskSets, _ value: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: sets.width + count)
    for i in value.indices {
      for j in 0..<sets.width { result[j] += value[i] * sets.x[i * sets.width + j] }
      result[sets.width + ofPosition[i]] += value[i]
    }
    return result
  }

  /// Sums over positions of a number times x², and by cluster.
  func diagonal(_ sets: CoxRiskSets, _ value: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: sets.width + count)
    for i in value.indices {
      for j in 0..<sets.width {
        let x = sets.x[i * sets.width + j]
        result[j] += value[i] * x * x
      }
      result[sets.width + ofPosition[i]] += value[i]
    }
    return result
  }
}
