extension TurnbullSearch {
  /// Newton's method on very many intervals with mass, without a matrix of second derivatives.
  ///
  /// Directions come from conjugate gradients, and masses that would fall below 0 become 0 all at once.
  /// Bertsekas 1982, doi:10.1137/0320018.
  /// - Complexity: O(patterns + intervals) for each of some hundred products in a step.
  mutating func polishByConjugateGradients(tolerance: Double) {
    for _ in 0..<60 {
      let total = patterns.total
      let isFree = mass.indices.map { mass[$0] > 0 || likelihood.slope[$0] > total }
      let gradient = mass.indices.map { isFree[$0] ? likelihood.slope[$0] - total : 0 }
      let residual = gradient.reduce(0) { max($0, abs($1)) } / total
      guard residual > tolerance else { break }
      let direction = conjugateDirection(
        gradient, isFree, accuracy: min(0.1, residual.squareRoot()))
      guard takeProjected(direction, gradient) else { break }
    }
    normalize()
    likelihood.update(patterns, mass)
  }

  /// Moves along the direction, cut off at masses of 0, as far as the objective rises.
  private mutating func takeProjected(_ direction: [Double], _ gradient: [Double]) -> Bool {
    let old = objective(mass, likelihood)
    var length = 1.0
    for _ in 0..<30 {
      let next = mass.indices.map { max(0, mass[$0] + length * direction[$0]) }
      let found = TurnbullLikelihood(patterns, next)
      var promised = 0.0
      for j in mass.indices { promised += gradient[j] * (next[j] - mass[j]) }
      let gain = objective(next, found) - old
      if promised > 0, gain >= 1e-4 * promised - 1e-14 * abs(old) {
        (mass, likelihood) = (next, found)
        return true
      }
      length /= 2
    }
    return false
  }

  /// An approximate solution of H d = gradient on the free masses.
  private func conjugateDirection(
    _ gradient: [Double], _ isFree: [Bool], accuracy: Double
  ) -> [Double] {
    let second = (0..<patterns.count).map { i in
      patterns.weight[i] / (likelihood.probability[i] * likelihood.probability[i])
    }
    let diagonal = spread(second)
    var (direction, rest) = ([Double](repeating: 0, count: mass.count), gradient)
    var scaled = rest.indices.map { isFree[$0] ? rest[$0] / diagonal[$0] : 0 }
    var search = scaled
    var product = Self.product(rest, scaled)
    let goal = accuracy * accuracy * product
    for _ in 0..<500 where product > goal {
      let image = curved(search, second, isFree)
      let bend = Self.product(search, image)
      guard bend > 0 else { break }
      let length = product / bend
      for j in mass.indices where isFree[j] {
        direction[j] += length * search[j]
        rest[j] -= length * image[j]
        scaled[j] = rest[j] / diagonal[j]
      }
      let next = Self.product(rest, scaled)
      for j in mass.indices { search[j] = scaled[j] + next / product * search[j] }
      product = next
    }
    return direction
  }

  /// H v: the second derivatives times a vector, on the free masses.
  private func curved(_ vector: [Double], _ second: [Double], _ isFree: [Bool]) -> [Double] {
    var sums = [Double](repeating: 0, count: vector.count + 1)
    for j in vector.indices { sums[j + 1] = sums[j] + vector[j] }
    var image = spread(
      second.indices.map { i in
        second[i] * (sums[patterns.last[i] + 1] - sums[patterns.first[i]])
      })
    for j in image.indices where !isFree[j] { image[j] = 0 }
    return image
  }

  /// The sum for each interval of values of the patterns that hold it.
  private func spread(_ values: [Double]) -> [Double] {
    var change = [Double](repeating: 0, count: mass.count + 1)
    for i in values.indices where patterns.first[i] < patterns.last[i] {
      change[patterns.first[i]] += values[i]
      change[patterns.last[i] + 1] -= values[i]
    }
    var (result, running) = ([Double](repeating: 0, count: mass.count), CompensatedSum())
    for j in mass.indices {
      running += change[j]
      result[j] = running.value
    }
    for i in values.indices where patterns.first[i] == patterns.last[i] {
      result[patterns.first[i]] += values[i]
    }
    return result
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for j in a.indices { sum += a[j] * b[j] }
    return sum
  }
}
