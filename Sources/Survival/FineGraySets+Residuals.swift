internal import LinearAlgebra
internal import Platform

extension FineGraySets {
  /// The contribution of each row of the data to the score, weights included, one column a covariate,
  /// with the error that the estimated censoring adds if wanted.
  ///
  /// Row i contributes w {δ (x − x̄) − ∫ (x − x̄) e^η dΛ}; one that is censored in group g moves the
  /// weights of those with another event, by w ∫ q/Y dM of its censoring, with q(u) = Σ ∫ (x_i − x̄(s)) w
  /// e^η G(s−)/G(T−) dΛ(s) over s ≥ u and those with T < u (Fine and Gray 1999,
  /// doi:10.1080/01621459.1999.10474144).
  ///
  /// - Complexity: O(n p).
  func scoreResiduals(_ sums: FineGraySums, rowCount: Int, withCensoring: Bool) -> Matrix {
    let hazard = FineGrayHazard(self, sums, column: nil)
    let exposure = hazard.exposures(self)
    let columns = Parallel.map(width, threads: threads) { j in
      let weighted = FineGrayHazard(self, sums, column: j)
      let values = x.withColumn(j) { column in
        var values = contributions(of: j, column, sums, exposure, weighted.exposures(self))
        if withCensoring { addCensoring(&values, column, sums.risk, (hazard, weighted)) }
        return values
      }
      var result = [Double](repeating: 0, count: rowCount)
      for i in rows.indices { result[rows[i]] = values[i] }
      return result
    }
    var storage: [Double] = []
    storage.reserveCapacity(rowCount * width)
    for column in columns { storage += column }
    return Matrix(rows: rowCount, columns: width, storage: storage)
  }

  /// The contribution of each position to the score of covariate j, the censoring taken as known.
  private func contributions(
    of j: Int, _ column: borrowing Span<Double>, _ sums: FineGraySums, _ exposure: [Double],
    _ means: [Double]
  ) -> [Double] {
    var values = [Double](repeating: 0, count: rows.count)
    for i in rows.indices {
      values[i] = sums.risk[i] * (means[i] - column[i] * exposure[i])
    }
    for (k, block) in blocks.enumerated() {
      var mean = 0.0
      for t in sums.firstTerm[k]..<sums.firstTerm[k + 1] { mean += sums.means[t, j] }
      mean /= Double(block.terms)
      for i in block.dead { values[dead[i]] += weight[dead[i]] * (column[dead[i]] - mean) }
    }
    return values
  }

  private func addCensoring(
    _ values: inout [Double], _ column: borrowing Span<Double>, _ risk: [Double],
    _ hazards: (plain: FineGrayHazard, weighted: FineGrayHazard)
  ) {
    // The curve counts rows, so that a row moves it by its weight only where that is a frequency.
    let size = countsCopies ? weight : [Double](repeating: 1, count: rows.count)
    for g in 0..<groups {
      let (curve, own) = (curves[g], members[g])
      var (others, moment, running) = (0.0, 0.0, 0.0)
      var upTo = [0.0]
      upTo.reserveCapacity(curve.time.count + 1)
      for j in curve.time.indices {
        let range = curve.start[j]..<curve.start[j + 1]
        let ahead = firstBlock(atTimeOf: own[range.lowerBound]) * groups + g
        let move = moment * hazards.plain.ahead[ahead] - others * hazards.weighted.ahead[ahead]
        let jump = curve.hazard[j] > 0 ? move / curve.atRisk[j] : 0
        let before = running
        running += jump * curve.hazard[j]
        upTo.append(running)
        for m in range {
          let i = own[m]
          // Where events come first they are not at risk of being censored at their time.
          let past = eventsLeaveFirst && !isCensored[i] ? before : running
          values[i] += size[i] * ((isCensored[i] ? jump : 0) - past)
        }
        for m in range where inverse[own[m]] > 0 {
          let value = risk[own[m]] * inverse[own[m]]
          others += value
          moment += value * column[own[m]]
        }
      }
      for i in own where !entryTime.isEmpty {
        values[i] += size[i] * upTo[curve.count(notAfter: entryTime[i])]
      }
    }
  }

  /// The first block that is not before the time of a position.
  private func firstBlock(atTimeOf position: Int) -> Int {
    let next = nextBlock[position]
    return next > 0 && blocks[next - 1].end > position ? next - 1 : next
  }
}
