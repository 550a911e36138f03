internal import LinearAlgebra

/// Anderson's mixing for an iteration that converges slowly: the next point is the combination of the
/// last ones whose steps would cancel best ([Walker & Ni 2011]).
///
/// [Walker & Ni 2011]: https://doi.org/10.1137/10078356X
struct StepHistory {
  private static let depth = 5
  private var points: [[Double]] = []
  private var steps: [[Double]] = []

  /// Notes a point with its step, and gives the mixed step where there is something to mix.
  mutating func corrected(_ step: [Double], at point: [Double]) -> [Double]? {
    points.append(point)
    steps.append(step)
    if points.count > min(Self.depth, point.count) + 1 {
      points.removeFirst()
      steps.removeFirst()
    }
    guard points.count > 1 else { return nil }
    let stepChanges = zip(steps, steps.dropFirst()).map { Self.difference($1, $0) }
    let pointChanges = zip(points, points.dropFirst()).map { Self.difference($1, $0) }
    let shares = PivotedQR(Matrix(columns: stepChanges)).solve(step, tolerance: 1e-10)
    var result = step
    for (k, share) in shares.enumerated() {
      for j in result.indices { result[j] -= share * (stepChanges[k][j] + pointChanges[k][j]) }
    }
    return result.allSatisfy(\.isFinite) ? result : nil
  }

  private static func difference(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = a
    for j in a.indices { result[j] -= b[j] }
    return result
  }
}
