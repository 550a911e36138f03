internal import LinearAlgebra
internal import Platform

/// The partial likelihood of coefficients that change with time.
///
/// With z_i(t) = T(t) x_i, T a matrix of factors, the sums over a risk set of z and z zᵀ are those of
/// x and x xᵀ times T, and e^η changes only where T does. So risks are computed once for each run of
/// events without a change, and no row is copied.
struct VaryingRiskSets: SmoothObjective {
  let sets: CoxRiskSets
  let design: VaryingDesign

  var width: Int { design.terms.count }

  /// The log likelihood and its derivatives in the coefficients of the terms.
  /// - Complexity: O(n p²) for each run of events without a change.
  func expansion(at beta: [Double]) -> Expansion? {
    let segments = design.segments
    let parts = Parallel.reduce(segments.count, threads: sets.threads, chunk: 8) { range in
      var sum: Expansion? = .zero(width)
      for index in range {
        guard let part = segment(segments[index], beta) else { return nil }
        sum?.add(part)
      }
      return sum
    } combine: { (total: inout Expansion?, part: Expansion?) in
      if let part { total?.add(part) } else { total = nil }
    }
    guard let result = parts ?? nil, result.value.isFinite else { return nil }
    return result
  }

  /// The coefficient of each covariate in a run of events.
  func coefficients(_ segment: Range<Int>, _ beta: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: sets.width)
    for (m, term) in design.terms.enumerated() {
      result[term.column] += design.factors[segment.lowerBound * width + m] * beta[m]
    }
    return result
  }

  private func segment(_ segment: VaryingDesign.Segment, _ beta: [Double]) -> Expansion? {
    let local = coefficients(segment.blocks, beta)
    let stratum = sets.strata[segment.stratum]
    guard let scan = SegmentScan(sets, stratum, segment.blocks, local) else { return nil }
    var result = Expansion.zero(width)
    result.value = scan.logLikelihood
    let factors = (0..<width).map { design.factors[segment.blocks.lowerBound * width + $0] }
    for (a, first) in design.terms.enumerated() where factors[a] != 0 {
      result.gradient[a] = factors[a] * scan.score[first.column]
      for (b, second) in design.terms.enumerated() where factors[b] != 0 {
        result.curvature[a, b] =
          factors[a] * factors[b] * scan.information[first.column, second.column]
      }
    }
    return result
  }
}

extension Expansion {
  /// Nothing, to which parts are added.
  static func zero(_ width: Int) -> Expansion {
    Expansion(
      value: 0, gradient: [Double](repeating: 0, count: width),
      curvature: Matrix(rows: width, columns: width))
  }

  /// Adds a part of a sum.
  mutating func add(_ other: Expansion) {
    value += other.value
    for j in gradient.indices { gradient[j] += other.gradient[j] }
    for j in 0..<curvature.columns {
      for i in 0..<curvature.rows { curvature[i, j] += other.curvature[i, j] }
    }
  }
}
