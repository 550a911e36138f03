internal import LinearAlgebra
internal import Platform

/// The partial likelihood of subdistribution hazards at one value of the coefficients, with its
/// derivatives, in the scaled covariates.
///
/// At the time t of an event of the cause those at risk count w e^η, and those who had another event at
/// T < t count w e^η G(t−)/G(T−). The first are summed backwards and the second forwards in time, so that
/// no row is ever split.
struct FineGraySums: Sendable {
  let logLikelihood: Double
  /// What is taken from η so that its exponentials stay in range.
  let shift: Double
  /// w e^{η − shift} of each position.
  let risk: [Double]
  /// The denominator of each term.
  let denominators: [Double]
  /// The mean covariates of each term, one row a term.
  let means: Matrix
  /// The weight of each term.
  let termWeight: [Double]
  /// The first term of each block; one more than there are blocks.
  let firstTerm: [Int]
  let score: [Double]

  /// - Returns: Nil where the linear predictor leaves the range of numbers.
  /// - Complexity: O(n p).
  init?(_ sets: FineGraySets, _ beta: [Double]) {
    let eta = sets.x.times(beta)
    let shift = eta.max() ?? 0
    guard shift.isFinite, (eta.min() ?? 0) - shift > -700 else { return nil }
    let risk = eta.indices.map { sets.weight[$0] * exponential(eta[$0] - shift) }
    let total = sets.riskSums(risk, nil)
    var (firstTerm, termWeight, denominators) = ([0], [Double](), [Double]())
    var logLikelihood = 0.0
    let deadRisk = sets.deadSums(risk, nil)
    for (k, block) in sets.blocks.enumerated() {
      let share = block.weight / Double(block.terms)
      for term in 0..<block.terms {
        let denominator = total[k] - Double(term) / Double(block.terms) * deadRisk[k]
        guard denominator > 0 else { return nil }
        denominators.append(denominator)
        termWeight.append(share)
        logLikelihood -= share * (logarithm(denominator) + shift)
      }
      for i in block.dead {
        logLikelihood += sets.weight[sets.dead[i]] * eta[sets.dead[i]]
      }
      firstTerm.append(denominators.count)
    }
    guard logLikelihood.isFinite else { return nil }
    self.logLikelihood = logLikelihood
    self.shift = shift
    self.risk = risk
    self.denominators = denominators
    self.termWeight = termWeight
    self.firstTerm = firstTerm
    let terms = (first: firstTerm, weight: termWeight, denominator: denominators)
    let columns = Parallel.map(sets.width, threads: sets.threads) { j in
      sets.means(of: j, risk, terms)
    }
    var means: [Double] = []
    means.reserveCapacity(denominators.count * sets.width)
    for column in columns { means += column.means }
    self.means = Matrix(rows: denominators.count, columns: sets.width, storage: means)
    score = columns.map(\.gradient)
  }
}

extension FineGraySets {
  /// Σ of risk, or of risk times covariate j, over those who count at each block.
  /// - Complexity: O(n + blocks · groups).
  fileprivate func riskSums(_ risk: [Double], _ j: Int?) -> [Double] {
    guard let j else { return sums { risk[$0] } }
    return x.withColumn(j) { column in sums { risk[$0] * column[$0] } }
  }

  @inline(__always)
  private func sums(_ value: (Int) -> Double) -> [Double] {
    var result = [Double](repeating: 0, count: blocks.count)
    var (sum, position) = (0.0, rows.count)
    var (late, entry) = (0.0, entries.count)
    for k in blocks.indices.reversed() {
      while position > blocks[k].start {
        position -= 1
        sum += value(position)
      }
      while entry > blocks[k].entered, !entries.isEmpty {
        entry -= 1
        late += value(entries[entry])
      }
      result[k] = sum - late
    }
    var (gone, next) = ([Double](repeating: 0, count: groups), 0)
    for k in blocks.indices {
      while next < others.count, others[next] < blocks[k].start {
        gone[group[others[next]]] += value(others[next]) * inverse[others[next]]
        next += 1
      }
      for g in 0..<groups { result[k] += observed[k * groups + g] * gone[g] }
    }
    return result
  }

  /// The mean of covariate j in each term, and the gradient in its direction.
  fileprivate func means(
    of j: Int, _ risk: [Double], _ terms: (first: [Int], weight: [Double], denominator: [Double])
  ) -> (gradient: Double, means: [Double]) {
    let (sums, dead) = (riskSums(risk, j), deadSums(risk, j))
    var (gradient, means) = (0.0, [Double]())
    means.reserveCapacity(terms.denominator.count)
    for (k, block) in blocks.enumerated() {
      for term in 0..<block.terms {
        let t = terms.first[k] + term
        let mean = (sums[k] - Double(term) / Double(block.terms) * dead[k]) / terms.denominator[t]
        means.append(mean)
        gradient -= terms.weight[t] * mean
      }
    }
    x.withColumn(j) { column in
      for i in self.dead { gradient += weight[i] * column[i] }
    }
    return (gradient, means)
  }

  /// Σ of risk, or of risk times covariate j, over the events of each block.
  fileprivate func deadSums(_ risk: [Double], _ j: Int?) -> [Double] {
    func sums(_ value: (Int) -> Double) -> [Double] {
      blocks.map { block in
        block.terms == 1 ? 0 : block.dead.reduce(0.0) { $0 + value(dead[$1]) }
      }
    }
    guard let j else { return sums { risk[$0] } }
    return x.withColumn(j) { column in sums { risk[$0] * column[$0] } }
  }

  /// The information: Σ w e^η E x xᵀ less the squares of the means of the terms.
  /// - Complexity: O(n p²).
  func information(_ sums: FineGraySums) -> (matrix: Matrix, secondMoment: [Double]) {
    let exposure = exposures(sums)
    let weights = rows.indices.map { max(0, sums.risk[$0] * exposure[$0]) }
    let products = Parallel.map(2, threads: threads) { part in
      var product = WeightedCrossProduct()
      return part == 0
        ? product(x, weights: weights) : product(sums.means, weights: sums.termWeight)
    }
    var result = products[0]
    let (moment, squares) = (result.diagonal, products[1])
    for i in 0..<width { for j in 0..<width { result[i, j] -= squares[i, j] } }
    return (result, moment)
  }

  /// The cumulative subdistribution hazard that each position is exposed to.
  /// - Complexity: O(n).
  func exposures(_ sums: FineGraySums) -> [Double] {
    FineGrayHazard(self, sums, column: nil).exposures(self)
  }
}

/// The steps of the cumulative hazard, or of the hazard times the mean of a covariate, at each block.
struct FineGrayHazard: Sendable {
  /// The running sum before each block, and at the end after all.
  let before: [Double]
  /// By how much less than the whole step the events of the block are exposed to it.
  let relief: [Double]
  /// Σ of G(t−) times the step over the block and all after it, at `k * groups + g`.
  let ahead: [Double]

  /// - Complexity: O(terms + blocks · groups).
  init(_ sets: FineGraySets, _ sums: FineGraySums, column j: Int?) {
    var (sum, before, steps, relief) = (0.0, [Double](), [Double](), [Double]())
    for (k, block) in sets.blocks.enumerated() {
      var (step, less) = (0.0, 0.0)
      for term in 0..<block.terms {
        let t = sums.firstTerm[k] + term
        let value = sums.termWeight[t] / sums.denominators[t] * (j.map { sums.means[t, $0] } ?? 1)
        step += value
        less += Double(term) / Double(block.terms) * value
      }
      before.append(sum)
      steps.append(step)
      relief.append(less)
      sum += step
    }
    before.append(sum)
    var ahead = [Double](repeating: 0, count: (sets.blocks.count + 1) * sets.groups)
    for k in sets.blocks.indices.reversed() {
      for g in 0..<sets.groups {
        let at = k * sets.groups + g
        ahead[at] = ahead[at + sets.groups] + sets.observed[at] * steps[k]
      }
    }
    self.before = before
    self.relief = relief
    self.ahead = ahead
  }

  /// What each position is exposed to.
  /// - Complexity: O(n).
  func exposures(_ sets: FineGraySets) -> [Double] {
    var result = sets.nextBlock.map { before[$0] }
    for i in sets.firstBlock.indices { result[i] -= before[sets.firstBlock[i]] }
    for (k, block) in sets.blocks.enumerated() {
      for i in block.dead { result[sets.dead[i]] -= relief[k] }
    }
    for i in sets.others {
      result[i] += sets.inverse[i] * ahead[sets.nextBlock[i] * sets.groups + sets.group[i]]
    }
    return result
  }
}
